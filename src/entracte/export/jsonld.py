"""The page as linked data: schema.org's Movie, Clip, Quotation, Claim, and the terms it lacks.

schema.org has no words for what bears a claim out or speaks against it, so these are our own
(``entracte:bornOutBy``, ``entracte:against``, ``entracte:standing``); ``Quotation`` and
``spokenByCharacter`` are still pending there. The context is written out, so that nothing has to
be fetched to read the file.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from entracte.compose.claims import claims
from entracte.compose.wording import words
from entracte.export.held import fact, first, held, made_by, played
from entracte.export.moments import length_of
from entracte.export.plain import plain
from entracte.model import (
    AnyPart,
    Cue,
    Evidence,
    Heard,
    Id,
    Ms,
    Page,
    Quote,
    Read,
    Recording,
    Seen,
    Sought,
    Span,
)
from entracte.plugins import Fetch, Wish

CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "entracte": "urn:entracte:terms:",
    "id": "@id",
    "type": "@type",
}
_MACHINE = "https://cv.iptc.org/newscodes/digitalsourcetype/dataDrivenMedia"
_KINDS = {"scene": "MovieClip", "work": "CreativeWork", "cue": "MusicRecording"}
Node = dict[str, Any]


class JsonLd:
    """``entracte export FILM jsonld``."""

    name = "jsonld"
    forms = ("jsonld",)
    profiles = ()
    says = "the page as linked data (schema.org), every claim with its evidence"

    def export(self, page: Page, fetch: Fetch, wish: Wish) -> bytes:  # noqa: ARG002 (one way)
        """JSON-LD 1.1, UTF-8; the same page gives the same bytes."""
        return msgspec.json.format(msgspec.json.encode(graph(page), order="deterministic"))


def graph(page: Page) -> Node:
    """One object with its context: the film, with everything else inside it."""
    film = f"#film-{page.film.id}"
    node: Node = {
        "@context": CONTEXT,
        "id": film,
        "type": "Movie",
        "name": first(page.film.title),
        "alternateName": [plain(str(each)) for each in held(page.film.title)][1:],
        "dateCreated": first(page.film.year),
        "duration": duration(length_of(page)) if length_of(page) else "",
        "abstract": " ".join(plain(each) for each in held(page.synopsis)),
        "genre": list(fact(page, "genre")),
        "inLanguage": list(fact(page, "language")),
        "countryOfOrigin": [{"type": "Country", "name": each} for each in fact(page, "country")],
        "productionCompany": [
            {"type": "Organization", "name": each} for each in fact(page, "studio")
        ],
        "sameAs": [f"https://www.imdb.com/title/{each}/" for each in fact(page, "imdb")],
        "director": _people(made_by(page, "director")),
        "musicBy": _people(made_by(page, "composer")),
        "producer": _people(made_by(page, "producer")),
        "author": _people(made_by(page, "screenwriter")),
        "editor": _people(made_by(page, "editor")),
        "actor": [
            {"type": "PerformanceRole", "actor": _person(actor), "characterName": character}
            if character
            else _person(actor)
            for actor, character in played(page)
        ],
        "character": [
            {"id": f"#person-{each.id}", "type": "Person", "name": plain(each.name)}
            for each in page.people
            if each.character
        ],
        "hasPart": [*map(_part(page, film).__getitem__, (part.id for part in page.parts))],
        "audio": [_recording(each) for each in page.recordings],
        "subjectOf": [*_quotations(page, film), *_claims(page, film)],
        "citation": [
            {
                "id": f"#source-{each.id}",
                "type": "CreativeWork",
                "name": plain(each.title),
                "additionalType": each.kind,
                "identifier": each.origin,
            }
            for each in page.sources
        ],
    }
    return _full(node)


def _part(page: Page, film: Id) -> dict[Id, Node]:
    return {part.id: _one_part(part, film) for part in page.parts}


def _one_part(part: AnyPart, film: Id) -> Node:
    kind = type(part).__name__.lower()
    node: Node = {
        "id": f"#part-{part.id}",
        "type": _KINDS[kind],
        "additionalType": f"entracte:{kind}",
        "name": first(part.title),
        "isPartOf": {"id": film if part.inside == "film" else f"#part-{part.inside}"},
        "description": " ".join(plain(each) for each in held(getattr(part, "description", ()))),
        "about": [{"id": f"#person-{each}"} for each in getattr(part, "people", ())],
        "entracte:use": part.use if isinstance(part, Cue) else "",
        "entracte:form": getattr(part, "form", ""),
    }
    times = [_offsets(span) for span in part.spans]
    if times and kind == "scene":
        node |= times[0]
    if kind != "scene" or len(times) > 1:
        node["workExample"] = [{"type": "Clip", "isPartOf": {"id": film}, **t} for t in times]
    return _full(node)


def _offsets(span: Span) -> Node:
    """Seconds from the film's first frame."""
    return {"startOffset": span.start / 1000, "endOffset": span.end / 1000}


def _recording(each: Recording) -> Node:
    return _full(
        {
            "id": f"#recording-{each.id}",
            "type": "MusicRecording",
            "name": plain(each.title),
            "byArtist": plain(each.artist),
            "recordingOf": _full(
                {"type": "MusicComposition", "composer": _person(each.composer)}
                if each.composer
                else {}
            ),
            "inAlbum": {"type": "MusicAlbum", "name": plain(each.album)} if each.album else {},
            "duration": duration(each.duration) if each.duration else "",
            "position": each.number or "",
        }
    )


def _quotations(page: Page, film: Id) -> Iterator[Node]:
    spans = {each.id: each.span for each in page.lines.items}
    for name, _, claim in claims(page):
        if isinstance(claim.says, Quote):
            said = claim.says
            at = [spans[each] for each in said.lines if each in spans]
            yield _full(
                {
                    "id": f"#quote-{name}",
                    "type": "Quotation",
                    "text": plain(said.words),
                    "spokenByCharacter": {"id": f"#person-{said.speaker}"} if said.speaker else {},
                    "isPartOf": {"id": film},
                    "entracte:standing": claim.standing.value,
                    **(_offsets(Span(start=at[0].start, end=at[-1].end)) if at else {}),
                }
            )


def _claims(page: Page, film: Id) -> Iterator[Node]:
    for name, section, claim in claims(page):
        yield _full(
            {
                "id": f"#claim-{name}",
                "type": "Claim",
                "text": plain(words(claim.says, page)),
                "about": {"id": film},
                "additionalType": f"entracte:{section.partition('/')[0].replace(' ', '-')}",
                "entracte:standing": claim.standing.value,
                "appearance": [_evidence(each, film) for each in claim.said_by],
                "entracte:bornOutBy": [_evidence(each, film) for each in claim.evidence],
                "entracte:against": [_evidence(each, film) for each in claim.against],
                "digitalSourceType": _MACHINE if not claim.said_by else "",
            }
        )


def _evidence(found: Evidence, film: Id) -> Node:
    node: Node = {"description": plain(found.why), "entracte:by": found.by}
    if isinstance(found, Read):
        place = found.passage
        node |= {
            "type": "Quotation",
            "text": plain(place.quote),
            "isPartOf": {"id": f"#source-{place.source}"},
            "entracte:start": place.start,
            "entracte:end": place.end,
        }
    elif isinstance(found, Seen | Heard | Sought):
        kind = type(found).__name__.lower()
        node |= {"type": "Clip", "isPartOf": {"id": film}, "additionalType": f"entracte:{kind}"}
        node |= _offsets(found.span)
    else:
        node |= {"type": "Comment", "additionalType": "entracte:told", "identifier": found.edit}
    return _full(node)


def _person(name: str) -> Node:
    return {"type": "Person", "name": plain(name)}


def _people(names: tuple[str, ...]) -> list[Node]:
    return [_person(name) for name in names]


def duration(long: Ms) -> str:
    """``PT2H15M3.5S`` (ISO 8601)."""
    seconds, rest = divmod(long, 1000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    fraction = f".{rest:03}".rstrip("0").rstrip(".")
    return f"PT{hours}H{minute}M{second}{fraction}S"


def _full(node: Node) -> Node:
    """Without what is empty: an absent value says more truly that it is not known."""
    return {key: value for key, value in node.items() if value not in ("", [], {}) or value == 0}


exporter = JsonLd()
