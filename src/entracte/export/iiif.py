"""The film as a IIIF manifest: scenes as ranges, subtitles as captions, claims as comments.

IIIF Presentation API 3.0. Addresses are those under which ``entracte serve`` shows the film on
this machine; scenes tile the canvas, since viewers want ranges without gaps.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import msgspec

from entracte.compose.claims import claims
from entracte.compose.wording import words
from entracte.export.annotations import seconds
from entracte.export.held import first
from entracte.export.moments import length_of, moments
from entracte.export.plain import plain
from entracte.model import Heard, Page, Seen, Span
from entracte.plugins import Fetch, Wish

_SERVED = "http://localhost:8300"
_CONTEXT = "http://iiif.io/api/presentation/3/context.json"
_FORMATS = {"mp4": "video/mp4", "webm": "video/webm", "matroska": "video/x-matroska"}
Node = dict[str, Any]


class Iiif:
    """``entracte export FILM iiif``."""

    name = "iiif"
    forms = ("json",)
    profiles = ()
    says = "a IIIF manifest: the film with scenes, captions and comments, for viewers of archives"

    def export(self, page: Page, fetch: Fetch, wish: Wish) -> bytes:  # noqa: ARG002 (one way)
        """IIIF Presentation 3 JSON, UTF-8."""
        return msgspec.json.format(msgspec.json.encode(manifest(page)))


def manifest(page: Page) -> Node:
    """The manifest with one canvas, the film's own length and size."""
    base = f"{_SERVED}/film/{quote(page.film.id, safe='')}"
    canvas = f"{base}/canvas"
    long = max(length_of(page), 1) / 1000
    media = page.film.media
    size = media.size if media is not None and all(media.size) else (16, 9)
    container = media.container if media is not None else ""
    kind = next((v for k, v in _FORMATS.items() if k in container), "video/mp4")
    made: Node = {
        "@context": _CONTEXT,
        "id": f"{base}/manifest",
        "type": "Manifest",
        "label": {"none": [first(page.film.title) or page.film.id]},
        "metadata": [
            {"label": {"en": ["Year"]}, "value": {"none": [year]}}
            for year in [first(page.film.year)]
            if year
        ],
        "items": [
            {
                "id": canvas,
                "type": "Canvas",
                "width": size[0],
                "height": size[1],
                "duration": long,
                "items": [
                    {
                        "id": f"{canvas}/film",
                        "type": "AnnotationPage",
                        "items": [
                            {
                                "id": f"{canvas}/film/1",
                                "type": "Annotation",
                                "motivation": "painting",
                                "target": canvas,
                                "body": {
                                    "id": f"{base}/video",
                                    "type": "Video",
                                    "format": kind,
                                    "width": size[0],
                                    "height": size[1],
                                    "duration": long,
                                },
                            }
                        ],
                    }
                ],
                "annotations": list(_comments(page, base, canvas)),
            }
        ],
    }
    ranges = _ranges(page, base, canvas)
    return made | ({"structures": [ranges]} if ranges else {})


def _comments(page: Page, base: str, canvas: str) -> Iterator[Node]:
    captions = [
        {
            "id": f"{canvas}/captions/{i}",
            "type": "Annotation",
            "motivation": "supplementing",
            "target": canvas,
            "body": {
                "id": f"{base}/subtitles/{i}.vtt",
                "type": "Text",
                "format": "text/vtt",
                "language": track.items[0].language,
                "label": {"none": [f"Subtitles ({track.items[0].language})"]},
            },
        }
        for i, track in enumerate(each for each in (page.lines, *page.translations) if each.items)
    ]
    if captions:
        yield {"id": f"{canvas}/captions", "type": "AnnotationPage", "items": captions}
    said = [
        {
            "id": f"{canvas}/claims/{name}",
            "type": "Annotation",
            "motivation": "commenting",
            "target": f"{canvas}#t={seconds(span)}",
            "body": {
                "type": "TextualBody",
                "value": f"{plain(words(claim.says, page))} ({claim.standing.value})",
                "format": "text/plain",
            },
        }
        for name, _, claim in claims(page)
        for span in _spans((*claim.evidence, *claim.said_by))
    ]
    if said:
        yield {"id": f"{canvas}/claims", "type": "AnnotationPage", "items": said}


def _spans(found: tuple[Any, ...]) -> tuple[Span, ...]:
    """The first moment that bears a claim out."""
    return tuple(each.span for each in found if isinstance(each, Seen | Heard))[:1]


def _ranges(page: Page, base: str, canvas: str) -> Node | None:
    found = moments(page)
    if not found:
        return None
    return {
        "id": f"{base}/range/scenes",
        "type": "Range",
        "label": {"en": ["Scenes"]},
        "items": [
            {
                "id": f"{base}/range/{i}",
                "type": "Range",
                "label": {"none": [each.title]},
                "items": [
                    {
                        "id": f"{canvas}#t={seconds(Span(start=each.start, end=each.end))}",
                        "type": "Canvas",
                    }
                ],
            }
            for i, each in enumerate(found, 1)
        ],
    }


exporter = Iiif()
