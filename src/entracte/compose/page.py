"""The page, put together from what the texts say, what the film shows and what people corrected."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from entracte.align.dialogue import Dialogue, Scripted, named
from entracte.align.present import Staged, peopled
from entracte.align.prose import Placed
from entracte.align.together import Together
from entracte.compose.chosen import chosen
from entracte.compose.corrections import corrected
from entracte.compose.cues import Listening, scored
from entracte.compose.heard import heard, unheard
from entracte.compose.titled import borne_out
from entracte.judge.contested import contested
from entracte.judge.quoted import Quoted, spoken_by
from entracte.judge.rivals import rivals
from entracte.judge.weigh import weighed
from entracte.listen.found import Loudness, Tunes
from entracte.model import (
    Account,
    Claim,
    Credit,
    Cue,
    Digest,
    Edit,
    Fact,
    Film,
    Media,
    Opinion,
    Page,
    Read,
    Recording,
    Scene,
    Shot,
    Sound,
    Source,
    Title,
    Track,
    Work,
    digest,
    passage,
    slug,
)

T = TypeVar("T")

_NAMED = re.compile(r"^(?P<title>.*?)\s*[\[({](?P<year>(?:18|19|20)\d\d)[\])}].*$", re.S)
_WORD = re.compile(r"\w+")
_FULLEST = ("wiki", "article", "webpage", "nfo", "listing")  # whose plot comes first
_NO_TUNES = Tunes()
_NO_SOUNDS: Track[Sound] = Track()
_NO_TITLES: Track[Title] = Track()
_SHORTEST = ("listing", "nfo", "webpage", "wiki", "article")  # whose synopsis comes first


def page(
    *,
    name: str,
    together: Together,
    dialogue: Dialogue,
    quoted: Quoted,
    scripted: Scripted,
    placed: Placed,
    media: Media | None,
    shots: Track[Shot],
    titles: Track[Title] = _NO_TITLES,
    tunes: Tunes = _NO_TUNES,
    sounds: Track[Sound] = _NO_SOUNDS,
    loudness: Loudness | None = None,
    marks: Digest = "",
    edits: Sequence[Edit] = (),
    notes: Sequence[str] = (),
) -> Page:
    """The page of the film that lies in a folder of this name."""
    accounts = together.accounts
    shelf = _folder(name)
    named_cues = heard(_with_recordings(accounts), accounts, tunes, media)
    film = Listening(sounds, dialogue.lines, loudness, media, bool(tunes.sought), titles)
    score = scored(named_cues, film, (part.id for a in accounts for part in a.parts))
    # where a quotation names another speaker than the screenplay, its reason goes with its name
    told = {id: why for id, why in scripted.told.items() if id not in quoted.speakers}
    lines = named(dialogue.lines, scripted.speakers | quoted.speakers, told)
    made = Page(
        film=_film(name, shelf, accounts, media),
        facts=weighed((c for a in accounts for c in a.facts), _fact),
        synopsis=_told(accounts, _SHORTEST, "synopsis"),
        plot=_told(accounts, _FULLEST, "plot"),
        people=together.people,
        credits=_credits(accounts, together),
        parts=(*_scenes(accounts, placed), *_works(accounts), *score.cues),
        lines=lines,
        translations=dialogue.translations,
        shots=shots,
        sounds=sounds,
        marks=marks,
        dialogues=quoted.dialogues,
        quotes=spoken_by(quoted.quotes, lines),
        opinions=weighed((c for a in accounts for c in a.opinions), _opinion),
        set_aside=(*(c for a in accounts for c in a.set_aside), *quoted.set_aside),
        recordings=tuple(r for a in accounts for r in a.recordings),
        sources=(*(a.source for a in accounts), shelf),
        notes=(
            *notes,
            *dialogue.notes,
            *scripted.notes,
            *unheard(score.cues, accounts, tunes),
            *score.notes,
            *(f"{a.source.file}: {note}" for a in accounts for note in a.notes),
        ),
    )
    whole = chosen(contested(borne_out(made, titles)), placed)
    return corrected(_peopled(whole, scripted.stages), edits)


def _folder(name: str) -> Source:
    """The name that people gave the folder is a source like any other."""
    origin = digest(name.encode())
    return Source(
        id="folder",
        title="The folder’s name",
        origin=origin,
        body=name,
        kind="folder",
        by="folder/1",
    )


def _film(name: str, shelf: Source, accounts: Sequence[Account], media: Media | None) -> Film:
    found = _NAMED.match(name)
    title = found["title"] if found and found["title"] else name
    read = Read(passage=passage(shelf.id, name, 0, len(title)), by=shelf.by)
    titles = [c for a in accounts for c in a.title]
    titles.append(Claim(says=title, said_by=(read,)))
    years = [c for a in accounts for c in a.year]
    if found:
        at = Read(passage=passage(shelf.id, name, *found.span("year")), by=shelf.by)
        years.append(Claim(says=int(found["year"]), said_by=(at,)))
    return Film(
        id=slug(name),
        title=_most_said(weighed(titles, _plain), _plain(title)),
        year=_most_said(weighed(years, lambda year: year), int(found["year"]) if found else None),
        media=media,
    )


def _most_said(claims: tuple[Claim[T], ...], shelf: object) -> tuple[Claim[T], ...]:
    """Rival answers: first what the folder is called, then what most texts say."""

    def order(claim: Claim[T]) -> tuple[bool, int]:
        here = _plain(claim.says) if isinstance(claim.says, str) else claim.says
        return (here != shelf, -len(claim.evidence))

    return tuple(sorted(claims, key=order))


def _told(accounts: Sequence[Account], order: Sequence[str], what: str) -> tuple[Claim[str], ...]:
    """The sentences of every text, text after text, the fittest kind of text first."""
    rank = {kind: i for i, kind in enumerate(order)}
    by_kind = sorted(accounts, key=lambda a: rank.get(a.source.kind, len(order)))
    claims: Iterable[Claim[str]] = (c for a in by_kind for c in getattr(a, what))
    return weighed(claims, _plain)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _fact(fact: Fact) -> tuple[str, str]:
    return fact.what, _plain(fact.value)


def _opinion(opinion: Opinion) -> tuple[str, object, str]:
    return _plain(opinion.words), opinion.holder, opinion.question


def _credits(accounts: Sequence[Account], together: Together) -> tuple[Claim[Credit], ...]:
    def same(credit: Credit) -> tuple[object, ...]:
        return credit.role, credit.person, credit.part, credit.as_character, credit.exception

    weighty = weighed((c for a in accounts for c in a.credits), same)
    return rivals(weighty, together.people)


def _scenes(accounts: Sequence[Account], placed: Placed) -> tuple[Scene, ...]:
    """The scenes that texts tell of, text after text, each where it was found in the film."""
    return tuple(
        msgspec.structs.replace(part, spans=(placed.spans[part.id],))
        if part.id in placed.spans and not part.spans
        else part
        for account in accounts
        for part in account.parts
        if isinstance(part, Scene)
    )


def _peopled(page: Page, stages: Sequence[Staged]) -> Page:
    """The page with who is there in each of its scenes."""
    found = peopled(page.scenes, stages, page.lines.items, page.people)
    known = {scene.id: scene for scene in found}
    parts = (known[p.id] if isinstance(p, Scene) else p for p in page.parts)
    return msgspec.structs.replace(page, parts=tuple(parts))


def _works(accounts: Sequence[Account]) -> tuple[Work, ...]:
    found: dict[str, Work] = {}
    for account in accounts:
        for part in account.parts:
            if isinstance(part, Work):
                old = found.get(part.id)
                found[part.id] = part if old is None else _one_work(old, part)
    return tuple(found.values())


def _one_work(a: Work, b: Work) -> Work:
    return msgspec.structs.replace(
        a,
        form=a.form or b.form,
        title=weighed((*a.title, *b.title), _plain),
        story=weighed((*a.story, *b.story), _plain),
        basis=weighed((*a.basis, *b.basis), _plain),
    )


def _with_recordings(accounts: Sequence[Account]) -> tuple[Cue, ...]:
    """The cues of all texts; a cue whose title is an album track's points to that track."""
    found: dict[str, Cue] = {}
    for account in accounts:
        for part in account.parts:
            if isinstance(part, Cue):
                old = found.get(part.id)
                found[part.id] = part if old is None else _one_cue(old, part)
    tracks = {
        _plain(track.title): (account, track)
        for account in reversed(accounts)
        for track in account.recordings
    }
    return tuple(_recorded(cue, tracks) for cue in found.values())


def _one_cue(a: Cue, b: Cue) -> Cue:
    return msgspec.structs.replace(
        a,
        use=a.use or b.use,
        title=weighed((*a.title, *b.title), _plain),
        where=weighed((*a.where, *b.where), _plain),
        by=weighed((*a.by, *b.by), _plain),
    )


def _recorded(cue: Cue, tracks: dict[str, tuple[Account, Recording]]) -> Cue:
    for title in cue.title:
        if _plain(title.says) in tracks:
            account, track = tracks[_plain(title.says)]
            at = max(account.source.body.find(track.title), 0)
            read = Read(
                passage=passage(account.source.id, account.source.body, at, at + len(track.title)),
                by=account.source.by,
                why="An album beside the film has a track of this title.",
            )
            claim = Claim(says=track.id, said_by=title.said_by, evidence=(read,))
            return msgspec.structs.replace(cue, recording=(claim,))
    return cue
