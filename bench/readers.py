"""Eight people type at once while films are added: how long they wait, against one alone.

Each types a letter every quarter of a second, is answered at each, and ends with the whole line.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Sequence

from bench.searched import Times, middle
from bench.shelves import Films
from entracte.index.search import Index

_PACE = 0.25  # seconds from one letter to the next, of one reader
_LETTERS = 12  # typed before the whole line is asked for
_LASTS = 12.0  # seconds
_WRITER = """
import sys, time
from bench.shelves import films, put
from entracte.index.search import Index
from entracte.store.shelf import Shelf
import json
from bench.shelves import Said
lines = [Said(*row) for row in json.load(sys.stdin)]
shelf, index = Shelf(home=sys.argv[1]), Index(sys.argv[1])
until = time.monotonic() + float(sys.argv[2])
added = 0
while time.monotonic() < until:
    put(shelf, f"Added meanwhile {added}", lines[added % 9:])
    index.follow()
    added += 1
print(added)
"""


def alone_and_together(home: str, queries: Sequence[str], real: Films) -> tuple[Times, Times, int]:
    """One reader alone; then eight and a writer; and how many films it added."""
    import json

    index = Index(home)
    index.find("warm up")
    alone = _read(index, queries, 1)
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, home, str(_LASTS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    lines = next(iter(real.values()))
    assert writer.stdin is not None
    writer.stdin.write(json.dumps([list(line) for line in lines]))
    writer.stdin.close()
    time.sleep(1.0)  # until it is at work
    together = _read(index, queries, 8)
    assert writer.stdout is not None
    added = int(writer.stdout.read() or 0)
    writer.wait()
    return alone, together, added


def _read(index: Index, queries: Sequence[str], readers: int) -> Times:
    spent: list[float] = []
    waited: list[float] = []
    until = time.monotonic() + _LASTS - 2

    def read(number: int) -> None:
        time.sleep(number * _PACE / readers)
        turn = number
        while time.monotonic() < until:
            turn += readers
            query = queries[turn % len(queries)]
            for letters in (*range(1, _LETTERS + 1), None):
                if time.monotonic() >= until:
                    break
                cpu, wall = time.thread_time(), time.perf_counter()
                index.find(query[:letters], typing=letters is not None)
                spent.append(1000 * (time.thread_time() - cpu))
                waited.append(1000 * (time.perf_counter() - wall))
                time.sleep(max(0.0, _PACE - (time.perf_counter() - wall)))

    threads = [threading.Thread(target=read, args=(number,)) for number in range(readers)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return Times(middle(spent), middle(waited), len(spent))
