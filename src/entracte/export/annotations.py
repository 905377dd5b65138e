"""Every claim as a W3C Web Annotation: what is said, of which second or which words.

Web Annotation Data Model (W3C Recommendation, 2017): a moment of the film is a media fragment
(``t=812.4,835.1``), a place in a text is both its words with what stands around them and its
character positions.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from entracte.compose.claims import claims
from entracte.compose.wording import words
from entracte.export.plain import plain
from entracte.model import Claim, Evidence, Heard, Opinion, Page, Read, Seen, Sought, Source, Span
from entracte.plugins import Fetch, Wish

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_MEDIA = "http://www.w3.org/TR/media-frags/"
_AROUND = 32  # characters of a text on each side of a place, by which it is found again
_SECTIONS = {"dialogues": "identifying", "quotes": "identifying", "credits": "identifying"}
Node = dict[str, Any]


class Annotations:
    """``entracte export FILM annotations``."""

    name = "annotations"
    forms = ("jsonld",)
    profiles = ()
    says = "every claim as a W3C Web Annotation of the film and the texts"

    def export(self, page: Page, fetch: Fetch, wish: Wish) -> bytes:  # noqa: ARG002 (one way)
        """An annotation collection with one page; UTF-8."""
        items = list(annotations(page))
        base = f"urn:entracte:{page.film.id}"
        collection = {
            "@context": _CONTEXT,
            "id": base,
            "type": "AnnotationCollection",
            "label": plain(str(page.film.title[0].says)) if page.film.title else page.film.id,
            "total": len(items),
            "first": {
                "id": f"{base}:page",
                "type": "AnnotationPage",
                "startIndex": 0,
                "items": items,
            },
        }
        return msgspec.json.format(msgspec.json.encode(collection))


def annotations(page: Page) -> Iterator[Node]:
    """An annotation a claim. Targets: where it is said, and what bears it out."""
    sources = {source.id: source for source in page.sources}
    for name, section, claim in claims(page):
        found = (*claim.evidence, *claim.said_by)
        targets = [each for each in (target(one, page, sources) for one in found) if each]
        yield {
            "id": f"urn:entracte:{page.film.id}:{name}",
            "type": "Annotation",
            "motivation": _motivation(section, claim),
            "generator": {"id": "urn:entracte", "type": "Software", "name": "entracte"},
            "body": [
                {
                    "type": "TextualBody",
                    "value": plain(words(claim.says, page)),
                    "format": "text/plain",
                },
                {
                    "type": "TextualBody",
                    "purpose": "classifying",
                    "value": claim.standing.value,
                },
            ],
            "target": targets or [_film(page)],
        }


def _motivation(section: str, claim: Claim[Any]) -> str:
    if isinstance(claim.says, Opinion):
        return "assessing"
    return _SECTIONS.get(section.partition("/")[0], "describing")


def target(found: Evidence, page: Page, sources: dict[str, Source]) -> Node | None:
    """What evidence points at; None for a person's word, which is nowhere in film or text."""
    if isinstance(found, Seen | Heard | Sought):
        return {
            "source": _film(page),
            "selector": {
                "type": "FragmentSelector",
                "conformsTo": _MEDIA,
                "value": f"t={seconds(found.span)}",
            },
        }
    if not isinstance(found, Read):
        return None
    place = found.passage
    source = sources.get(place.source)
    body = source.body if source is not None else ""
    return {
        "source": f"urn:entracte:{page.film.id}:source:{place.source}",
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": plain(place.quote),
                "prefix": plain(body[max(0, place.start - _AROUND) : place.start]),
                "suffix": plain(body[place.end : place.end + _AROUND]),
            },
            {"type": "TextPositionSelector", "start": place.start, "end": place.end},
        ],
    }


def seconds(span: Span) -> str:
    """``812.4,835.1``: a media fragment's times, to the millisecond."""
    return ",".join(f"{at / 1000:.3f}".rstrip("0").rstrip(".") for at in (span.start, span.end))


def _film(page: Page) -> str:
    return f"urn:entracte:{page.film.id}:film"


exporter = Annotations()
