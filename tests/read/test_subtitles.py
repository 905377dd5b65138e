"""Subtitles as they come: labels, dashes, songs, noises, adverts, and times that cannot be."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entracte.errors import EntracteError, NotReadable
from entracte.model import File, Mend, untouched
from entracte.read import languages
from entracte.read.subtitles import reader

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/subtitles/cues.toml").read_text("utf-8"))[
    "case"
]


def srt(*cues):
    out = []
    for number, cue in enumerate(cues, 1):
        start, end, text = cue if isinstance(cue, tuple) else (number * 10, number * 10 + 4, cue)
        out.append(f"{number}\n{stamp(start)} --> {stamp(end)}\n{text}\n")
    return "\n".join(out)


def stamp(at):
    return (
        f"{int(at) // 3600:02}:{int(at) // 60 % 60:02}:{int(at) % 60:02},{int(at * 1000) % 1000:03}"
    )


def lines(text, name="film.srt"):
    data = text if isinstance(text, bytes) else text.encode()
    return reader.read(File(name=name, data=data)).lines


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_a_cue_becomes_its_lines(case):
    around = ["Good evening to you.", "I am here to see the owner."]
    found = lines(srt(around[0], case["text"], around[1]))[1:-1]
    assert [[line.text, line.sort, line.label] for line in found] == case["lines"]
    assert found[0].span.start == 20_000
    assert found[-1].span.end == 24_000


def test_two_speakers_share_the_time_of_their_cue_in_order():
    first, second = lines(srt("- Who is it that comes so late?\n- I."))
    assert first.span.end == second.span.start
    assert first.span.end - first.span.start > 3 * (second.span.end - second.span.start)


def test_ids_are_numbered_in_order_of_time():
    found = lines(srt((50, 52, "Last."), (10, 12, "First."), (11, 13, "Over it.")))
    assert [line.text for line in found] == ["First.", "Over it.", "Last."]
    assert [line.id for line in found] == ["line-1", "line-2", "line-3"]


def test_times_that_cannot_be_are_set_right_and_told():
    account = reader.read(
        File(
            name="film.srt",
            data=srt(
                (10, 8, "Backward."), (20, 4000, "Endless."), (90_000, 90_001, "Late.")
            ).encode(),
        )
    )
    assert [line.text for line in account.lines] == ["Backward.", "Endless."]
    assert all(0 < line.span.end - line.span.start <= 60_000 for line in account.lines)
    assert len(account.notes) == 3


def test_makers_adverts_are_furniture_and_nothing_else_is():
    account = reader.read(
        File(
            name="film.srt",
            data=srt(
                "Subtitles downloaded from www.OpenSubtitles.org",
                "We sell maps.",
                *["On with it."] * 12,
                "Go to www.maps.com and look.",
                *["Not yet."] * 12,
                "Sync by somebody",
            ).encode(),
        )
    )
    said = {line.text for line in account.lines}
    assert said == {"We sell maps.", "On with it.", "Go to www.maps.com and look.", "Not yet."}
    gone = [each.was for each in account.source.repairs if each.kind is Mend.FURNITURE]
    assert gone == ["Subtitles downloaded from www.OpenSubtitles.org", "Sync by somebody"]


def test_labels_in_small_letters_count_where_the_file_uses_them():
    found = lines(
        srt(*[f"Anne: Line {n}." for n in range(4)], *[f"Tom: Word {n}." for n in range(4)])
    )
    assert {line.label for line in found} == {"Anne", "Tom"}


def test_vtt_with_header_notes_voices_and_names_of_cues():
    text = (
        "WEBVTT\nKind: captions\n\nNOTE made by\nhand\n\nSTYLE\n::cue { color: red }\n\nintro-1\n"
        "00:01.000 --> 00:02.500 align:start\n<v Anne>Is it <c.loud>you</c>?</v>\n\nintro-2\n"
        "00:00:03.000 --> 00:00:04.000\n<v.far Tom Hall>Yes.\n"
    )
    found = lines(text, "film.vtt")
    assert [(line.text, line.label, line.span.start) for line in found] == [
        ("Is it you?", "Anne", 1000),
        ("Yes.", "Tom Hall", 3000),
    ]


def test_ass_without_drawings_and_with_signs():
    text = (
        "[Script Info]\nTitle: x\n[V4+ Styles]\n[Events]\nFormat: Layer, Start, End\n"
        "Dialogue: 0,0:00:01.00,0:00:02.00,Default,Anne,0,0,0,,{\\i1}Who,{\\i0} me?\\NYes, you.\n"
        "Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,{\\p1}m 0 0 l 100 0{\\p0}\n"
        "Comment: 0,0:00:05.00,0:00:06.00,Default,,0,0,0,,not this\n"
        "Dialogue: 0,broken,0:00:06.00,Default,,0,0,0,,nor this\n"
        "Dialogue: 0,0:00:07.00,0:00:07.04,Signs,,0,0,0,,Post Office\n"
        "Dialogue: 0,0:00:07.04,0:00:07.08,Signs,,0,0,0,,Post Office\n"
    )
    found = lines(text, "film.ass")
    assert [(line.text, line.sort, line.label) for line in found] == [
        ("Who, me? Yes, you.", "speech", "Anne"),
        ("Post Office", "caption", ""),
    ]
    assert found[1].span.end == 7080


def test_microdvd_counts_frames_and_must_say_how_many_a_second():
    found = lines("{1}{1}25\n{25}{50}{y:i}Who is it?|Nobody.\n{75}{100}Ah.\n", "film.sub")
    assert [(line.text, line.span.start) for line in found] == [
        ("Who is it? Nobody.", 1000),
        ("Ah.", 3000),
    ]
    with pytest.raises(NotReadable) as told:
        lines("{25}{50}Who is it?\n{75}{100}Ah.\n", "film.sub")
    assert "{1}{1}" in told.value.do


def test_the_body_is_readable_and_each_word_has_its_place_in_the_file():
    text = srt("<i>- Who was that?\n- Nobody.</i>", "It was late\nand it was cold.")
    account = reader.read(File(name="film.srt", data=text.encode()))
    assert account.source.body.splitlines() == [
        "- Who was that?",
        "- Nobody.",
        "It was late and it was cold.",
    ]
    for word in ("Who", "Nobody", "cold"):
        at = account.source.body.index(word)
        start, end = untouched(account.source, at, at + len(word))
        assert text[start:end] == word


def test_old_encodings():
    assert lines(srt("Où est la clé ?", "Déjà là, très près.").encode("cp1252"))[0].text == (
        "Où est la clé ?"
    )


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("Film (1950).en.srt", "en"),
        ("Film.eng.sdh.srt", "en"),
        ("Film.en.hi.srt", "en"),
        ("Film.hi.srt", "hi"),
        ("Film.pt-BR.forced.srt", "pt-BR"),
        ("inside/2.fr.ass", "fr"),
        ("Film.French.srt", "fr"),
        ("It.srt", ""),
        ("Film.srt", ""),
    ],
)
def test_the_name_of_the_file_says_the_language(name, language):
    assert languages.named(name) == language


def test_a_language_is_guessed_only_where_it_is_plain():
    assert (
        languages.guessed("What is it that you want of the man in the house? I don't know.") == "en"
    )
    assert (
        languages.guessed("Je ne sais pas ce que vous voulez, mais il est tard et le vent est là")
        == "fr"
    )
    assert languages.guessed("Слева мы видим дом, справа мы видим мост.") == "ru"
    assert (
        languages.guessed("Zork bliff nander molk trebbin oot dralla vonnet kip zool mavva brint")
        == "und"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Anne Hall runs a lighthouse. It opened at 10:30:00,000 sharp, they say.\n" * 20,
        "INT. HOUSE - NIGHT\n\nANNE\nWho is it?\n" * 20,
        "Director: Someone\nWriter: Someone Else\n" * 10,
        "",
    ],
)
def test_other_texts_are_not_taken_for_subtitles(text):
    assert reader.suits(File(name="film.srt", data=text.encode())) < 0.1


def test_subtitles_are_known_whatever_their_name():
    assert reader.suits(File(name="notes.txt", data=srt("One.", "Two.").encode())) > 0.9


HOSTILE = [
    "a",
    "<",
    "<i",
    "(",
    "[",
    "{\\",
    "♪",
    "# ",
    "- ",
    "\n",
    "A ",
    "A: ",
    "&",
    "&amp;",
    "[A] ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_megabyte_of_one_thing_is_got_over_soon(piece):
    data = (srt("Hello.") + piece * (1_000_000 // len(piece))).encode()
    try:
        reader.read(File(name="x.srt", data=data))
    except EntracteError:
        return  # told in a sentence; the time is what is tested, by pytest's patience and ours


ODD = st.text(alphabet="aB :-—[]()<>i/{}\\n&♪#\n\r0123,.>→é漢", max_size=200)


@settings(max_examples=150, deadline=None)
@given(texts=st.lists(ODD, min_size=1, max_size=6))
def test_whatever_stands_in_cues_it_is_read_in_order(texts):
    try:
        account = reader.read(File(name="x.srt", data=srt(*texts).encode()))
    except EntracteError:
        return
    starts = [line.span.start for line in account.lines]
    assert starts == sorted(starts)
    assert all(line.text.strip() for line in account.lines)
    assert len({line.id for line in account.lines}) == len(account.lines)


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes(data):
    for head in (b"", b"WEBVTT\n\n00:01.000 --> 00:02.000\n", b"{1}{1}25\n{2}{3}", b"[1][2]"):
        file = File(name="x.srt", data=head + data)
        assert 0 <= reader.suits(file) <= 1
        try:
            reader.read(file)
        except EntracteError:
            continue
