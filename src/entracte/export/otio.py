"""The film's shots as a timeline for editing programs: OpenTimelineIO.

A clip a shot, to the frame; scenes, works, music and lines stand on it as markers. The JSON is the
library's own (schemas Timeline.1, Track.1, Clip.2, Marker.2), so that nothing need be installed.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import msgspec

from entracte.export.counting import frames, rate_of
from entracte.export.held import first
from entracte.export.moments import length_of, moments
from entracte.export.plain import line
from entracte.model import Page, Span
from entracte.plugins import Fetch, Wish

Node = dict[str, Any]


class Otio:
    """``entracte export FILM otio``."""

    name = "otio"
    forms = ("otio",)
    profiles = ()
    says = "shots as clips, scenes, music and lines as markers, for editing programs"

    def export(self, page: Page, fetch: Fetch, wish: Wish) -> bytes:  # noqa: ARG002 (one way)
        """OpenTimelineIO JSON, UTF-8; times in frames of the film's own rate."""
        return msgspec.json.format(msgspec.json.encode(timeline(page)), indent=2)


def timeline(page: Page) -> Node:
    """One video track with every shot, or the whole film where it was not watched."""
    rate = rate_of(page.film.media)
    media = page.film.media
    file = line(media.file) if media is not None else ""
    whole = Span(start=0, end=length_of(page))
    shots = [(f"Shot {i}", each.span) for i, each in enumerate(page.shots.items, 1)]
    clips = [
        clip(name, span, rate, file, whole)
        for name, span in (shots or [(first(page.film.title), whole)])
    ]
    return stack_of(
        first(page.film.title) or page.film.id,
        [track("Shots", "Video", clips, list(_markers(page, rate)))],
    )


def stack_of(name: str, tracks: list[Node]) -> Node:
    return {
        "OTIO_SCHEMA": "Timeline.1",
        "metadata": {},
        "name": name,
        "global_start_time": None,
        "tracks": {
            "OTIO_SCHEMA": "Stack.1",
            "metadata": {},
            "name": "tracks",
            "source_range": None,
            "effects": [],
            "markers": [],
            "enabled": True,
            "children": tracks,
        },
    }


def track(name: str, kind: str, clips: list[Node], markers: Iterable[Node] = ()) -> Node:
    return {
        "OTIO_SCHEMA": "Track.1",
        "metadata": {},
        "name": name,
        "source_range": None,
        "effects": [],
        "markers": list(markers),
        "enabled": True,
        "kind": kind,
        "children": clips,
    }


def clip(name: str, span: Span, rate: Fraction, file: str, whole: Span) -> Node:
    """A stretch of the file; what the file itself is called is all that leaves the machine."""
    reference: Node = {"OTIO_SCHEMA": "MissingReference.1", "metadata": {}, "name": ""}
    if file:
        reference = {
            "OTIO_SCHEMA": "ExternalReference.1",
            "metadata": {},
            "name": file,
            "available_range": _range(whole, rate),
            "available_image_bounds": None,
            "target_url": file,
        }
    return {
        "OTIO_SCHEMA": "Clip.2",
        "metadata": {},
        "name": name,
        "source_range": _range(span, rate),
        "effects": [],
        "markers": [],
        "enabled": True,
        "media_references": {"DEFAULT_MEDIA": reference},
        "active_media_reference_key": "DEFAULT_MEDIA",
    }


def _markers(page: Page, rate: Fraction) -> Iterable[Node]:
    for each in moments(page):
        yield _marker(each.title, Span(start=each.start, end=each.end), "GREEN", rate)
    for cue in page.cues:
        for span in cue.spans:
            yield _marker(f"Music: {first(cue.title) or '?'}", span, "BLUE", rate)
    names = {person.id: line(person.name) for person in page.people}
    for said in page.lines.items:
        who = names.get(said.speaker or "", "") or line(said.label)
        words = line(said.text)
        yield _marker(f"{who}: {words}" if who else words, said.span, "YELLOW", rate)


def _marker(name: str, span: Span, colour: str, rate: Fraction) -> Node:
    return {
        "OTIO_SCHEMA": "Marker.2",
        "metadata": {},
        "name": name,
        "color": colour,
        "marked_range": _range(span, rate),
        "comment": "",
    }


def _range(span: Span, rate: Fraction) -> Node:
    start, end = frames(span.start, rate), frames(span.end, rate)
    return {
        "OTIO_SCHEMA": "TimeRange.1",
        "start_time": _time(start, rate),
        "duration": _time(end - start, rate),
    }


def _time(number: int, rate: Fraction) -> Node:
    return {"OTIO_SCHEMA": "RationalTime.1", "rate": float(rate), "value": float(number)}


exporter = Otio()
