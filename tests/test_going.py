"""The bar: only on a terminal, only after two seconds, only while something goes on."""

import io
import sys

import pytest

from entracte.terminal import going
from entracte.work.run import Moment


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, patience: float, stream: io.StringIO) -> str:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(going, "_PATIENCE", patience)
    monkeypatch.setattr(sys, "stderr", stream)
    with going.Going("Harbour [bold] Lights") as tell:
        tell(Moment("account", "a.txt", "begun", 0.0, (1, 4)))
        tell(Moment("watched", "", "going", 0.5, (1, 4)))
        tell._bars.refresh()
    return stream.getvalue()


def test_what_goes_on_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    told = shown(monkeypatch, -1.0, Terminal())
    assert "Harbour [bold] Lights: watching" in told
    assert "50 %" in told


def test_nothing_is_shown_before_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Harbour" not in shown(monkeypatch, 60.0, Terminal())


def test_nothing_is_shown_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, -1.0, io.StringIO()) == ""


def test_the_whole_is_shown_while_nothing_long_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    tell = going.Going("Lights")
    tell(Moment("watched", "", "going", 0.5, (1, 4)))
    assert [task.visible for task in tell._bars.tasks] == [False, True]
    tell(Moment("watched", "", "done", 1.0, (2, 4)))
    assert [task.visible for task in tell._bars.tasks] == [True, False]
    tell._bars.stop()
