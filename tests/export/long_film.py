"""A page as long as films get: three hours, 2,500 shots, 2,000 lines."""

from entracte.model import (
    Claim,
    Cue,
    Film,
    Line,
    Media,
    Page,
    Person,
    Read,
    Scene,
    Shot,
    Sound,
    Span,
    Track,
    passage,
)

HOURS = 3 * 3_600_000
SHOTS = 2_500
LINES = 2_000


def page(shots: int = SHOTS, lines: int = LINES, whole: int = HOURS) -> Page:
    said = (Read(passage=passage("a", "The Long Film", 0, 13)),)
    step, pace = whole // shots, whole // lines
    people = tuple(Person(id=f"p{i}", name=f"Person {i}", character=True) for i in range(20))
    edges = [min(i * step, whole) for i in range(shots)] + [whole]
    return Page(
        film=Film(
            id="long-film",
            title=(Claim(says="The Long Film", said_by=said),),
            media=Media(digest="d", duration=whole, file="film.mkv", rate=(24, 1), size=(640, 360)),
        ),
        people=people,
        shots=Track(
            items=tuple(
                Shot(id=f"s{i}", span=Span(start=edges[i], end=edges[i + 1])) for i in range(shots)
            )
        ),
        lines=Track(
            items=tuple(
                Line(
                    id=f"l{i}",
                    span=Span(start=i * pace, end=i * pace + min(2_400, pace - 200)),
                    text=f"This is what is said as number {i}, and it goes on.",
                    speaker=f"p{i % 20}" if i % 7 else None,
                    language="en",
                )
                for i in range(lines)
            )
        ),
        sounds=Track(items=(Sound(span=Span(start=0, end=60_000), kind="music"),)),
        parts=(
            Cue(id="c", spans=(Span(start=0, end=60_000),)),
            *(
                Scene(
                    id=f"x{i}",
                    title=(Claim(says=f"Scene {i}", said_by=said),),
                    spans=(Span(start=i * whole // 100, end=(i + 1) * whole // 100),),
                )
                for i in range(100)
            ),
        ),
    )
