"""One run at a time, and a run that is killed lets go."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from entracte.errors import Busy
from entracte.store import locks

HOLD = """
import sys, time
from pathlib import Path
from entracte.store import locks
with locks.held(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_second_waits_says_so_and_is_told_busy(tmp_path: Path) -> None:
    told = []
    with locks.held(tmp_path / "lock"):
        began = time.monotonic()
        with (
            pytest.raises(Busy),
            locks.held(tmp_path / "lock", patience=0.3, waiting=lambda: told.append(1)),
        ):
            raise AssertionError("two hold it")
        assert time.monotonic() - began >= 0.3
    assert told == [1]
    with locks.held(tmp_path / "lock"):
        pass


def test_those_who_share_do_not_wait_for_each_other(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    with (
        locks.held(file, shared=True),
        locks.held(file, shared=True),
        pytest.raises(Busy),
        locks.held(file),
    ):
        raise AssertionError("it is shared")


def test_a_killed_run_lets_go(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    other = subprocess.Popen([sys.executable, "-c", HOLD, str(file)], stdout=subprocess.PIPE)
    assert other.stdout is not None
    assert other.stdout.readline() == b"held\n"
    with pytest.raises(Busy), locks.held(file):
        raise AssertionError("the other holds it")
    other.kill()
    other.wait()
    with locks.held(file, patience=5):
        pass
    other.stdout.close()
