"""Conflicts of the same scope are shown from both sides; other scopes are no conflicts."""

import msgspec

from entracte.judge.rivals import rivals
from entracte.model import Claim, Credit, Passage, Person, Read, Standing

PEOPLE = [Person(id="lund", name="Ida Lund"), Person(id="moss", name="Per Moss")]


def said(source: str, role: str, person: str, **scope: str) -> Claim[Credit]:
    words = f"{role} {person}"
    passage = Passage(source=source, start=0, end=len(words), quote=words)
    return Claim(says=Credit(role=role, person=person, **scope), said_by=(Read(passage=passage),))


def standings(*claims: Claim[Credit]) -> list[Standing]:
    return [claim.standing for claim in rivals(claims, PEOPLE)]


def test_two_texts_name_two_conductors() -> None:
    found = rivals([said("a", "conductor", "lund"), said("b", "conductor", "moss")], PEOPLE)
    assert [claim.standing for claim in found] == [Standing.CONTRADICTED] * 2
    assert "Per Moss" in found[0].against[0].why
    assert "Ida Lund" in found[1].against[0].why


def test_other_parts_are_no_conflict() -> None:
    assert (
        standings(said("a", "conductor", "lund"), said("b", "conductor", "moss", part="opera"))
        == [Standing.REPORTED] * 2
    )


def test_an_exception_is_no_conflict() -> None:
    assert (
        standings(said("a", "conductor", "lund", exception="opera"), said("b", "conductor", "moss"))
        == [Standing.REPORTED] * 2
    )


def test_one_text_that_names_two_means_both() -> None:
    assert (
        standings(said("a", "conductor", "lund"), said("a", "conductor", "moss"))
        == [Standing.REPORTED] * 2
    )


def test_two_directors_may_have_worked_together() -> None:
    assert (
        standings(said("a", "director", "lund"), said("b", "director", "moss"))
        == [Standing.REPORTED] * 2
    )


def test_the_same_character_played_by_two() -> None:
    assert (
        standings(
            said("a", "cast member", "lund", as_character="maid"),
            said("b", "cast member", "moss", as_character="maid"),
        )
        == [Standing.CONTRADICTED] * 2
    )


def test_a_track_against_the_whole_score() -> None:
    score, track = rivals(
        [said("a", "composer", "lund"), said("b", "track credit", "moss", part="cue-waltz")],
        PEOPLE,
    )
    assert score.standing is Standing.REPORTED
    assert track.standing is Standing.CONTRADICTED
    assert "Ida Lund" in track.against[0].why


def test_a_passage_speaks_against_a_claim_once() -> None:
    score, track = (
        said("a", "composer", "lund"),
        said("a", "track credit", "moss", part="cue-waltz"),
    )
    own = msgspec.structs.replace(score.said_by[0], why="The same listing says otherwise.")
    track = msgspec.structs.replace(track, against=(own,))
    (_, found) = rivals([score, track], PEOPLE)
    assert found.against == (own,)


def test_a_post_on_the_whole_picture_is_one_post() -> None:
    whole = said("a", "cinematographer", "lund", scope="of the whole picture")
    assert standings(whole, said("b", "cinematographer", "moss")) == [Standing.CONTRADICTED] * 2
    part = said("a", "cinematographer", "lund", scope="most of the film")
    assert standings(part, said("b", "cinematographer", "moss")) == [Standing.REPORTED] * 2
