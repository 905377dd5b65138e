"""A film that does not exist, and is long: 1,500 lines, 150 scenes, 2,000 shots, 24 cues.

Its words are strung together by number, its stills are painted; nothing of it is anybody's.
"""

import io
import random

from PIL import Image, ImageDraw, ImageFilter

from entracte.model import (
    Claim,
    Credit,
    Cue,
    Digest,
    Fact,
    Film,
    Heard,
    Id,
    Line,
    Media,
    Opinion,
    Page,
    Person,
    Quote,
    Read,
    Scene,
    Seen,
    Shot,
    Source,
    Span,
    Track,
    Work,
    digest,
    passage,
)

LINES, SCENES, SHOTS, CUES = 1500, 150, 2000, 24
LONG = 134 * 60_000
NAMES = ("Ines Varga", "Orso Bellini", "Mara Holm", "Jonas Ek", "Teodor Lind", "Ada Roth")
_SAYING = (
    "the light was on and nobody came down to the harbour before evening she said that wind has no "
    "name here but every boat knows it by heart we have waited longer for less and still the bell "
    "rings under water when you count to eleven do not look back it is only rain on an empty stage"
)
_WORDS = _SAYING.split()
_FACTS = (("country", "Sweden"), ("language", "English"))
_ROLES = ("director", "composer", "editor")


def _sentence(chance: random.Random, least: int, most: int) -> str:
    said = " ".join(chance.choice(_WORDS) for _ in range(chance.randint(least, most)))
    return f"{said[:1].upper()}{said[1:]}."


def still(number: int, size: tuple[int, int] = (640, 467)) -> bytes:
    """A JPEG of blurred light, different for each number."""
    chance = random.Random(number)
    picture = Image.new("RGB", size, (10, 9, 12))
    draw = ImageDraw.Draw(picture)
    for _ in range(6):
        x, y, far = chance.randrange(size[0]), chance.randrange(size[1]), chance.randint(60, 200)
        colour = tuple(chance.randrange(30, 200) for _ in range(3))
        draw.ellipse((x - far, y - far, x + far, y + far), fill=colour)
    out = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(30)).save(out, "JPEG", quality=78)
    return out.getvalue()


def film(
    id: Id, file: str = "", lines: int = LINES, scenes: int = SCENES
) -> tuple[Page, dict[Digest, bytes]]:
    """The page and its stills by digest. ``file``: the film file's name, if there is to be one."""
    chance = random.Random(1948)
    stills = {digest(data): data for data in (still(i) for i in range(40))}
    names = list(stills)
    body = "\n".join(_sentence(chance, 8, 20) for _ in range(300))
    source = Source(
        id="article",
        title="The long film",
        origin=digest(body.encode()),
        body=body,
        kind="article",
        file="article.txt",
    )
    ends = [i for i, letter in enumerate(body) if letter == "\n"]

    def says(what: object, at: int | None = None) -> Claim:  # type: ignore[type-arg]
        i = chance.randrange(1, len(ends))
        place = passage("article", body, ends[i - 1] + 1, ends[i])
        found = () if at is None else (Seen(span=Span(start=at, end=at + 4000)),)
        return Claim(says=what, said_by=(Read(passage=place),), evidence=found)

    def when(i: int, of: int) -> Span:
        return Span(start=LONG * i // of, end=LONG * (i + 1) // of)

    shots = tuple(
        Shot(
            id=f"shot-{i}",
            span=when(i, SHOTS),
            colour=tuple(chance.randrange(20, 190) for _ in range(3)),  # type: ignore[arg-type]
            still=names[i % len(names)],
        )
        for i in range(SHOTS)
    )
    people = tuple(
        Person(id=f"person-{i}", name=name, character=True) for i, name in enumerate(NAMES)
    )
    spoken = tuple(
        Line(
            id=f"line-{i}",
            span=Span(start=LONG * i // lines, end=LONG * i // lines + 2200),
            text=_sentence(chance, 3, 14),
            speaker=f"person-{chance.randrange(len(NAMES))}",
            language="en",
        )
        for i in range(lines)
    )
    cards = tuple(
        Scene(
            id=f"scene-{i}",
            title=(says(_sentence(chance, 2, 5)[:-1], when(i, scenes).start),),
            spans=(when(i, scenes),),
            description=(
                says(_sentence(chance, 8, 16), when(i, scenes).start),
                says(_sentence(chance, 8, 16)),
            ),
            context=(says(_sentence(chance, 8, 16)),),
            people=tuple(sorted({f"person-{chance.randrange(len(NAMES))}" for _ in range(2)})),
        )
        for i in range(scenes)
    )
    music = tuple(
        Cue(
            id=f"cue-{i}",
            title=(says(_sentence(chance, 2, 4)[:-1]),),
            spans=(Span(start=when(i, CUES).start, end=when(i, CUES).start + 90_000),),
            by=(says("Clara Munthe"),),
        )
        for i in range(CUES)
    )
    ballet = Work(
        id="work-bell", form="opera", title=(says("The Drowned Bell"),), spans=(when(9, 20),)
    )
    quotes = tuple(
        Claim(
            says=Quote(
                words=spoken[i * 90].text, lines=(f"line-{i * 90}",), speaker=spoken[i * 90].speaker
            ),
            said_by=says("").said_by,
            evidence=(Heard(span=spoken[i * 90].span),),
        )
        for i in range(12)
    )
    page = Page(
        film=Film(
            id=id,
            title=(says("The Long Evening"),),
            year=(says(1951),),
            media=Media(
                digest="0" * 64, duration=LONG, file=file, rate=(24, 1), size=(640, 467),
                container="mov,mp4", video="h264", audio=("en",), sound=("aac",),
            ),
        ),
        facts=tuple(says(Fact(what=what, value=value)) for what, value in _FACTS),
        synopsis=tuple(says(_sentence(chance, 14, 24), i * 900_000) for i in range(6)),
        plot=tuple(says(_sentence(chance, 12, 24), i * 150_000) for i in range(40)),
        people=people,
        credits=tuple(
            says(Credit(role=role, person=f"person-{i}")) for i, role in enumerate(_ROLES)
        ),
        parts=(*cards, ballet, *music),
        lines=Track(by="subtitles/1", items=spoken),
        shots=Track(by="shots/1", items=shots),
        quotes=quotes,
        opinions=(says(Opinion(words=_sentence(chance, 8, 16))),),
        sources=(source,),
    )  # fmt: skip
    return page, stills
