"""Which subtitles are the film's own, and whom their labels mean."""

from entracte.align.dialogue import dialogue, language
from entracte.model import (
    Account,
    Claim,
    Line,
    Media,
    Passage,
    Person,
    Quote,
    Read,
    Source,
    Span,
)

ENGLISH = ["Who is the lamp for?", "For those who cannot find the door.", "Good night."]
GERMAN = ["Für wen ist die Lampe?", "Für die, die die Tür nicht finden.", "Gute Nacht."]


def subtitles(id: str, tongue: str, texts: list[str], label: str = "") -> Account:
    return Account(
        source=Source(id=id, title=id, origin="", body="", kind="subtitles"),
        lines=tuple(
            Line(
                id=f"line-{i}",
                span=Span(start=i * 2000, end=i * 2000 + 1500),
                text=text,
                language=tongue,
                label=label,
            )
            for i, text in enumerate(texts, 1)
        ),
    )


def article(quote: str) -> Account:
    read = Read(passage=Passage(source="a", start=0, end=len(quote), quote=quote))
    return Account(
        source=Source(id="a", title="a", origin="", body=quote, kind="article"),
        quotes=(Claim(says=Quote(words=quote), said_by=(read,)),),
    )


def first(*accounts: Account, media: Media | None = None) -> str:
    return dialogue(accounts, (), media).lines.by


def test_the_first_sound_decides() -> None:
    media = Media(digest="", duration=9000, audio=("ger", "eng"))
    given = subtitles("e", "en", [*ENGLISH, "More."]), subtitles("d", "de", GERMAN)
    assert first(*given, media=media) == "d"


def test_what_is_quoted_decides_where_the_file_does_not_tell() -> None:
    given = subtitles("d", "de", [*GERMAN, "Mehr."]), subtitles("e", "en", ENGLISH)
    assert first(*given, article("For those who cannot find the door.")) == "e"
    assert first(*given, article("Für die, die die Tür nicht finden.")) == "d"


def test_else_the_fullest() -> None:
    assert first(subtitles("e", "en", ENGLISH), subtitles("d", "de", [*GERMAN, "Mehr."])) == "d"


def test_the_others_are_translations_with_ids_of_their_own() -> None:
    found = dialogue([subtitles("e", "en", ENGLISH), subtitles("d", "de", GERMAN[:2])], (), None)
    assert [track.by for track in found.translations] == ["d"]
    assert found.translations[0].items[0].id == "de-line-1"
    assert found.lines.items[0].id == "line-1"


def test_labels_become_speakers_where_they_mean_one_person() -> None:
    people = [
        Person(id="ida", name="Ida Lund", character=True),
        Person(id="per", name="Per Moss", character=True),
        Person(id="ole", name="Ole Moss", character=True),
    ]
    named = dialogue([subtitles("e", "en", ENGLISH, label="IDA")], people, None)
    assert {line.speaker for line in named.lines.items} == {"ida"}
    unclear = dialogue([subtitles("e", "en", ENGLISH, label="MOSS")], people, None)
    assert {line.speaker for line in unclear.lines.items} == {None}
    assert unclear.lines.items[0].label == "MOSS"


def test_languages_have_one_name() -> None:
    assert language("eng") == language("en-GB") == language("EN") == "en"
    assert language("ger") == language("deu") == "de"
    assert language("") == "und"
