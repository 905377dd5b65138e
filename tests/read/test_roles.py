"""Trades and departments."""

import pytest

from entracte.read.roles import is_department, role


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Music by", "composer"),
        ("choreographed by", "choreographer"),
        ("Directed by:", "director"),
        ("Director(s)", "director"),
        ("Co-producer", "producer"),
        ("Director of photography", "cinematographer"),
        ("Film editing by", "editor"),
        ("Based on", "author of the basis"),
        ("Production design", "production designer"),
        ("Costume Designer", "costume designer"),
        ("Art Direction by", "art director"),
        ("Lyrics by", "lyricist"),
        ("was conducted by", "conductor"),
        ("Starring", "cast member"),
        ("Regie", "director"),
        ("Musique", "composer"),
        ("Drehbuch", "screenwriter"),
        ("guion", "screenwriter"),
        ("Executive producer", None),
        ("Assistant director", None),
        ("Casting by", None),
        ("The Red Harbour", None),
        ("", None),
        ("x" * 5000, None),
    ],
)
def test_role(words: str, expected: str | None) -> None:
    assert role(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "Cinematography",
        "Sound Department",
        "Visual Effects",
        "Camera and Electrical Department",
        "Film Editing",
        "Director",
    ],
)
def test_departments(words: str) -> None:
    assert is_department(words)


@pytest.mark.parametrize(
    "words",
    [
        "Various Artists",
        "Jack Holt",
        "Anna Sound Berg",
        "The Beatles",
        "",
        "London Symphony Orchestra",
    ],
)
def test_no_departments(words: str) -> None:
    assert not is_department(words)
