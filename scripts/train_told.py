"""Makes ``align/told.json`` and ``rarity.json``: whether a sentence tells of a film at all.

    python scripts/train_told.py ../shared/data

True sentences are those of films' own synopses; false ones come from other films' synopses, as they
are and with this film's names put in, each in the place of a true one. Films with known scenes
(``tripod_gold.json``) are left out, for they are measured on. What is kept are the weights of the
signs, and how many of the films have each word that at least four have.

``told-meant.json`` weighs meanings besides; for every eighth film only, and it is only made where
the weights of meanings are installed (docs/decisions/meaning.md): about four minutes more.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.refusal import counted, examples, learnt  # noqa: E402
from bench.synopses import train  # noqa: E402
from bench.vectors import Vectors  # noqa: E402
from msgspec.structs import replace  # noqa: E402

from entracte import meaning  # noqa: E402
from entracte.model import to_bytes  # noqa: E402

SOME, MOST = 8, 8  # every eighth film, and how many of them


def main() -> None:
    films = list(train(Path(sys.argv[1])))
    rare = counted(films)
    rare = replace(rare, words={word: n for word, n in rare.words.items() if n[0] >= 4})
    made = learnt(examples(films, 1, rare, counted_in=True))
    kept = [("told.json", made), ("rarity.json", rare)]
    if meaning.installed():
        vectors = Vectors()
        some = films[::SOME][:MOST]
        found = examples(some, 1, rare, counted_in=True, vectors=vectors)
        vectors.save()
        kept.append(("told-meant.json", learnt(found)))
    for name, value in kept:
        (ROOT / "src/entracte/align" / name).write_bytes(to_bytes(value) + b"\n")


if __name__ == "__main__":
    main()
