"""What belongs to the website goes; what belongs to the story stays."""

import pytest

from entracte.read.furniture import furniture
from entracte.read.proof import Proof

PROSE = "A keeper's daughter waits on the pier for nine years for a ship that never came back."


def left(text: str) -> str:
    return Proof.of(text).change(furniture(text)).text


@pytest.mark.parametrize(
    "line",
    [
        "Download App",
        "Get the app",
        "Read more »",
        "Show less",
        "Lire la suite",
        "Weiterlesen",
        "Ver más",
        "Advertisement",
        "• Share on Facebook •",
        "Add to Watchlist",
        "Watch Trailer",
        "Sign up for our newsletter",
        "Skip to main content",
        "Accept all cookies",
        "Privacy Policy",
        "Impressum",
        "12 comments",
        "Page 3 of 10",
        "Home › Films › Log in",
        "We use cookies to improve your experience on this site.",
        "Nous utilisons des cookies pour mesurer l'audience.",
        "© 2021 Harbour Films Guide",
    ],
)
def test_the_websites_own_lines_go(line: str) -> None:
    assert left(f"{PROSE}\n{line}\n{PROSE}\n") == f"{PROSE}\n{PROSE}\n"
    assert left(line) == ""


@pytest.mark.parametrize(
    "line",
    [
        "Share and share alike",
        "Watch the sea, says Orr.",
        "Follow him!",
        "Page",
        "Print the Legend",
        "The App",
        "Sign of the Cross",
        "Download",
        "She uses cookies as coins.",
        "Loading the Nets",
        "Twitter",
        "Copyright is a word Orr cannot spell.",
        "Read | Write",
    ],
)
def test_lines_of_the_story_stay(line: str) -> None:
    text = f"{PROSE}\n{line}\n{PROSE}\n"
    assert left(text) == text


def test_a_title_that_comes_back_stays() -> None:
    title = "The Glass Harbour"
    text = f"{title}\n{PROSE}\n{title}\n{PROSE}\n{title}\nCast\n{PROSE}\n"
    assert left(text) == text


def test_cues_of_a_play_stay() -> None:
    text = "EDDA\nWhy did you come?\nORR\nI had to.\nEDDA\nStay.\nORR\nI can't.\nEDDA\nGo.\n"
    assert left(text) == text
