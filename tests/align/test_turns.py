"""Lines whose words were changed keep their place among the turns; and when a speech is heard."""

from itertools import cycle

from entracte.align.script import Spoken
from entracte.align.timing import times
from entracte.align.turns import one_sentence, turns
from entracte.align.words import turned
from entracte.model import Line, Passage, Span, Speech

NOWHERE = Passage(source="s", start=0, end=0, quote="")


def line(i: int, text: str, start: int, end: int) -> Line:
    return Line(id=f"line-{i}", span=Span(start=start, end=end), text=text)


def talk(count: int) -> tuple[list[Line], list[str], list[int | None]]:
    """Two people in turn, two lines each: the second runs on after a short pause."""
    lines: list[Line] = []
    voices: list[str] = []
    found: list[int | None] = []
    at = 0
    for speech, voice in zip(range(count), cycle(("nell", "ivo")), strict=False):
        voices.append(voice)
        lines.append(line(len(lines), "The boats are late tonight", at, at + 2000))
        lines.append(line(len(lines), "and the wind is turning.", at + 2050, at + 4000))
        found += [speech, speech]
        at += 5500
    return lines, voices, found


def test_a_line_that_runs_on_is_the_same_voice() -> None:
    lines, voices, found = talk(40)
    found[21] = None  # "and the wind is turning.", the second line of speech 10
    told = turns(lines, voices, found, lambda _line, _speech: 0.2)
    assert voices[told[21].speech] == voices[10]
    assert told[21].sure >= 0.85


def test_a_speech_in_other_words_between_two_of_another_voice_is_its_own() -> None:
    lines, voices, found = talk(40)
    found[20] = found[21] = None
    alike = {20: 0.4, 21: 0.4}
    told = turns(lines, voices, found, lambda line, speech: alike[line] * (speech == 10))
    assert [told[i].speech for i in (20, 21)] == [10, 10]


def test_a_long_stretch_that_the_screenplay_lacks_is_nobodys() -> None:
    lines, voices, found = talk(40)
    found[20:60] = [None] * 40
    assert turns(lines, voices, found, lambda _line, _speech: 0.0) == {}


def test_nothing_known_tells_nothing() -> None:
    lines, voices, _ = talk(4)
    assert turns(lines, voices, [None] * len(lines), lambda _line, _speech: 1.0) == {}
    assert turns([], [], [], lambda _line, _speech: 1.0) == {}


SPEECHES = [
    Speech(cue="NELL", words=words, passage=NOWHERE)
    for words in ("The boats are late.", "So they are, my dear.", "Then we wait.", "Good night.")
]


def spoken(*pairs: tuple[int, int]) -> list[Spoken]:
    return [Spoken(line=f"line-{at}", speech=speech, sure=1.0, how="words") for at, speech in pairs]


def test_a_changed_speech_is_heard_at_the_line_nobody_has() -> None:
    lines = [line(i, "Some words here.", 10_000 * i, 10_000 * i + 2_000) for i in range(4)]
    put = times(SPEECHES, lines, spoken((0, 0), (2, 2), (3, 3)))
    assert [span.start if span else None for span in put] == [0, 10_000, 20_000, 30_000]


def test_a_speech_without_any_line_stands_in_the_silence_between() -> None:
    lines = [line(0, "One.", 0, 2_000), line(1, "Two.", 30_000, 31_000)]
    put = times(SPEECHES, lines, spoken((0, 0), (1, 3)))
    assert all(span is not None and 2_000 <= span.start <= 30_000 for span in put[1:3])


def test_without_any_line_found_there_is_no_time() -> None:
    assert times(SPEECHES, [line(0, "One.", 0, 1)], ()) == (None,) * 4


def test_a_sentence_over_several_lines_is_of_one_voice() -> None:
    lines = [
        line(0, "Nobody told me", 0, 1000),
        line(1, "that the boats", 1100, 2000),
        line(2, "had sailed.", 2100, 3000),
        line(3, "Which boats?", 3100, 4000),
        line(4, "and yours, too", 9000, 9900),
    ]
    lines += [line(5 + i, f"Here is boat {i}.", 10_000 + i, 10_001 + i) for i in range(6)]
    no = [False] * 6
    assert one_sentence(lines, [True, False, False, True, False, *no]) == [(1, 0), (2, 1)]
    assert one_sentence(lines, [False, False, True, True, False, *no]) == [(1, 2), (0, 1)]
    assert one_sentence(lines, [False] * 11) == []
    assert one_sentence([], []) == []


def test_a_dash_or_a_pause_ends_it() -> None:
    more = [line(2 + i, f"Here is boat {i}.", 10_000 + i, 10_001 + i) for i in range(6)]
    lines = [line(0, "Nobody told me", 0, 1000), line(1, "- that the boats", 1100, 2000), *more]
    assert one_sentence(lines, [True, *[False] * 7]) == []
    lines = [line(0, "Nobody told me", 0, 1000), line(1, "that the boats", 4000, 5000), *more]
    assert one_sentence(lines, [True, *[False] * 7]) == []
    soon = [line(0, "Nobody told me", 0, 1000), line(1, "that the boats", 1100, 2000), *more]
    assert one_sentence(soon, [True, *[False] * 7]) == [(1, 0)]


def test_lines_without_capitals_and_ends_tell_nothing() -> None:
    lines = [line(i, "so the boats had gone", i * 1000, i * 1000 + 900) for i in range(8)]
    assert one_sentence(lines, [True, *[False] * 7]) == []


def test_words_given_back_are_another_voice() -> None:
    assert turned(["i", "got", "punched"], ["you", "got", "punched"])
    assert turned(["is", "that", "your", "boat"], ["that", "is", "my", "boat"])
    assert not turned(["i", "told", "you"], ["you", "told", "me"])
    assert not turned(["the", "boats", "sailed"], ["you", "saw", "boats"])
