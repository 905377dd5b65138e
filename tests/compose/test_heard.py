"""Cues learn from the film where they are heard; what is not heard is never said to be."""

from msgspec.structs import replace

from entracte.compose.heard import by_page, heard, unheard
from entracte.listen.found import Tune, Tunes
from entracte.model import (
    Account,
    Claim,
    Cue,
    Heard,
    Media,
    Read,
    Recording,
    Sought,
    Source,
    Span,
    Standing,
    passage,
)

FILM = Media(digest="f" * 64, duration=90_000)


def album(number: int, title: str) -> Account:
    source = Source(
        id=f"track-{number}",
        title=title,
        origin=str(number) * 64,
        body=f"Title: {title}",
        kind="album",
        by="album/1",
    )
    track = Recording(
        id=source.id, title=title, number=number, origin=source.origin, file=f"music/{number}.flac"
    )
    return Account(source=source, recordings=(track,))


ALBUM = (album(1, "Lamp Song"), album(2, "The Pier"), album(3, "Low Tide"))


def cue(title: str, track: str = "") -> Cue:
    text = f"{title} by Paul Renner"
    read = Read(passage=passage("listing", text, 0, len(title)), by="listing/1")
    bears = Read(passage=passage(track, f"Title: {title}", 7, 7 + len(title)), by="album/1")
    recording = (Claim(says=track, said_by=(read,), evidence=(bears,)),) if track else ()
    return Cue(
        id=title.lower().replace(" ", "-"),
        title=(Claim(says=title, said_by=(read,)),),
        recording=recording,
    )


def tune(track: str, start: int, end: int, offset: int = 0, speed: float = 1.0) -> Tune:
    return Tune(span=Span(start=start, end=end), recording=track, offset=offset, speed=speed)


def tunes(*items: Tune) -> Tunes:
    sought = tuple(each.source.id for each in ALBUM)
    return Tunes(by="tunes/1", items=items, sought=sought)


def test_a_cue_that_is_heard_has_its_stretches_and_its_evidence() -> None:
    found = tunes(tune("track-1", 43_000, 60_000, 10_000), tune("track-1", 70_000, 80_000))
    (made,) = heard([cue("Lamp Song", "track-1")], ALBUM, found, FILM)
    assert made.spans == (Span(start=43_000, end=60_000), Span(start=70_000, end=80_000))
    (claim,) = made.recording
    assert claim.standing is Standing.BORNE_OUT
    whys = [each.why for each in claim.evidence if isinstance(each, Heard)]
    assert whys[0] == "Heard at 0:43, from 0:10 of the track."
    assert whys[1] == "Heard at 1:10, from 0:00 of the track."


def test_a_film_at_another_speed_says_so() -> None:
    found = tunes(tune("track-1", 1000, 9000, 0, 25 / 24))
    (made,) = heard([cue("Lamp Song", "track-1")], ALBUM, found, FILM)
    why = made.recording[0].evidence[-1].why
    assert why == "Heard at 0:01, from 0:00 of the track, at 104.2% of its speed."


def test_a_cue_whose_recording_is_not_heard_stays_and_is_not_found() -> None:
    """Another recording of the same music may be in the film: nothing more is said."""
    (made,) = heard([cue("The Pier", "track-2")], ALBUM, tunes(), FILM)
    (claim,) = made.recording
    assert made.spans == ()
    assert claim.standing is Standing.NOT_FOUND
    assert claim.against == (
        Sought(span=Span(start=0, end=90_000), by="tunes/1", why=claim.against[0].why),
    )


def test_what_was_not_listened_to_is_left_as_it_was() -> None:
    cues = [cue("The Pier", "track-2"), cue("Hornpipe")]
    assert heard(cues, ALBUM, Tunes(), FILM) == tuple(cues)
    assert unheard(cues, ALBUM, Tunes()) == ()
    assert heard([], (), Tunes(), None) == ()


def test_a_track_that_no_text_names_becomes_a_cue_of_its_own() -> None:
    found = tunes(tune("track-3", 5000, 15_000))
    made = heard([cue("Low Tide")], ALBUM, found, FILM)
    assert [each.id for each in made] == ["low-tide", "low-tide-2"]
    new = made[1]
    assert new.title[0].says == "Low Tide"
    said = new.title[0].said_by[0]
    assert isinstance(said, Read)
    assert said.passage.quote == "Low Tide"
    assert new.spans == (Span(start=5000, end=15_000),)
    assert new.recording[0].says == "track-3"
    assert new.recording[0].standing is Standing.BORNE_OUT


def test_a_track_that_is_nowhere_is_told_of_once() -> None:
    cues = heard([cue("The Pier", "track-2")], ALBUM, tunes(tune("track-1", 0, 5000)), FILM)
    assert unheard(cues, ALBUM, tunes()) == ("“Low Tide” (music/3.flac) is not heard in the film.",)


def test_recordings_get_the_names_of_the_page() -> None:
    raw = Tunes(
        by="tunes/1",
        items=(tune("2" * 64, 0, 5000), tune("9" * 64, 6000, 9000)),
        sought=("1" * 64, "2" * 64, "9" * 64),
    )
    named = by_page(raw, ALBUM)
    assert named == replace(raw, items=(tune("track-2", 0, 5000),), sought=("track-1", "track-2"))
