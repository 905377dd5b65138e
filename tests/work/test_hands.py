"""The film's own process ends when the run that made it does, however that ends."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor

import pytest

from entracte.work.hands import Hands, own_process

RUN = """
import os, sys, time
from entracte.work.hands import own_process
if __name__ == "__main__":
    apart = own_process()
    print(apart.submit(os.getpid).result(), flush=True)
    apart.submit(time.sleep, 600)
    time.sleep(600)
"""


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{process}/stat") as told:
        return told.read().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_nothing_goes_on_when_the_run_is_killed(tmp_path: object) -> None:
    script = f"{tmp_path}/run.py"
    with open(script, "w") as opened:
        opened.write(RUN)
    run = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    worker = int(run.stdout.readline())
    assert is_running(worker)
    run.send_signal(signal.SIGKILL)
    run.wait()
    run.stdout.close()
    until = time.monotonic() + 10
    while is_running(worker) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_running(worker)


def test_another_process_takes_the_place_of_one_that_died() -> None:
    with Hands(1, apart=own_process) as hands:
        with pytest.raises(BrokenExecutor):
            hands.pick(True).submit(os._exit, 3).result()
        hands.broken()
        assert hands.pick(True).submit(abs, -2).result() == 2
        assert hands.pick(False).submit(os.getpid).result() == os.getpid()
        assert hands.pick(True).submit(os.getpid).result() != os.getpid()
