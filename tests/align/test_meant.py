"""Vectors of meaning beside words in common: kept, compared, and mixed half and half."""

from collections.abc import Sequence
from string import ascii_lowercase

import numpy as np
import pytest
from numpy.typing import NDArray

from entracte import meaning
from entracte.align.meant import MOST_WINDOWS, WINDOW, Meanings, Meant, meanings, mixed, windows
from entracte.align.prose import asked, placed
from entracte.align.stretches import Stretch, Stretched
from entracte.align.telling import MEANT, SIGNS, model
from entracte.align.weighing import stems
from entracte.model import (
    Account,
    Claim,
    Person,
    Read,
    Source,
    Span,
    from_bytes,
    passage,
    to_bytes,
)


def letters(texts: Sequence[str]) -> NDArray[np.float32]:
    """How often each letter is in a text, of length one: a plain kind of vector."""
    rows = np.array([[t.casefold().count(c) for c in ascii_lowercase] for t in texts])
    rows = rows.reshape(-1, len(ascii_lowercase))
    long = np.linalg.norm(rows, axis=1, keepdims=True)
    found: NDArray[np.float32] = (rows / np.maximum(long, 1e-9)).astype(np.float32)
    return found


def test_what_was_kept_is_there_again_and_what_was_not_is_nought() -> None:
    kept = meanings(["a lamp", "a boat", "a lamp"], letters, by="letters")
    assert len(kept.texts) == 2
    again = from_bytes(to_bytes(kept), Meanings)
    got = again(["a boat", "nowhere"])
    assert np.allclose(got[0], letters(["a boat"])[0], atol=1e-3)
    assert not got[1].any()
    assert meanings([], letters, by="letters").texts == ()


def test_windows_have_all_words_in_order() -> None:
    words = [f"w{i}" for i in range(2 * WINDOW + 5)]
    found = windows(" ".join(words))
    assert " ".join(found).split() == words
    assert max(len(each.split()) for each in found) <= WINDOW
    assert windows("  ") == []


def test_the_best_window_counts_and_a_stretch_without_words_is_far() -> None:
    filler = "b " * (2 * WINDOW)
    near = Meant([f"{filler} aaaa", "", "b c", "z"], letters).near(["aaaa"])
    assert near.shape == (1, 4)
    assert near[0].argmax() == 0
    assert near[0, 1] == near[0].min()
    assert Meant(["", ""], letters).near(["a"]).tolist() == [[0, 0]]


def test_half_and_half() -> None:
    masses = np.array([[0.0, 3.0, 0.0], [0.0, 0.0, 0.0]])
    near = np.array([[0.9, 0.1, 0.1], [0.1, 0.1, 0.8]])
    both = mixed(masses, near)
    assert both[0, 0] == pytest.approx(both[0, 1])  # each counts as much as the other
    assert both[1].argmax() == 2


def test_the_model_of_meanings_weighs_these_signs() -> None:
    assert model(meant=True).signs == (*SIGNS, *MEANT)
    assert model().signs == SIGNS


def test_a_huge_film_is_bounded() -> None:
    asked_for: list[int] = []

    def counted(texts: Sequence[str]) -> NDArray[np.float32]:
        asked_for.append(len(texts))
        return letters(texts)

    Meant(["word " * 200] * 2_000, counted)
    assert asked_for == [MOST_WINDOWS]


@pytest.mark.skipif(not meaning.installed(), reason=f"not here: {meaning.HOW}")
def test_other_words_of_one_meaning_find_their_place() -> None:
    told = [
        "A woman mends torn fishing nets by the harbour and haggles over herring.",
        "The clergyman marries them while the organ plays in church.",
        "They argue about money in the kitchen and she throws plates at him.",
    ]
    film = [
        "Ropes, hooks and cod lie on the quay. Forty for the crate of fish, says the boatman.",
        "Do you take this man? I do. The priest blesses bride and groom at the altar.",
        "Crockery smashes against the wall. You spent all our savings! Stop breaking things!",
        "The train leaves. He waves from the window until the station is gone.",
        "A doctor listens to the old man's chest and shakes his head.",
    ]
    near = Meant(film, meaning.vectors).near(told)
    assert near.argmax(axis=1).tolist() == [0, 1, 2]


def test_what_is_asked_is_all_that_placing_needs() -> None:
    """Placing asks for nothing that was not asked for before: names are left out the same way."""
    texts = ["Marta rows to the lighthouse.", "The keeper trims the lamp.", "A storm breaks."]
    body = " ".join(texts)
    plot = tuple(
        Claim(says=text, said_by=(Read(passage=passage("s", body, at, at + len(text))),))
        for text in texts
        for at in [body.index(text)]
    )
    source = Source(id="s", title="s", origin="0" * 64, body=body, kind="article")
    accounts = [Account(source=source, plot=plot)]
    people = [Person(id="marta", name="Marta", character=True)]
    whole = tuple(
        Stretch(
            span=Span(start=i * 60_000, end=(i + 1) * 60_000), words=tuple(stems(text)), text=text
        )
        for i, text in enumerate(("Marta takes the oars.", "Light the lamp.", "Wind and waves."))
    )
    given = Stretched(whole=whole)
    known = set(asked(accounts, people, given))
    assert "someone rows to the lighthouse." in known

    def strict(some: Sequence[str]) -> NDArray[np.float32]:
        assert known.issuperset(some)
        return letters(some)

    assert len(placed([], accounts, people, given, strict).told) <= len(texts)
