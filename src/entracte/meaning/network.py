"""The network that tells meanings: MiniLM, six layers of a transformer encoder, on numpy.

Wang et al. 2020 (MiniLM), Reimers and Gurevych 2019 (sentence vectors: the mean over all pieces).
Sixty lines of matrix products instead of a runtime of 68 MB; docs/decisions/meaning.md compares.
"""

import json
import math
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from entracte.errors import NotReadable
from entracte.meaning.pieces import Pieces

Floats: TypeAlias = NDArray[np.float32]

_HEADS = 12
_LAYER = "encoder.layer."
_BATCH = 2_048  # pieces in one go: what fits the processor's cache
_LONGEST_HEAD = 1 << 20  # bytes that tell what is in the file of weights


class Network:
    """The weights in this folder, ready to be asked. May be asked from several threads."""

    def __init__(self, place: Path) -> None:
        try:
            self._pieces = Pieces(place / "vocab.txt")
            weights = _weights(place / "model.safetensors")
            self._words = weights["embeddings.word_embeddings.weight"]
            kinds = weights["embeddings.token_type_embeddings.weight"]
            self._places = weights["embeddings.position_embeddings.weight"] + kinds[0]
            self._norm = _pair(weights, "embeddings.LayerNorm")
            self._size = self._words.shape[1]
            layers = {name.split(".")[2] for name in weights if name.startswith(_LAYER)}
            self._layers = [_Layer(weights, f"{_LAYER}{i}.") for i in range(len(layers))]
        except (OSError, ValueError, KeyError, TypeError, AttributeError, struct.error) as wrong:
            raise NotReadable(
                f"The weights in {place} cannot be read.",
                "They are those of all-MiniLM-L6-v2: install them again.",
            ) from wrong

    def vectors(self, texts: Sequence[str]) -> Floats:
        """A vector a text, in their order: float32 ``[n, 384]``, each of length one."""
        out = np.zeros((len(texts), self._size), np.float32)
        numbers = [self._pieces.numbers(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda i: len(numbers[i]))
        start = 0
        while start < len(order):  # texts of about one length together
            end = start + 1
            while end < len(order) and len(numbers[order[end]]) * (end + 1 - start) <= _BATCH:
                end += 1
            batch = order[start:end]
            out[batch] = self._together([numbers[i] for i in batch])
            start = end
        return out

    def _together(self, numbers: Sequence[Sequence[int]]) -> Floats:
        longest = max(len(each) for each in numbers)
        pieces = np.zeros((len(numbers), longest), np.intp)
        there = np.zeros((len(numbers), longest), np.float32)
        for row, each in enumerate(numbers):
            pieces[row, : len(each)] = each
            there[row, : len(each)] = 1
        x = self._words[pieces] + self._places[:longest]
        x = _normal(x.reshape(-1, self._size), self._norm)
        hidden = np.where(there, np.float32(0), np.float32(-1e9))[:, None, None, :]
        for layer in self._layers:
            x = layer(x, len(numbers), longest, hidden)
        x = x.reshape(len(numbers), longest, self._size)
        mean = np.einsum("btd,bt->bd", x, there) / there.sum(axis=1, keepdims=True)
        return mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9)  # type: ignore[no-any-return]


class _Layer:
    """Each piece looks at all others (attention), then is thought over by itself."""

    def __init__(self, weights: dict[str, Floats], name: str) -> None:
        sides = ("query", "key", "value")
        every = [_pair(weights, f"{name}attention.self.{side}") for side in sides]
        self.size = len(every[0][1])
        scale = np.float32(1 / math.sqrt(self.size / _HEADS))
        every[0] = (every[0][0] * scale, every[0][1] * scale)
        self.look = np.ascontiguousarray(np.concatenate([w for w, _ in every]).T)
        self.look_bias = np.concatenate([b for _, b in every])
        self.tell = _turned(weights, f"{name}attention.output.dense")
        self.told = _pair(weights, f"{name}attention.output.LayerNorm")
        self.wide = _turned(weights, f"{name}intermediate.dense")
        self.back = _turned(weights, f"{name}output.dense")
        self.done = _pair(weights, f"{name}output.LayerNorm")

    def __call__(self, x: Floats, rows: int, longest: int, hidden: Floats) -> Floats:
        seen = (x @ self.look + self.look_bias).reshape(rows, longest, 3, _HEADS, -1)
        query, key, value = seen.transpose(2, 0, 3, 1, 4)
        scores = query @ key.transpose(0, 1, 3, 2)
        scores += hidden
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        looked = (scores @ value).transpose(0, 2, 1, 3).reshape(-1, self.size)
        x = _normal(x + (looked @ self.tell[0] + self.tell[1]), self.told)
        thought = x @ self.wide[0] + self.wide[1]
        return _normal(x + (_gelu(thought) @ self.back[0] + self.back[1]), self.done)


def _gelu(x: Floats) -> Floats:
    """x times the share of a normal distribution below x, by its usual approximation."""
    inner = x * x
    inner *= np.float32(0.044715)
    inner += 1
    inner *= x
    inner *= np.float32(math.sqrt(2 / math.pi))
    np.tanh(inner, out=inner)
    inner += 1
    inner *= x
    inner *= np.float32(0.5)
    return inner


def _normal(x: Floats, by: tuple[Floats, Floats]) -> Floats:
    x = x - x.mean(axis=-1, keepdims=True)
    spread = np.einsum("nd,nd->n", x, x)[:, None] / np.float32(x.shape[1])
    x *= 1 / np.sqrt(spread + np.float32(1e-12))
    x *= by[0]
    x += by[1]
    return x


def _pair(weights: dict[str, Floats], name: str) -> tuple[Floats, Floats]:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]


def _turned(weights: dict[str, Floats], name: str) -> tuple[Floats, Floats]:
    weight, bias = _pair(weights, name)
    return np.ascontiguousarray(weight.T), bias


def _weights(file: Path) -> dict[str, Floats]:
    """What is in a safetensors file: eight bytes of length, JSON, then the numbers themselves."""
    data = np.memmap(file, np.uint8, "r")
    (length,) = struct.unpack("<Q", data[:8].tobytes())
    if length > _LONGEST_HEAD:
        raise ValueError("no safetensors file")
    head = json.loads(data[8 : 8 + length].tobytes())
    out = {}
    for name, told in head.items():
        if name != "__metadata__" and told["dtype"] == "F32":
            start, end = (8 + length + each for each in told["data_offsets"])
            out[name] = data[start:end].view("<f4").reshape(told["shape"]).astype(np.float32)
    return out
