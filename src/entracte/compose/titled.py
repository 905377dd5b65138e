"""What the film's own titles bear out: its title, and who did what, at a second one can watch.

A name on a card is evidence for a credit only where the card says the same of it: the line, or the
heading above it, names the activity or the role. What the titles do not say speaks against nothing,
for much that is true is in no titles, and reading misses words.
"""

import re
import unicodedata
from collections.abc import Sequence

from msgspec.structs import replace
from rapidfuzz import fuzz

from entracte.model import WHOLE, Claim, Credit, Page, Person, Seen, Title, Track

_ALIKE = 88.0  # of 100: letters that reading mistakes are few
_SHORTEST = 5  # letters of a name that is looked for
_ABOVE = 3  # lines over a name that may be its heading
_PLAYERS = ("cast", "play", "star", "with", "featur", "character", "danc", "perform")

# The beginnings of words that say an activity on a card, in the languages of many films.
_SAID = {
    "director": ("direct", "regie", "realis", "regia", "film by", "film de", "ein film von"),
    "writer": ("writ", "screenplay", "scenario", "script", "story", "libretto", "buch", "auteur"),
    "screenwriter": ("writ", "screenplay", "scenario", "script", "drehbuch", "sceneggiatura"),
    "librettist": ("libretto", "story", "writ"),
    "composer": ("music", "compos", "score", "musik", "musique", "musica"),
    "conductor": ("conduct", "direct", "dirig"),
    "choreographer": ("choreo", "dances"),
    "cinematographer": ("photograph", "camera", "cinematograph", "light", "kamera", "images"),
    "editor": ("edit", "cut by", "schnitt", "montage", "montaggio"),
    "producer": ("produc",),
    "art director": ("art", "design", "decor"),
    "production designer": ("design", "decor", "sets"),
    "costume designer": ("costume", "wardrobe", "dresses", "kostum"),
    "singer": ("sung", "song", "sing", "vocal"),
    "dancer": _PLAYERS,
    "cast member": _PLAYERS,
    "actor": _PLAYERS,
}


def borne_out(page: Page, titles: Track[Title]) -> Page:
    """The page with its titles, and with what they bear out."""
    if not titles.items:
        return replace(page, titles=titles)
    people = {person.id: person for person in page.people}
    credits = tuple(_credit(claim, people, page, titles) for claim in page.credits)
    named = tuple(_named(claim, titles) for claim in page.film.title)
    return replace(page, titles=titles, credits=credits, film=replace(page.film, title=named))


def _credit(
    claim: Claim[Credit], people: dict[str, Person], page: Page, titles: Track[Title]
) -> Claim[Credit]:
    credit = claim.says
    person = people.get(credit.person)
    if person is None:
        return claim
    role = people.get(credit.as_character) if credit.as_character else None
    for title in titles.items:
        lines = title.text.split("\n")
        if not _scope(credit, lines, page):
            continue
        for number, line in enumerate(lines):
            if _stands(person, line) and _says(credit, role, lines, number):
                return _seen(claim, title, titles.by, line)
    return claim


def _says(credit: Credit, role: Person | None, lines: Sequence[str], number: int) -> bool:
    """Whether the card says this activity, or this role, of the name in this line."""
    here = _plain(lines[number])
    if role is not None:
        near = lines[max(0, number - 1) : number + 2]
        return any(_stands(role, line) for line in near)
    words = _SAID.get(credit.role, (credit.role[:6],))
    if _begins(here, words):
        return True
    above = [_plain(line) for line in lines[max(0, number - _ABOVE) : number]]
    # A heading stands over names; a line that says something of another name is none.
    return any(_begins(line, words) for line in above) and len(here.split()) <= 4


def _scope(credit: Credit, lines: Sequence[str], page: Page) -> bool:
    """A card on a work within the film is no evidence for the film around it, nor the reverse."""
    text = _plain(" ".join(lines))
    within = {
        work.id: any(
            fuzz.partial_ratio(_plain(claim.says), text) >= _ALIKE
            for claim in work.title
            if len(_plain(claim.says)) >= _SHORTEST
        )
        or bool(work.form and re.search(rf"\b{re.escape(_plain(work.form))}\b", text))
        for work in page.works
    }
    return not any(within.values()) if credit.part == WHOLE else within.get(credit.part, True)


def _named(claim: Claim[str], titles: Track[Title]) -> Claim[str]:
    name = _plain(claim.says)
    for title in titles.items:
        lines = title.text.split("\n")
        near = (" ".join(lines[i : i + n]) for n in (1, 2, 3) for i in range(len(lines)))
        if len(name) >= _SHORTEST and any(
            fuzz.ratio(name, _plain(line)) >= _ALIKE for line in near
        ):
            return _seen(claim, title, titles.by, claim.says)
    return claim


def _seen(claim: Claim, title: Title, by: str, words: str) -> Claim:  # type: ignore[type-arg]
    why = f"The film’s own titles read “{words}”."
    return replace(claim, evidence=(*claim.evidence, Seen(span=title.span, by=by, why=why)))


def _stands(person: Person, line: str) -> bool:
    plain = _plain(line)
    return any(
        len(name) >= _SHORTEST
        and (" " in name or name in plain.split())
        and fuzz.partial_ratio(name, plain) >= _ALIKE
        and len(plain) >= len(name) - 2
        for name in map(_plain, (person.name, *person.aliases))
    )


def _begins(line: str, words: Sequence[str]) -> bool:
    return any(f" {word}" in f" {line}" for word in words)


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", bare.casefold()))
