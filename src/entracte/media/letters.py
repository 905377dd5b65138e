"""Reading words in pictures: RapidOCR, whose models come with it (the extra ``titles``)."""

import logging
from importlib import metadata
from io import BytesIO
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from entracte.errors import NotReadable

EXTRA: Final = "titles"
_PACKAGES: Final = ("rapidocr", "onnxruntime")
# Words, where they stand (left, top, right, bottom in pixels), how surely they are read (0 to 1).
Word: TypeAlias = tuple[str, tuple[float, float, float, float], float]

_MOST_PIXELS: Final = 4_000_000


def reader() -> str:
    """Who would read, with its version, or nothing where the extra is not installed."""
    try:
        return " ".join(f"{name} {metadata.version(name)}" for name in _PACKAGES)
    except metadata.PackageNotFoundError:
        return ""


class Reader:
    """Reads pictures, one after the other, on one processor. ``NotReadable`` if it is not there."""

    def __init__(self) -> None:
        try:
            from rapidocr import RapidOCR  # type: ignore[import-not-found,unused-ignore]
        except ImportError as wrong:
            raise NotReadable(
                "The words in the picture cannot be read here.",
                "Install what reads them: pip install 'entracte[titles]'.",
            ) from wrong
        one = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
        options: dict[str, Any] = {"Global.use_cls": False, "Global.log_level": "error", **one}
        logging.getLogger("RapidOCR").setLevel(logging.ERROR)
        self._read: Any = RapidOCR(params=options)

    def words(self, picture: bytes) -> tuple[Word, ...]:
        """The words in a JPEG and where they stand; none in what is no picture."""
        try:
            image = Image.open(BytesIO(picture))
            if image.width * image.height > _MOST_PIXELS:
                return ()
            pixels = np.asarray(image.convert("RGB"))[:, :, ::-1]
        except (OSError, ValueError, SyntaxError):
            return ()
        found = self._read(np.ascontiguousarray(pixels))
        if found.txts is None or found.boxes is None:
            return ()
        return tuple(
            (str(text), _edges(np.asarray(box)), float(sure))
            for text, box, sure in zip(found.txts, found.boxes, found.scores, strict=True)
        )


def _edges(box: NDArray[np.float64]) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of four corners."""
    (left, top), (right, bottom) = box.min(axis=0), box.max(axis=0)
    return float(left), float(top), float(right), float(bottom)
