"""Reads records of a film as databases hand them out: TMDB's JSON, Wikidata's JSON.

Their facts come in like any other text's: as what the record says, each value with its place in the
file. Of Wikidata's statements only those are taken whose value is written out; a bare number of
another item names nobody.
"""

import re
from collections.abc import Iterator
from typing import Final

from entracte.errors import NotReadable
from entracte.model import Account, File, Mend
from entracte.read import stating
from entracte.read.company import Company
from entracte.read.decode import decode
from entracte.read.fields import MOST, Field, Piece, label, only, stated
from entracte.read.jsonld import Leaf, escapes, leaves
from entracte.read.proof import Change, Proof
from entracte.read.said import source_id

_SAMPLE: Final = 60_000
_LONG: Final = 1200  # characters of an overview that tells the whole story
# TMDB's movie, with what its credits, external ids and alternative titles append to it.
_TMDB: Final = {
    "title": "title",
    "original_title": "original title",
    "release_date": "released",
    "runtime": "running time",
    "overview": "synopsis",
    "tagline": "tagline",
    "genres.name": "genre",
    "production_companies.name": "studio",
    "production_countries.name": "country",
    "spoken_languages.english_name": "language",
    "imdb_id": "imdb",
    "external_ids.imdb_id": "imdb",
    "id": "tmdb",
    "credits.cast.name": "actor",
    "credits.cast.character": "character",
}
_JOBS: Final = {
    "Director": "director",
    "Screenplay": "screenwriter",
    "Writer": "screenwriter",
    "Story": "screenwriter",
    "Novel": "author of the basis",
    "Original Story": "author of the basis",
    "Producer": "producer",
    "Original Music Composer": "composer",
    "Music": "composer",
    "Conductor": "conductor",
    "Director of Photography": "cinematographer",
    "Editor": "editor",
    "Production Design": "production designer",
    "Art Direction": "art director",
    "Costume Design": "costume designer",
    "Choreographer": "choreographer",
    "Sound": "sound",
}
# Wikidata's properties whose value stands in the statement itself.
_WIKIDATA: Final = {
    "P1476": "title",
    "P345": "imdb",
    "P4947": "tmdb",
    "P577": "released",
    "P2047": "running time",
    "P2704": "eidr",
}


class _Records:
    name = "record"
    version = "1"

    def suits(self, file: File) -> float:
        try:
            text, _ = decode(file.data[:_SAMPLE])
        except NotReadable:
            return 0.0
        if not text.lstrip("\ufeff \r\n\t").startswith("{"):
            return 0.0
        if re.search(r'"entities"\s*:\s*\{\s*"Q\d+"', text):
            return 0.95
        named = ('"original_title"', '"overview"', '"release_date"', '"original_language"')
        return 0.95 if sum(word in text for word in named) >= 3 else 0.0

    def read(self, file: File) -> Account:
        text, encoding = decode(file.data)
        found = list(leaves(text, 0, len(text)))
        wikidata = any(leaf.path[:1] == ("entities",) for leaf in found[:2000])
        fields = list(_wikidata(text, found) if wikidata else _tmdb(text, found))[:MOST]
        if not any(each.what == "title" for each in fields):
            raise NotReadable(
                "The record names no film.", "It should be TMDB's or Wikidata's JSON of one film."
            )
        proof = _rendered(text, fields)
        facts, billed = stated(proof, fields)
        title = next(proof.text[slice(*f.values[0])] for f in facts if f.what == "title")
        source = proof.source(
            file,
            id=source_id(file),
            title=title or file.name,
            kind=self.name,
            by=f"{self.name}/{self.version}",
            encoding=encoding,
        )
        overview = [each.values[0] for each in facts if each.what == "synopsis"]
        short = [each for each in overview if each[1] - each[0] <= _LONG]
        whole = [each for each in overview if each not in short]
        company = Company.of(source, sorted(overview))
        cast = stating.billing(company, billed)
        return Account(
            source=source,
            title=stating.titles(company, [f.values[0] for f in facts if f.what == "title"]),
            year=stating.years(company, facts),
            facts=stating.facts(company, facts),
            synopsis=stating.claims(company, short),
            plot=stating.claims(company, whole),
            credits=tuple(stating.merged([*stating.credits(company, facts), *cast])),
            people=company.people,
        )


def _tmdb(text: str, found: list[Leaf]) -> Iterator[Field]:
    jobs: dict[tuple[str, ...], str] = {}
    for leaf in found:
        if leaf.path[:2] == ("credits", "crew") and leaf.path[-1] == "job":
            jobs[leaf.path[:-1]] = _JOBS.get(text[leaf.start : leaf.end], "")
    groups: dict[tuple[str, ...], int] = {}
    for leaf in found:
        if leaf.start == leaf.end or text[leaf.start : leaf.end] in ("null", "0"):
            continue
        if leaf.path[:2] == ("credits", "crew"):
            role = jobs.get(leaf.path[:-1], "")
            if role and leaf.path[-1] == "name":
                yield Field(f"role: {role}", leaf.start, leaf.end)
            continue
        name = ".".join(step for step in leaf.path if not step.isdigit())
        what = _TMDB.get(name)
        if what:
            group = groups.setdefault(leaf.path[:-1], len(groups))
            yield Field(what, leaf.start, leaf.end, group)


def _wikidata(text: str, found: list[Leaf]) -> Iterator[Field]:
    """The first item's title in each of a few languages, and its written-out statements."""
    item = next((leaf.path[:2] for leaf in found if leaf.path[:1] == ("entities",)), ())
    titled = False
    for leaf in found:
        if leaf.path[:2] != item or leaf.start == leaf.end:
            continue
        inside = leaf.path[2:]
        if inside[:1] == ("labels",) and inside[-1] == "value":
            if inside[1] == "en" or not titled:
                yield Field("title" if not titled else "original title", leaf.start, leaf.end)
                titled = True
        elif inside[:1] == ("claims",) and inside[2:] and "mainsnak" in inside:
            what = _WIKIDATA.get(inside[1])
            end = inside[inside.index("mainsnak") + 1 :]
            if what is None or end[:1] != ("datavalue",):
                continue
            if end[1:] in (("value",), ("value", "text")):
                yield Field("original title" if what == "title" else what, leaf.start, leaf.end)
            elif end[1:] in (("value", "time"), ("value", "amount")):
                sign = text[leaf.start : leaf.end].startswith("+")
                dated = re.match(r"[+-]?(\d{4}-\d\d-\d\d|\d+)", text[leaf.start : leaf.end])
                if dated:
                    yield Field(what, leaf.start + sign, leaf.start + dated.end())


def _rendered(text: str, fields: list[Field]) -> Proof:
    """The values as labelled lines, every character with its place in the file."""
    pieces = [
        Piece(each.start, each.end, f"{chr(10) if i else ''}{label(each.what)}: ")
        for i, each in enumerate(fields)
    ]
    changes = list(only(pieces, len(text)))
    for piece in pieces:
        changes += [
            Change(start, end, now, Mend.MARKUP)
            for start, end, now in escapes(text, piece.start, piece.end)
        ]
    return Proof.of(text).change(changes)


reader = _Records()
