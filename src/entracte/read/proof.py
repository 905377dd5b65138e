"""A proof: a text on the corrector's desk, in which every character knows where it came from.

Readers decode a file, take off its markup, mend its damage, each time with ``Proof.change``; the
proof composes all of it into one list of repairs from the untouched text to the body.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from entracte.model import File, Id, Mend, Repair, Source, digest


class Change(NamedTuple):
    """Characters ``start`` to ``end`` of the text as it stands become ``now``."""

    start: int
    end: int
    now: str
    kind: Mend
    why: str = ""


@dataclass(frozen=True)
class Proof:
    """The text as it stands, and for each character where its origin starts and ends."""

    origin: str  # the decoded text as it came
    text: str
    starts: "array[int]"  # len(text): where in the origin each character starts ...
    ends: "array[int]"  # ... and ends
    repairs: tuple[Repair, ...] = field(default=())  # in offsets of the origin, in order of making

    @classmethod
    def of(cls, origin: str) -> Self:
        size = len(origin)
        return cls(origin, origin, array("l", range(size)), array("l", range(1, size + 1)))

    def origin_span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the origin the characters ``start`` to ``end`` of the text came from."""
        if start < end:
            return self.starts[start], self.ends[end - 1]
        at = self.ends[start - 1] if start else 0
        return at, self.starts[start] if start < len(self.text) else len(self.origin)

    def change(self, changes: Iterable[Change]) -> Self:
        """The proof with these changes made. They must not overlap; order does not matter."""
        text: list[str] = []
        starts, ends, repairs = array("l"), array("l"), list(self.repairs)
        at = 0
        for change in sorted(changes):
            if change.start < at or change.end > len(self.text):
                raise ValueError(f"changes overlap or run out of the text: {change}")
            text.append(self.text[at : change.start])
            starts.extend(self.starts[at : change.start])
            ends.extend(self.ends[at : change.start])
            begin, stop = self._touched(change)
            text.append(change.now)
            starts.extend([begin] * len(change.now))
            ends.extend([stop] * len(change.now))
            was = "" if change.kind is Mend.MARKUP else self.origin[begin:stop]
            repairs.append(
                Repair(
                    start=begin, end=stop, kind=change.kind, now=change.now, was=was, why=change.why
                )
            )
            at = change.end
        text.append(self.text[at:])
        starts.extend(self.starts[at:])
        ends.extend(self.ends[at:])
        return type(self)(self.origin, "".join(text), starts, ends, tuple(repairs))

    def _touched(self, change: Change) -> tuple[int, int]:
        if change.start < change.end:
            return self.starts[change.start], self.ends[change.end - 1]
        at = self.ends[change.start - 1] if change.start else 0
        return at, at

    def composed(self) -> tuple[Repair, ...]:
        """The repairs as one list, sorted, not overlapping, leading from the origin to the text.

        Where one change was made upon another they are joined into one repair, of the kind of the
        first that is not markup, which shows what stood there and what the reader now sees.
        """
        made = sorted(self.repairs)
        out: list[Repair] = []
        first = 0
        for begin, stop, now in self._pieces():
            while first < len(made) and made[first].end < begin:
                first += 1
            near = []
            for number in range(first, len(made)):  # a slice would copy all that are left
                if made[number].start > stop:
                    break
                if begin <= made[number].start and made[number].end <= stop:
                    near.append(made[number])
            out.extend(
                near if _tiles(near, begin, stop, now) else [self._joined(near, begin, stop, now)]
            )
        return tuple(out)

    def _joined(self, near: list[Repair], begin: int, stop: int, now: str) -> Repair:
        told = [repair for repair in near if repair.kind is not Mend.MARKUP]
        kind = told[0].kind if told else Mend.MARKUP
        why = next((repair.why for repair in told if repair.why), "")
        was = "" if kind is Mend.MARKUP else self.origin[begin:stop]
        return Repair(start=begin, end=stop, kind=kind, now=now, was=was, why=why)

    def _pieces(self) -> Iterable[tuple[int, int, str]]:
        """Where origin and text differ: (start, end in the origin, what the text has there)."""
        origin_at = text_at = 0  # everything before these is told
        for i, (begin, stop) in enumerate(zip(self.starts, self.ends, strict=True)):
            if stop != begin + 1 or begin < origin_at or self.text[i] != self.origin[begin]:
                continue  # not a character that came through as it was
            if begin > origin_at or i > text_at:
                yield origin_at, begin, self.text[text_at:i]
            origin_at, text_at = begin + 1, i + 1
        if origin_at < len(self.origin) or text_at < len(self.text):
            yield origin_at, len(self.origin), self.text[text_at:]

    def source(
        self, file: File, *, id: Id, title: str, kind: str, by: str, encoding: str
    ) -> Source:
        """The source that this proof has become."""
        return Source(
            id=id,
            title=title,
            origin=digest(file.data),
            body=self.text,
            kind=kind,
            by=by,
            file=file.name,
            encoding=encoding,
            repairs=self.composed(),
        )


def _tiles(repairs: list[Repair], begin: int, stop: int, now: str) -> bool:
    """Whether these repairs, one after the other, are all that happened here."""
    at = begin
    for repair in repairs:
        if repair.start != at:
            return False
        at = repair.end
    return at == stop and "".join(repair.now for repair in repairs) == now
