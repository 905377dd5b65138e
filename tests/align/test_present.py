"""Who is there in a scene: who is heard, and whom the screenplay has there, once they were met."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entracte.align.dialogue import dialogue, scripted
from entracte.align.present import Staged, peopled, staged
from entracte.align.prose import Placed
from entracte.align.script import Spoken
from entracte.align.together import together
from entracte.compose.page import page as composed
from entracte.compose.reveal import up_to
from entracte.judge.quoted import Quoted
from entracte.model import (
    Account,
    Action,
    Claim,
    File,
    Film,
    Line,
    Media,
    Page,
    Passage,
    Person,
    Read,
    Scene,
    Script,
    Source,
    Span,
    Speech,
    Track,
    Written,
)
from entracte.read import screenplay, subtitles

NOWHERE = Passage(source="s", start=0, end=0, quote="")
PEOPLE = tuple(
    Person(id=name.split()[0].lower(), name=name, aliases=(name.split()[0],), character=True)
    for name in ("Vera Holm", "Otto Brandt", "Klara Brandt", "Nils Ek")
)
IDS = {person.name.split()[0].upper(): person.id for person in PEOPLE}


def who(cue: str) -> str | None:
    return IDS.get(cue.split()[0])


def speech(cue: str, aside: str = "") -> Speech:
    return Speech(cue=cue, words="Some words.", passage=NOWHERE, aside=aside)


def action(words: str) -> Action:
    return Action(words=words, passage=NOWHERE)


def line(i: int, speaker: str | None = None, text: str = "Some words.") -> Line:
    return Line(id=f"line-{i}", span=Span(start=i * 5000, end=i * 5000 + 2000), text=text,
                speaker=speaker)  # fmt: skip


def scene(*spans: tuple[int, int], people: tuple[str, ...] = ()) -> Scene:
    read = Read(passage=Passage(source="s", start=0, end=5, quote="Quays"))
    return Scene(
        id="scene-1",
        title=(Claim(says="Quays", said_by=(read,)),),
        spans=tuple(Span(start=a, end=b) for a, b in spans),
        people=people,
    )


def in_the_only_scene(*elements: Action | Speech) -> Staged:
    """Where the first speech is heard in the first line."""
    script = Script(scenes=(Written(heading="INT. QUAY", passage=NOWHERE, elements=elements),))
    spoken = [Spoken(line="line-0", speech=0, sure=1.0, how="words")]
    (found,) = staged(script, spoken, [line(0)], who, PEOPLE)
    return found


def test_who_speaks_and_who_is_named_in_what_is_to_be_seen() -> None:
    found = in_the_only_scene(speech("VERA"), action("NILS EK comes down the quay with a lamp."))
    assert found.people == ("vera", "nils")


@pytest.mark.parametrize(
    "words", ["Vera's coat lies here.", "The brandt is warm.", "Brandt’s boat.", "BRANDT enters."]
)
def test_what_somebody_owns_and_what_two_may_be_called_is_nobody(words: str) -> None:
    both = (*PEOPLE[:1], *(
        Person(id=each.id, name=each.name, aliases=("Brandt",), character=True)
        for each in PEOPLE[1:3]
    ))  # fmt: skip
    script = Script(scenes=(Written(heading="", passage=NOWHERE,
                                    elements=(speech("NILS"), action(words))),))  # fmt: skip
    spoken = [Spoken(line="line-0", speech=0, sure=1.0, how="words")]
    (found,) = staged(script, spoken, [line(0)], who, both)
    assert found.people == ("nils",)


@pytest.mark.parametrize(
    ("cue", "aside", "there"),
    [
        ("KLARA (V.O.)", "", False),
        ("KLARA (O.S.)", "", True),
        ("KLARA", "into the phone", True),
        ("KLARA", "over the phone", False),
        ("KLARA (on TV)", "", False),
        ("KLARA", "on television", False),
        ("KLARA (filtered)", "", False),
    ],
)
def test_a_voice_from_elsewhere_is_not_there(cue: str, aside: str, there: bool) -> None:
    found = in_the_only_scene(speech("VERA"), speech(cue, aside))
    assert ("klara" in found.people) == there
    assert ("klara" in found.elsewhere) != there


def test_a_scene_that_is_not_in_the_film_has_nobody() -> None:
    script = Script(scenes=(Written(heading="", passage=NOWHERE, elements=(speech("VERA"),)),))
    assert staged(script, [], [line(0)], who, PEOPLE) == ()


def test_whoever_is_heard_in_the_scene_is_there_after_those_whom_the_text_names() -> None:
    lines = [line(0, "vera"), line(1, "otto"), line(2, None), line(9, "klara")]
    (found,) = peopled([scene((0, 20_000), people=("nils",))], (), lines, PEOPLE)
    assert found.people == ("nils", "vera", "otto")


def test_a_scene_without_a_place_keeps_whom_its_text_names() -> None:
    (found,) = peopled([scene(people=("nils",))], (), [line(0, "vera")], PEOPLE)
    assert found.people == ("nils",)


def test_the_screenplay_tells_who_is_there_in_silence_once_they_were_met() -> None:
    stage = Staged(span=Span(start=10_000, end=20_000), people=("vera", "otto", "klara", "nils"))
    lines = [line(0, "otto"), line(1, text="Where is Klara?"), line(2, "vera"), line(9, "nils")]
    (found,) = peopled([scene((9_000, 21_000))], (stage,), lines, PEOPLE)
    assert found.people == ("vera", "otto", "klara")  # nils is first heard after the scene


def test_a_voice_from_elsewhere_that_is_heard_in_the_scene_is_not_there() -> None:
    stage = Staged(span=Span(start=0, end=20_000), people=("vera",), elsewhere=("otto",))
    lines = [line(0, "vera"), line(1, "otto")]
    (found,) = peopled([scene((0, 20_000), people=("vera", "otto"))], (stage,), lines, PEOPLE)
    assert found.people == ("vera",)


def test_who_is_written_elsewhere_in_the_film_is_not_there() -> None:
    far = Staged(span=Span(start=50_000, end=90_000), people=("otto",))
    (found,) = peopled([scene((0, 20_000))], (far,), [line(0, "vera"), line(1, "otto")], PEOPLE)
    assert "otto" in found.people  # heard
    (found,) = peopled([scene((0, 4_000))], (far,), [line(0, "vera"), line(1, "otto")], PEOPLE)
    assert found.people == ("vera",)


@given(st.lists(st.sampled_from(["vera", "otto", "klara", "nils"]), max_size=4),
       st.lists(st.sampled_from(["vera", "otto", "klara", "nils", ""]), max_size=12))  # fmt: skip
def test_nobody_is_there_before_they_can_be_known(names: list[str], heard: list[str]) -> None:
    """At no moment does a page show somebody whom only a scene's screenplay names."""
    stage = Staged(span=Span(start=10_000, end=20_000), people=tuple(names))
    lines = [line(i, speaker or None) for i, speaker in enumerate(heard)]
    (found,) = peopled([scene((10_000, 20_000))], (stage,), lines, PEOPLE)
    page = Page(
        film=Film(id="quays", title=(), media=Media(digest="0" * 64, duration=100_000)),
        people=PEOPLE,
        parts=(found,),
        lines=Track(items=tuple(lines)),
    )
    for t in (0, 9_999, 19_998, 19_999, 30_000, 59_999):
        view = up_to(page, t)
        known = {each.speaker for each in lines if each.span.start <= t}
        assert {person.id for person in view.people} <= known
        assert all(set(each.people) <= known for each in view.scenes)


SCREENPLAY = """INT. LAMP ROOM - NIGHT

Vera climbs the ladder. KLARA is at the window already.

                    VERA
          The harbour lights went out an hour ago.

                    OTTO (V.O.)
          Nobody rows across that water after dark.

EXT. QUAY - DAY

                    KLARA
          Tomorrow we shall carry the lantern ourselves, Vera.
"""
SUBTITLES = """1
00:00:01,000 --> 00:00:03,000
The harbour lights went out an hour ago, Klara.

2
00:00:04,000 --> 00:00:06,000
Nobody rows across that water after dark.

3
00:01:30,000 --> 00:01:33,000
Tomorrow we shall carry the lantern ourselves, Vera.
"""


def test_the_page_says_who_is_there() -> None:
    texts = (
        screenplay.reader.read(File(name="quays.txt", data=SCREENPLAY.encode())),
        subtitles.reader.read(File(name="quays.srt", data=SUBTITLES.encode())),
        Account(
            source=Source(id="s", title="s", origin="", body="Quays", kind="article"),
            parts=(scene((0, 10_000)),),
        ),
    )
    both = together(texts)
    spoken = dialogue(both.accounts, both.people, None)
    whole = composed(
        name="Quays (1950)",
        together=both,
        dialogue=spoken,
        quoted=Quoted(),
        scripted=scripted(both.accounts, both.people, spoken.lines),
        placed=Placed(),
        media=None,
        shots=Track(),
    )
    (lamp_room,) = whole.scenes
    names = [person.name for id in lamp_room.people if (person := whole.person(id))]
    assert [name.casefold() for name in names] == ["vera", "klara"]
