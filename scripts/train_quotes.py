"""Makes ``choose/style.json``: what wording of a line is remembered, learnt from pairs of lines.

    python scripts/train_quotes.py ../shared/data/quotes

The number of sentences is left out: in that set remembered lines have several and the others one,
which is how the set was made and not how people remember. What is kept is a weight a trait.
"""

import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.quotes import MADE, differences, learnt, pairs, scale  # noqa: E402

from entracte.choose.style import TRAITS, Style  # noqa: E402
from entracte.model import to_bytes  # noqa: E402


def main() -> None:
    given = pairs(Path(sys.argv[1]))
    size = scale(given)
    found = differences(given) / size
    used = [i for i, trait in enumerate(TRAITS) if trait not in MADE]
    weight = np.zeros(len(TRAITS))
    weight[used] = learnt(found[:, used])
    made = Style(
        traits=TRAITS,
        scale=tuple(round(float(each), 5) for each in size),
        weight=tuple(round(float(each), 5) for each in weight),
    )
    (ROOT / "src/entracte/choose/style.json").write_bytes(to_bytes(made) + b"\n")


if __name__ == "__main__":
    main()
