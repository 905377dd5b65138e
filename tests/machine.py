"""A user's machine, for tests that run entracte as a user does."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path


class Machine:
    """One user's entracte, in processes of its own."""

    def __init__(self, root: Path) -> None:
        self.home = root / "home"
        self.environment = os.environ | {"ENTRACTE_HOME": str(self.home)}

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "entracte", *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # Whoever starts the tests in the background has Ctrl-C ignored: a terminal has not.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def run(self, *arguments: str, **more: object) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "entracte", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            **more,  # type: ignore[call-overload]
        )

    def add(self, *paths: Path) -> tuple[int, list[dict[str, object]], str]:
        ran = self.run("add", "--json", *map(str, paths))
        assert "Traceback" not in ran.stderr
        return ran.returncode, json.loads(ran.stdout or "[]"), ran.stderr

    def page(self, film: str = "harbour") -> bytes:
        ran = self.run("page", film, "--json")
        assert ran.returncode == 0, ran.stderr
        return ran.stdout.encode()


def sentences(says: str) -> list[str]:
    lines = says.strip().splitlines()
    assert all(line.startswith("entracte: ") for line in lines), says
    return lines
