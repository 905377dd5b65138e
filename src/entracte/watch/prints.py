"""A picture's print: 64 bits by which another copy of it is known, however small or cropped.

Each bit says whether the picture grows lighter from one place to the next (a difference hash, after
N. Krawetz, 2013). Black bars around the picture are left out first.
"""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_SMALL = (128, 128)  # pixels that a picture is looked at in, at the most
_DARK = 28  # a row or column in which nothing is lighter belongs to a bar
_LEAST = 0.4  # of the picture's height and width: it is not taken for a bar altogether
_FLAT = 6.0  # standard deviation: a picture with less in it has no print


def printed(jpeg: bytes) -> str:
    """Sixteen hexadecimal digits, or nothing where there is too little to be seen."""
    try:
        with Image.open(io.BytesIO(jpeg)) as picture:
            picture.draft("L", _SMALL)
            grey = np.asarray(picture.convert("L"), np.uint8)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""
    if min(grey.shape) < 9:
        return ""
    inner = _within_bars(grey)
    if float(inner.std()) < _FLAT:
        return ""
    small = np.asarray(Image.fromarray(inner).resize((9, 8), Image.Resampling.BOX), np.int16)
    bits = (small[:, 1:] > small[:, :-1]).ravel()
    return f"{int(np.packbits(bits).view('>u8')[0]):016x}"


def apart(one: str, other: str) -> int:
    """In how many of 64 bits two prints differ; 64 where either is nothing."""
    if not one or not other:
        return 64
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _within_bars(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    out = grey
    for _ in range(2):
        light = np.nonzero(out.max(axis=1) > _DARK)[0]
        if len(light) and light[-1] - light[0] + 1 >= _LEAST * grey.shape[0]:
            out = out[light[0] : light[-1] + 1]
        out = out.T
        grey = grey.T
    return np.ascontiguousarray(out)
