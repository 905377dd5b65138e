"""Makes ``choose/salient.json``: which scenes carry the story, learnt from summaries.

python scripts/train_scenes.py ../shared/data
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.scenes import films, learnt  # noqa: E402

from entracte.choose.salience import SIGNS, Salience  # noqa: E402
from entracte.model import to_bytes  # noqa: E402


def main() -> None:
    weight = learnt(films(Path(sys.argv[1]), True))[:-1]
    made = Salience(signs=SIGNS, weight=tuple(round(float(each), 4) for each in weight))
    (ROOT / "src/entracte/choose/salient.json").write_bytes(to_bytes(made) + b"\n")


if __name__ == "__main__":
    main()
