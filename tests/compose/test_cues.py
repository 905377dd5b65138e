"""Every second of music is in one cue or told of; uses stand only where the film bears them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from entracte.compose.cues import Listening, flagged, scored, stretches
from entracte.listen.found import Loudness
from entracte.model import Claim, Cue, Heard, Line, Media, Sound, Span, Title, Track

FILM = Media(digest="f" * 64, duration=100_000)


def sounds(*parts: tuple[str, int]) -> Track[Sound]:
    """Kinds of sound one after the other, each until this second."""
    items, at = [], 0
    for kind, end in parts:
        items.append(Sound(span=Span(start=at, end=end * 1000), kind=kind))
        at = end * 1000
    return Track(by="sounds/1", items=tuple(items))


def cue(id: str, *spans: tuple[int, int], where: str = "") -> Cue:
    heard = Heard(span=Span(start=0, end=1), by="tunes/1", why="Heard.")
    return Cue(
        id=id,
        title=(Claim(says=id, evidence=(heard,)),),
        spans=tuple(Span(start=a * 1000, end=b * 1000) for a, b in spans),
        where=(Claim(says=where, evidence=(heard,)),) if where else (),
    )


def line(start: int, end: int, sort: str = "speech") -> Line:
    return Line(id=f"l{start}", span=Span(start=start * 1000, end=end * 1000), text="A", sort=sort)


def listening(track: Track[Sound], *lines: Line, albums: bool = True) -> Listening:
    said = Track(by="subtitles", items=lines)
    return Listening(track, said, None, FILM, albums)


def spans(cue: Cue) -> list[tuple[float, float]]:
    return [(span.start / 1000, span.end / 1000) for span in cue.spans]


def test_music_that_nobody_names_is_a_cue_of_its_own() -> None:
    track = sounds(("neither", 20), ("music", 30), ("both", 50), ("speech", 100))
    (made,), notes = scored((), listening(track))
    assert spans(made) == [(20, 50)]
    assert made.title[0].says == "Music on no album"
    (why,) = made.title[0].evidence
    assert why.why.startswith("Music is heard from 0:20 to 0:50; it is none of the recordings")
    assert notes == ()
    ((alone,), _) = scored((), listening(track, albums=False))
    assert alone.title[0].says == "Music"


def test_what_a_recording_does_not_cover_goes_to_it_if_short_and_else_is_another_cue() -> None:
    track = sounds(("neither", 10), ("music", 60), ("neither", 100))
    named = cue("waltz", (11, 40))
    cues, notes = scored([named], listening(track))
    assert [(each.id, spans(each)) for each in cues] == [
        ("waltz", [(10, 40)]),
        ("music-1", [(40, 60)]),
    ]
    assert notes == ()


def test_a_rest_does_not_end_a_cue() -> None:
    track = sounds(("music", 20), ("neither", 21), ("music", 40), ("neither", 50), ("music", 60))
    cues, _ = scored((), listening(track))
    assert [spans(each) for each in cues] == [[(0, 40)], [(50, 60)]]


def test_cues_that_are_not_heard_come_last_and_stay_as_they_are() -> None:
    track = sounds(("neither", 50), ("music", 60), ("neither", 100))
    lost = cue("lost")
    cues, _ = scored([lost, cue("found", (50, 60))], listening(track))
    assert [each.id for each in cues] == ["found", "lost"]
    assert cues[1] == lost


def test_music_in_two_cues_is_told_of() -> None:
    track = sounds(("music", 60), ("neither", 100))
    _, notes = scored([cue("a", (0, 40)), cue("b", (30, 60))], listening(track))
    assert notes == ("The music from 0:30 to 0:40 is in 2 cues: a, b.",)


def test_main_title_and_end_title() -> None:
    track = sounds(("music", 20), ("speech", 70), ("music", 100))
    cues, _ = scored((), listening(track))
    assert [each.use for each in cues] == ["MT", "ET"]
    talked = sounds(("both", 20), ("speech", 80), ("both", 100))
    assert [each.use for each in scored((), listening(talked)).cues] == ["", ""]


def test_titles_in_the_picture_bear_out_a_later_main_title() -> None:
    track = sounds(("speech", 15), ("music", 40), ("speech", 100))
    film = listening(track)._replace(media=Media(digest="f" * 64, duration=400_000))
    assert scored((), film).cues[0].use == ""
    card = Title(span=Span(start=20_000, end=24_000), text="The Lamp")
    shown = film._replace(titles=Track(by="titles/1", items=(card,)))
    assert scored((), shown).cues[0].use == "MT"


def test_background_needs_talk_and_visual_needs_a_text_that_says_so() -> None:
    track = sounds(("neither", 30), ("both", 60), ("neither", 100))
    film = listening(track, line(32, 50))
    assert scored((), film).cues[0].use == "BI"
    played = cue("waltz", (30, 60), where="Played on the piano at the first rehearsal")
    assert scored([played], film).cues[0].use == "VI"
    assert scored([played], listening(track)).cues[0].use == ""
    sung = listening(track, line(32, 50), line(51, 55, "song"))
    assert scored([played], sung).cues[0].use == "VV"
    silent = listening(track, line(70, 80))
    assert scored((), silent).cues[0].use == ""


def test_how_far_music_lies_under_talk() -> None:
    track = sounds(("neither", 10), ("music", 20), ("both", 40), ("neither", 100))
    curve = tuple(-40.0 if 10 <= second < 20 else -25.0 for second in range(100))
    film = listening(track)._replace(loudness=Loudness(curve=curve))
    (made,), _ = scored((), film)
    assert made.title[0].evidence[0].why.endswith("It is about 15 dB quieter than the talk.")
    alone = listening(sounds(("music", 100)))._replace(loudness=Loudness(curve=curve))
    assert "quieter" not in scored((), alone).cues[0].title[0].evidence[0].why


KINDS = st.sampled_from(("music", "both", "speech", "neither", "silence"))
TRACKS = st.lists(st.tuples(KINDS, st.integers(1, 9)), max_size=14)
CUES = st.lists(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=3), max_size=5)


@settings(deadline=None)
@given(TRACKS, CUES)
def test_each_moment_of_music_is_in_one_cue_or_told_of(
    parts: list[tuple[str, int]], named: list[list[tuple[int, int]]]
) -> None:
    ends, at = [], 0
    for kind, length in parts:
        at += length
        ends.append((kind, at))
    track = sounds(*ends)
    given_cues = [cue(f"c{i}", *((a, a + b) for a, b in each)) for i, each in enumerate(named)]
    made = scored(given_cues, listening(track))
    told = [span for span, _ in flagged(made.cues, track)]
    music = stretches(track, ("music", "both"))
    for moment in range(0, at * 1000, 500):
        if any(moment in span for span in music):
            inside = sum(moment in span for each in made.cues for span in each.spans)
            assert (inside == 1) != any(moment in span for span in told)
    assert len(made.notes) == len(told)
    for before in given_cues:
        after = next(each for each in made.cues if each.id == before.id)
        for span in before.spans:
            assert sum(span.overlap(other) for other in after.spans) >= span.end - span.start
