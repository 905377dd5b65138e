"""A small shelf of invented films, for the tests of the index."""

from collections.abc import Sequence

from entracte.model import (
    Claim,
    Credit,
    Cue,
    Exchange,
    Film,
    Heard,
    Line,
    Page,
    Person,
    Quote,
    Read,
    Recording,
    Scene,
    Source,
    Span,
    Track,
    digest,
    passage,
    slug,
    to_bytes,
)
from entracte.store.shelf import Shelf

BODY = (
    "The Glass Harbour is a film of 1951. Marta lights the lamp every evening.\n\n"
    "In the end it is the ferryman who drowns, and nobody tells the children."
)
SAID = (
    "Who lit the lamp tonight?",
    "I did. I always do.",
    "You never told me the harbour was made of glass.",
    "Nobody asks the sea for permission, my girl.",
    "Then let us go before the tide goes.",
    "Frankly, captain, I could not care less.",
)
FRENCH = ("Qui a allumé la lampe ce soir ?", "C'est moi. Comme toujours.")
OTHER = (
    "The train leaves at nine, with or without you.",
    "Nobody waits at the border, captain.",
    "Who lit the fire?",
)


def _lines(said: Sequence[str], language: str, speaker: str | None = None) -> Track[Line]:
    return Track(
        by="subtitles/1",
        items=tuple(
            Line(
                id=f"{language}-{i}",
                span=Span(start=10_000 * (i + 1), end=10_000 * (i + 1) + 2_000),
                text=text,
                language=language,
                speaker=speaker if i % 2 else None,
            )
            for i, text in enumerate(said)
        ),
    )


def harbour() -> Page:
    """Lines in two languages, a scene, music, people, a quote, an exchange, a text."""
    read = Read(passage=passage("a", BODY, 0, 17), by="article/1")
    quote = Quote(words="I did. I always do.", lines=("en-1",), speaker="marta")
    asks = Quote(words="Who lit the lamp tonight?", lines=("en-0",))
    heard = Heard(span=Span(start=10_000, end=22_000))
    drowns = "In the end it is the ferryman who drowns."
    return Page(
        film=Film(
            id="x",
            title=(Claim(says="The Glass Harbour", said_by=(read,)),),
            year=(Claim(says=1951, said_by=(read,)),),
        ),
        plot=(Claim(says=drowns, said_by=(read,)),),
        people=(
            Person(id="marta", name="Marta Voss", character=True),
            Person(id="ilse", name="Ilse Brandt"),
        ),
        credits=(Claim(says=Credit(role="director", person="ilse"), said_by=(read,)),),
        parts=(
            Scene(
                id="scene-1",
                spans=(Span(start=9_000, end=25_000),),
                description=(Claim(says="Marta climbs the tower with matches.", said_by=(read,)),),
            ),
            Cue(
                id="cue-1",
                title=(Claim(says="Waltz of the Tides", said_by=(read,)),),
                spans=(Span(start=30_000, end=50_000),),
            ),
        ),
        lines=_lines(SAID, "en", "marta"),
        translations=(_lines(FRENCH, "fr"),),
        quotes=(Claim(says=quote, said_by=(read,), evidence=(heard,)),),
        dialogues=(Claim(says=Exchange(turns=(asks, quote)), said_by=(read,), evidence=(heard,)),),
        recordings=(Recording(id="track-1", title="Waltz of the Tides", artist="Orla Finn"),),
        sources=(Source(id="a", title="a", origin=digest(b""), body=BODY, kind="article"),),
    )


def train(said: Sequence[str] = OTHER, title: str = "Night Train") -> Page:
    read = Read(passage=passage("b", title, 0, len(title)), by="article/1")
    return Page(
        film=Film(
            id="x",
            title=(Claim(says=title, said_by=(read,)),),
            year=(Claim(says=1963, said_by=(read,)),),
        ),
        lines=_lines(said, "en"),
        sources=(Source(id="b", title="b", origin=digest(b""), body=title, kind="folder"),),
    )


def put(home: str, name: str, page: Page) -> None:
    """The page on the shelf, as ``entracte add`` leaves it before the index follows."""
    shelf = Shelf(home=home)
    film = shelf.library.shelve(slug(name), name, f"/films/{name}", "/films")
    year = page.film.year[0].says if page.film.year else None
    shelf.library.settle(
        film,
        title=page.film.title[0].says,
        year=year,
        page=shelf.blobs.put(to_bytes(page)),
        inputs="",
        keys=(),
        lasting=(),
    )


def two_films(home: str) -> None:
    put(home, "The Glass Harbour", harbour())
    put(home, "Night Train", train())
