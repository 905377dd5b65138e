"""A film that does not exist, with a page rich enough to show everything a page can show."""
# ruff: noqa: E501

import io
from colorsys import hsv_to_rgb

from PIL import Image, ImageDraw, ImageFilter

from entracte.model import (
    Claim,
    Credit,
    Cue,
    Digest,
    Exchange,
    Fact,
    Film,
    Heard,
    Line,
    Media,
    Mend,
    Opinion,
    Page,
    Person,
    Quote,
    Read,
    Recording,
    Repair,
    Scene,
    Seen,
    Shot,
    Sought,
    Source,
    Span,
    Track,
    Work,
    digest,
    passage,
)

MINUTE = 60_000

ARTICLE = (
    "The Lighthouse Keeper’s Daughter is a film of 1951 directed by Ada Marlowe.\n\n"
    "Ines Varga is the daughter of the keeper of a light on a northern cape. She has never seen a "
    "city. When the touring opera company of Maestro Orso Bellini is stranded by a storm, she hears "
    "music for the first time. Bellini, a vain but generous impresario, takes her south. […]\n\n"
    "The opera within the film, The Drowned Bell, follows an old fishermen’s tale. A bell is cast "
    "from stolen silver and sinks on its way to the church. The bell founder dives for it and is "
    "kept by the sea. The opera was conducted by Teodor Lind; the rest of the score was written and "
    "conducted by Clara Munthe.\n\n"
    "Why Ines turns back has been much argued over. Some hold that she hears the bell; Marlowe "
    "herself said that the girl simply misses the wind. Réka Szabó wrote that the film is less a "
    "story than a weather."
)
LISTING = (
    "The Lighthouse Keeper's Daughter\n"
    "A girl from the edge of the map follows an opera company south, and has to choose between her "
    "voice and the light she was born to keep. The choice is not hers alone.\n"
    "Memorable Scenes\nThe Storm\nA ship’s company knocks at the door of the lighthouse. Ines lets "
    "them in one by one and counts them.\nContext: This is the first time anybody has come to her.\n"
    "The Wedding\nInes marries the tenor in a cathedral. Crowds cheer.\n"
    "The Premiere\nInes sings the bell’s part from the gallery when the soprano falls silent.\n"
    "Context: Her voice is heard by the whole house, and by her father, who has come unseen.\n"
    "Music conducted throughout by Teodor Lind\n"
)
SUBTITLES_WORDS = (
    "Who keeps the light when you sleep?",
    "I do not sleep. I listen.",
    "Then you are a musician already.",
    "How many are you?",
    "Eleven, and a harp.",
    "The harp can come in first.",
    "You sing like someone who has never been told to stop.",
    "Nobody was near enough to tell me.",
    "Again, from the bell.",
    "South is only a direction, Maestro.",
    "So is up.",
    "I have forgotten what the wind says.",
)
PLACES = (
    "The storm",
    "Eleven and a harp",
    "The road south, with every cart the company owns",
    "The gallery",
    "The Drowned Bell",
    "A letter without a stamp",
    "The wind",
)


def still(seed: int, size: tuple[int, int] = (640, 460)) -> bytes:
    """A JPEG of soft light and one dark figure, different for each seed."""
    wide, high = size
    picture = Image.new("RGB", size, (8, 7, 10))
    draw = ImageDraw.Draw(picture)
    for i in range(7):
        hue = (0.52 + 0.07 * ((seed * 7 + i * 3) % 5) - 0.1 * (seed % 3)) % 1
        r, g, b = (int(255 * value) for value in hsv_to_rgb(hue, 0.62, 0.35 + 0.1 * (i % 5)))
        x, y = (seed * 131 + i * 197) % wide, (seed * 71 + i * 113) % high
        far = 60 + (seed * 13 + i * 41) % 130
        draw.ellipse((x - far, y - far, x + far, y + far), fill=(r, g, b))
    picture = picture.filter(ImageFilter.GaussianBlur(34))
    draw = ImageDraw.Draw(picture)
    x = 120 + (seed * 89) % (wide - 240)
    draw.ellipse((x - 22, 150, x + 22, 194), fill=(5, 5, 7))
    draw.polygon(
        ((x - 18, 200), (x + 18, 200), (x + 60, high - 30), (x - 60, high - 30)), (5, 5, 7)
    )
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def stills(number: int = 40) -> dict[Digest, bytes]:
    made = [still(i) for i in range(number)]
    return {digest(data): data for data in made}


def mean(data: bytes) -> tuple[int, int, int]:
    r, g, b = Image.open(io.BytesIO(data)).resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]
    return int(r), int(g), int(b)


def _article() -> Source:
    origin_names = (("’s", "&#39;s", Mend.ENTITY), ("é", "Ã©", Mend.MOJIBAKE))
    repairs: list[Repair] = []
    shift = 0  # origin minus body
    places = sorted((ARTICLE.index(now), now, was, kind) for now, was, kind in origin_names)
    for at, now, was, kind in places:
        start = at + shift
        repairs.append(Repair(start=start, end=start + len(was), kind=kind, now=now, was=was))
        shift += len(was) - len(now)
    gap = ARTICLE.index("[…]")
    start = gap + sum(len(was) - len(now) for at, now, was, _ in places if at < gap)
    repairs.append(
        Repair(
            start=start,
            end=start + 12,
            kind=Mend.GAP,
            now="[…]",
            was="{{cite book}",
            why="A sentence breaks off here and another begins in its middle",
        )
    )
    fixed: list[Repair] = []
    moved = 0
    for repair in sorted(repairs):
        if repair.start > start:
            moved = 12 - 3
        fixed.append(
            Repair(
                start=repair.start + moved,
                end=repair.end + moved,
                kind=repair.kind,
                now=repair.now,
                was=repair.was,
                why=repair.why,
            )
        )
    end = (
        max(repair.end for repair in fixed)
        + len("zabó wrote that the film is less a story than a weather.")
        + 10
    )
    fixed.append(Repair(start=end, end=end + 12, kind=Mend.FURNITURE, now="", was="Download App"))
    return Source(
        id="article",
        title="The Lighthouse Keeper’s Daughter",
        origin=digest(ARTICLE.encode()),
        body=ARTICLE,
        kind="article",
        by="article/1",
        file="article.txt",
        repairs=tuple(fixed[:-1]),
    )


def read(source: str, words: str, why: str = "") -> Read:
    body = {"article": ARTICLE, "listing": LISTING}[source]
    start = body.index(words)
    return Read(passage=passage(source, body, start, start + len(words)), by=source, why=why)


def said(source: str, words: str, says: object = None, **more: object) -> Claim:  # type: ignore[type-arg]
    return Claim(says=words if says is None else says, said_by=(read(source, words),), **more)  # type: ignore[arg-type]


def seen(minute: float, why: str = "") -> Seen:
    start = int(minute * MINUTE)
    return Seen(span=Span(start=start, end=start + 4000), by="shots/1", why=why)


def heard(minute: float) -> Heard:
    start = int(minute * MINUTE)
    return Heard(span=Span(start=start, end=start + 3000), by="subtitles/1")


def sought() -> Sought:
    return Sought(
        span=Span(start=0, end=96 * MINUTE), by="judge/1", why="No wedding is seen or spoken of"
    )


def page(
    pictures: dict[Digest, bytes] | None = None, *, film: bool = True, lines: int = 300
) -> Page:
    """The page; without ``film`` what the texts alone give."""
    long = 96 * MINUTE
    names = list(pictures or {})
    shots = tuple(
        Shot(
            id=f"shot-{i}",
            span=Span(start=long * i // 40, end=long * (i + 1) // 40),
            colour=mean((pictures or {})[names[i]]) if names else (60 + i, 80, 110 - i),
            still=names[i] if names else None,
        )
        for i in range(40)
    )
    speakers = ("ines", "bellini", "father", "ines", "tenor")
    spoken = tuple(
        Line(
            id=f"line-{i}",
            span=Span(start=long * i // lines + 300, end=long * i // lines + 2600),
            text=SUBTITLES_WORDS[i % len(SUBTITLES_WORDS)] if i % 31 != 30 else "[foghorn]",
            sort="speech" if i % 31 != 30 else "sound",
            speaker=speakers[(i // 2) % 5] if i % 31 != 30 else None,
            language="en",
        )
        for i in range(lines)
    )
    people = (
        Person(
            id="ines",
            name="Ines Varga",
            aliases=("Ines",),
            character=True,
            described=(
                said("article", "the daughter of the keeper of a light on a northern cape"),
            ),
            named=(read("article", "Ines Varga"),),
        ),
        Person(
            id="bellini",
            name="Orso Bellini",
            aliases=("Maestro Orso Bellini", "Bellini"),
            character=True,
            described=(said("article", "a vain but generous impresario"),),
            named=(read("article", "Maestro Orso Bellini"),),
        ),
        Person(
            id="father",
            name="Ines’s father",
            character=True,
            named=(read("listing", "her father"),),
        ),
        Person(id="tenor", name="The tenor", character=True, named=(read("listing", "the tenor"),)),
        Person(id="founder", name="The bell founder", character=True, inside="bell"),
        Person(id="marlowe", name="Ada Marlowe"),
        Person(id="lind", name="Teodor Lind"),
        Person(id="munthe", name="Clara Munthe"),
        Person(id="szabo", name="Réka Szabó"),
        Person(id="holm", name="Ingrid Holm"),
        Person(id="ek", name="Jonas Ek"),
    )
    conducted = "The opera was conducted by Teodor Lind"
    rest = "the rest of the score was written and conducted by Clara Munthe"
    credits = (
        said(
            "article",
            "directed by Ada Marlowe",
            Credit(role="director", person="marlowe"),
            evidence=(seen(0.6),) if film else (),
        ),
        said("article", rest, Credit(role="composer", person="munthe")),
        said(
            "article",
            rest,
            Credit(
                role="conductor", person="munthe", exception="bell", scope="the rest of the score"
            ),
        ),
        said(
            "listing",
            "Music conducted throughout by Teodor Lind",
            Credit(role="conductor", person="lind", scope="throughout"),
            against=(
                read(
                    "article", rest, "The article gives the rest of the score to another conductor"
                ),
            ),
        ),
        said(
            "article",
            conducted,
            Credit(role="conductor", person="lind", part="bell"),
            evidence=(seen(95),) if film else (),
        ),
        said(
            "article",
            "Ines Varga",
            Credit(role="cast member", person="holm", as_character="ines"),
            evidence=(seen(0.8),) if film else (),
        ),
        said(
            "article",
            "The bell founder",
            Credit(role="singer", person="ek", part="bell", as_character="founder"),
        ),
    )
    scenes = tuple(
        Scene(
            id=f"scene-{i}",
            title=(said("listing", "The Storm", name),)
            if i % 2
            else (
                said(
                    "listing", "The Premiere", name, evidence=(heard(12 * i + 4),) if film else ()
                ),
            ),
            spans=(Span(start=(12 * i + 2) * MINUTE, end=(12 * i + 9) * MINUTE),) if film else (),
            description=(
                said(
                    "listing",
                    "A ship’s company knocks at the door of the lighthouse.",
                    evidence=(seen(12 * i + 3),) if film else (),
                ),
                said("listing", "Ines lets them in one by one and counts them."),
            ),
            context=(said("listing", "This is the first time anybody has come to her."),)
            if i % 3
            else (),
            people=("ines", "bellini") if i % 2 else (),
        )
        for i, name in enumerate(PLACES)
    )
    wedding = Scene(
        id="wedding",
        title=(said("listing", "The Wedding", against=(sought(),) if film else ()),),
        description=(
            said(
                "listing",
                "Ines marries the tenor in a cathedral.",
                against=(sought(),) if film else (),
            ),
            said("listing", "Crowds cheer.", against=(sought(),) if film else ()),
        ),
    )
    bell = Work(
        id="bell",
        form="opera",
        title=(said("article", "The Drowned Bell", evidence=(seen(51),) if film else ()),),
        spans=(Span(start=50 * MINUTE, end=58 * MINUTE),) if film else (),
        basis=(said("article", "follows an old fishermen’s tale"),),
        story=(
            said(
                "article",
                "A bell is cast from stolen silver and sinks on its way to the church.",
                evidence=(seen(52),) if film else (),
            ),
            said("article", "The bell founder dives for it and is kept by the sea."),
        ),
    )
    cues = (
        Cue(
            id="overture",
            use="MT",
            title=(said("article", "The Drowned Bell", "Overture, with foghorn"),),
            spans=(Span(start=0, end=2 * MINUTE),) if film else (),
            by=(said("article", "Clara Munthe"),),
            recording=(
                said("article", "Clara Munthe", "track-1", evidence=(heard(0.1),) if film else ()),
            ),
        ),
        Cue(
            id="aria",
            use="VV",
            title=(said("article", "The Drowned Bell", "Aria of the bell"),),
            spans=(Span(start=50 * MINUTE, end=54 * MINUTE),) if film else (),
            by=(said("article", "Clara Munthe"),),
            where=(said("article", "The opera within the film"),),
        ),
    )
    some = said(
        "article",
        "Some hold that she hears the bell",
        Opinion(words="She hears the bell.", sort="reading", question="why Ines turns back"),
    )
    wind = said(
        "article",
        "the girl simply misses the wind",
        Opinion(
            words="The girl simply misses the wind.",
            sort="reading",
            holder="marlowe",
            question="why Ines turns back",
        ),
    )
    weather = said(
        "article",
        "the film is less a story than a weather",
        Opinion(words="The film is less a story than a weather.", holder="szabo"),
    )
    quotes = tuple(
        said(
            "listing",
            "counts them",
            Quote(words=text, lines=(f"line-{i}",), speaker=who),
            evidence=(heard(96 * i / lines),) if film else (),
        )
        for i, text, who in (
            (1, SUBTITLES_WORDS[1], "ines"),
            (6, SUBTITLES_WORDS[6], "bellini"),
            (11, SUBTITLES_WORDS[11], "ines"),
        )
    )
    invented = said(
        "listing",
        "Crowds cheer",
        Quote(words="Love is the only lighthouse."),
        against=(sought(),) if film else (),
    )
    exchange = said(
        "listing",
        "Ines lets them in",
        Exchange(
            turns=(
                Quote(words="How many are you?", lines=("line-3",), speaker="ines"),
                Quote(words="Eleven, and a harp.", lines=("line-4",), speaker="bellini"),
                Quote(words="The harp can come in first.", lines=("line-5",), speaker="ines"),
            )
        ),
        evidence=(heard(1.0),) if film else (),
    )
    return Page(
        film=Film(
            id="the-lighthouse-keepers-daughter-1951",
            title=(
                said(
                    "article",
                    "The Lighthouse Keeper’s Daughter",
                    evidence=(seen(0.3),) if film else (),
                ),
            ),
            year=(said("article", "1951", 1951),),
            media=Media(
                digest="0" * 64,
                duration=long,
                file="film.mp4",
                rate=(24, 1),
                size=(640, 460),
                video="h264",
                audio=("en",),
                sound=("aac",),
            )
            if film
            else None,
        ),
        facts=(
            said("article", "a northern cape", Fact(what="country", value="Sweden")),
            said("article", "a film of 1951", Fact(what="language", value="English")),
            said("article", "a film of 1951", Fact(what="genre", value="Drama")),
        ),
        synopsis=(
            said(
                "listing",
                "A girl from the edge of the map follows an opera company south, and has to choose between her voice and the light she was born to keep.",
                evidence=(seen(21), heard(28)) if film else (),
            ),
            said("listing", "The choice is not hers alone."),
        ),
        plot=(
            said("article", "She has never seen a city."),
            said(
                "article",
                "When the touring opera company of Maestro Orso Bellini is stranded by a storm, she hears music for the first time.",
                evidence=(heard(5),) if film else (),
            ),
            said(
                "article",
                "Bellini, a vain but generous impresario, takes her south.",
                evidence=(seen(25),) if film else (),
            ),
        ),
        people=people,
        credits=credits,
        parts=(*scenes, wedding, bell, *cues),
        lines=Track(by="subtitles/1", items=spoken) if film else Track(),
        shots=Track(by="shots/1", items=shots) if film else Track(),
        dialogues=(exchange,),
        quotes=(*quotes, invented),
        opinions=(some, wind, weather),
        set_aside=(
            said(
                "listing",
                "Crowds cheer",
                "Ines marries the tenor in a cathedral.",
                against=(sought(),),
            ),
        ),
        recordings=(
            Recording(
                id="track-1",
                title="Overture",
                composer="Clara Munthe",
                artist="Cape Orchestra",
                album="Music for a Lighthouse",
                number=1,
                duration=124_000,
            ),
            Recording(
                id="track-2",
                title="Foghorn Waltz",
                artist="Cape Orchestra",
                album="Music for a Lighthouse",
                number=2,
                duration=201_000,
            ),
        ),
        sources=(
            _article(),
            Source(
                id="listing",
                title="An app’s listing",
                origin=digest(LISTING.encode()),
                body=LISTING,
                kind="listing",
                by="listing/1",
                file="listing.txt",
            ),
        ),
        notes=("The second audio track could not be read.",),
    )
