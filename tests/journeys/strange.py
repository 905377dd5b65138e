"""A film that tries the layout: one long German word, Arabic beside English, Japanese."""

from pathlib import Path

from entracte.model import (
    Claim,
    Film,
    Line,
    Page,
    Person,
    Quote,
    Read,
    Scene,
    Shot,
    Source,
    Span,
    Track,
    digest,
    passage,
    to_bytes,
)
from entracte.store.shelf import Shelf
from entracte.store.taken import Inputs

ID = "strange-letters-1999"
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
SAID = (
    "هل رأيت النور فوق البحر؟",
    f"Die {WORD} tagt heute nicht.",
    "灯台の光が見えますか。風の音しか聞こえません。",
    "האם זה הסוף?",
    "https://example.org/" + "a" * 120,
    "I said هل رأيت النور and nobody turned round.",
)


def put(home: Path) -> None:
    """Puts it on the shelf, as it would be after it was added."""
    body = "\n".join((WORD, *SAID))
    source = Source(
        id="text", title=WORD, origin=digest(body.encode()), body=body, kind="article",
        file=f"{WORD}.txt",
    )  # fmt: skip

    def says(what: object, words: str) -> Claim:  # type: ignore[type-arg]
        start = body.index(words)
        place = passage("text", body, start, start + len(words))
        return Claim(says=what, said_by=(Read(passage=place),))

    lines = tuple(
        Line(id=f"l{i}", span=Span(start=i * 9000, end=i * 9000 + 4000), text=words, speaker="who")
        for i, words in enumerate(SAID * 2)
    )
    shots = tuple(
        Shot(
            id=f"s{i}", span=Span(start=i * 6000, end=i * 6000 + 6000), colour=(60, 90, 30 + 9 * i)
        )
        for i in range(20)
    )
    page = Page(
        film=Film(id=ID, title=(says(WORD, WORD),), year=(says(1999, WORD),)),
        synopsis=tuple(says(words, words) for words in SAID),
        people=(Person(id="who", name="نور الهدى", character=True, aliases=(WORD,)),),
        parts=tuple(
            Scene(
                id=f"scene-{i}",
                title=(says(words, words),),
                spans=(Span(start=i * 20_000, end=i * 20_000 + 19_000),),
                description=(says(words, words),),
            )
            for i, words in enumerate(SAID)
        ),
        lines=Track(by="subtitles/1", items=lines),
        shots=Track(by="shots/1", items=shots),
        quotes=tuple(says(Quote(words=words, speaker="who"), words) for words in SAID),
        sources=(source,),
    )
    shelf = Shelf(home=str(home))
    film = shelf.library.shelve(ID, "Strange letters (1999)", str(home), str(home))
    shelf.library.settle(
        film, title=WORD, year=1999, page=shelf.blobs.put(to_bytes(page)),
        inputs=shelf.blobs.put(to_bytes(Inputs(name="Strange letters (1999)"))),
        keys=(), lasting=(),
    )  # fmt: skip
