"""New files from films: a cut of every moment found, and what media servers want beside a film."""

import sys
from collections.abc import Callable
from pathlib import Path

from entracte.errors import BadSetting, NotFound
from entracte.export import cutlist
from entracte.index.search import Index
from entracte.model import Ms, clock, to_bytes
from entracte.store import disk
from entracte.store.shelf import Shelf
from entracte.terminal.going import Going
from entracte.terminal.marks import plain
from entracte.work import cards, cutting
from entracte.work.run import Moment

VIDEOS = (".mp4", ".m4v", ".mov")
LISTS = {".otio": cutlist.timeline, ".edl": cutlist.edl}
KINDS = {
    "anki": "a deck of cards: a line a card, with its still and its sound",
    "extras": "the scenes as clips, as Jellyfin, Kodi and Plex show them",
    "film": "a copy of the film with its scenes as chapters; nothing coded anew",
    "trickplay": "small pictures for the seek bar, where Jellyfin looks for them",
}


def cut(shelf: Shelf, query: str, out: Path, most: int, handles: Ms, as_json: bool) -> int:
    """Makes one file of every moment found; 1 if it is not in the library."""
    ending = out.suffix.lower()
    if ending not in (*VIDEOS, *LISTS):
        known = ", ".join((*VIDEOS[:1], *LISTS))
        raise BadSetting(f"{out.name} is no kind of cut.", f"Let its name end in {known}.")
    answer = Index(shelf.home).find(query, most=most, seen=shelf.limits())
    taken = cutting.taken(answer.hits, shelf, handles) if answer.found else ()
    if not taken:
        raise NotFound(f"Nothing in your library answers {plain(query)}.", "Try fewer words.")
    if ending in LISTS:
        disk.write(out, LISTS[ending](query, taken))
        out.chmod(0o644)
        long = sum(each.span.end - each.span.start for each in taken)
    else:
        with Going(out.name, quiet=as_json) as going:
            long = cutting.video(taken, out, _told(going))
    if as_json:
        cuts = [{"film": each.film, "span": each.span, "words": each.words} for each in taken]
        sys.stdout.write(to_bytes({"file": str(out), "length": long, "cuts": cuts}).decode() + "\n")
    else:
        films = len({each.film for each in taken})
        noun = "film" if films == 1 else "films"
        print(f"Written: {out} ({len(taken)} moments of {films} {noun}, {clock(long)})")
    return 0


def write(
    shelf: Shelf, named: str, kind: str, output: str | None, beside: bool, as_json: bool
) -> None:
    """Writes extras, tiles or a copy with chapters, here, where it is told, or beside the film."""
    film = shelf.film(named)
    page = shelf.page(film)
    here = Path(output) if output else Path(film.root) if beside else Path()
    with Going(kind, quiet=as_json) as going:
        if kind == "extras":
            folder = here / "scenes" if beside else here if output else here / f"{film.id}.scenes"
            made = [str(each) for each in cutting.extras(film, page, folder, _told(going))]
        elif kind == "anki":
            out = here / f"{film.id}.apkg" if here.is_dir() else here
            cards.deck(film, page, shelf, out, _told(going))
            made = [str(out)]
        elif kind == "trickplay":
            made = [str(cutting.trickplay(film, page, here, _told(going)))]
        else:
            source = cutting.video_of(film, page)
            name = f"{source.stem} with chapters{source.suffix}"
            out = here / name if here.is_dir() else here
            cutting.with_chapters(film, page, out, _told(going))
            made = [str(out)]
    if as_json:
        told = {"film": film.id, "kind": kind, "files": made}
        sys.stdout.write(to_bytes(told).decode() + "\n")
    else:
        for each in made:
            print(f"Written: {each}")


def _told(going: Going) -> Callable[[float], None]:
    def progress(done: float) -> None:
        going(Moment(step="cut", text="", state="going", done=done))

    return progress
