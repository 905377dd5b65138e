"""Vectors of meaning for benchmarks: made once, kept beside the system's other passing files."""

import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from entracte import meaning

_STORE = Path(tempfile.gettempdir()) / "entracte-bench-vectors.npz"


class Vectors:
    """Asks for each text once; ``save`` keeps what was made for the next run."""

    def __init__(self) -> None:
        self._made: dict[str, NDArray[np.float32]] = {}
        self._new = 0
        if _STORE.is_file():
            with np.load(_STORE) as kept:
                rows = kept["vectors"].astype(np.float32)
                self._made = dict(zip(kept["names"].tolist(), rows, strict=True))

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A vector a text ``[n, 384]``, each of length one, in half precision when kept."""
        names = [hashlib.blake2b(each.encode(), digest_size=16).hexdigest() for each in texts]
        missing = {
            name: text for name, text in zip(names, texts, strict=True) if name not in self._made
        }
        if missing:
            rows = meaning.vectors(list(missing.values())).astype(np.float16).astype(np.float32)
            self._made |= dict(zip(missing, rows, strict=True))
            self._new += len(missing)
        return np.stack([self._made[name] for name in names]) if names else np.zeros((0, 384))

    def save(self) -> None:
        if self._new:
            rows = np.array(list(self._made.values()), np.float16)
            np.savez(_STORE, names=np.array(list(self._made)), vectors=rows)
            self._new = 0
