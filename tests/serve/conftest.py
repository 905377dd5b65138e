"""A shelf with the invented film on it, and the app over it."""

from pathlib import Path

import pytest
from tests.serve.asking import FILM, Asking, put, sample_page

from entracte.serve.app import app
from entracte.store.shelf import Shelf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the film's own file lies."""
    place = tmp_path / "film"
    place.mkdir()
    (place / "film.mp4").write_bytes(FILM)
    return place


@pytest.fixture
def shelf(tmp_path: Path, folder: Path) -> Shelf:
    made = Shelf(home=str(tmp_path / "home"))
    put(made, sample_page(made), folder)
    return made


@pytest.fixture
def client(shelf: Shelf) -> Asking:
    return Asking(app(shelf))
