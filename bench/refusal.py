"""Sentences that are not of the film: other films', as they are and with this film's names."""

import random
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.synopses import Swap, Telling
from entracte.align.course import course
from entracte.align.meant import Meant, Vectors, mixed
from entracte.align.telling import MEANT, SIGNS, Film, Model, Rarity

_EACH = 40  # false sentences of a kind for a film


class Example(NamedTuple):
    film: str
    kind: str  # own | other | named
    signs: list[float]


def counted(films: Sequence[Telling]) -> Rarity:
    """How many of these films, and of their scenes, have each word."""
    in_films: Counter[str] = Counter()
    in_scenes: Counter[str] = Counter()
    for film in films:
        found = Counter(word for scene in film.scenes for word in set(scene))
        in_scenes.update(found)
        in_films.update(found.keys())
    return Rarity(
        films=len(films),
        scenes=sum(len(film.scenes) for film in films),
        words={word: (many, in_scenes[word]) for word, many in sorted(in_films.items())},
    )


def without(rare: Rarity, film: Telling) -> Rarity:
    """The same counts, had this film not been among those counted."""
    own = Counter(word for scene in film.scenes for word in set(scene))
    words = dict(rare.words)
    for word, many in own.items():
        if word in words:
            words[word] = (max(0, words[word][0] - 1), max(0, words[word][1] - many))
    return Rarity(films=rare.films - 1, scenes=rare.scenes - len(film.scenes), words=words)


def examples(
    films: Sequence[Telling],
    seed: int,
    rare: Rarity,
    counted_in: bool,
    among: Sequence[Telling] = (),
    vectors: Vectors | None = None,
    each_kind: int = _EACH,
) -> list[Example]:
    """Each film's own sentences, and others in their places; ``among``: where others come from.

    ``counted_in``: whether the films are among those whose words were counted. With ``vectors``
    the signs of meaning are added; ``each_kind``: false sentences of a kind for a film.
    """
    chance = random.Random(seed)
    out = []
    for film in films:
        view = Film(film.scenes, film.names, without(rare, film) if counted_in else rare)
        own = np.stack([view.wide.masses(view.words(each)) for each in film.sentences])
        meant = Meant(film.texts, vectors) if vectors else None
        given = own if meant is None else mixed(own, meant.near(film.sentences))
        expected = course(given).expected
        asked = [("own", each, i) for i, each in enumerate(film.sentences)]
        others = [other for other in (among or films) if other.film != film.film]
        for kind in ("other", "named"):
            made = tries = 0
            while made < each_kind and tries < 20 * each_kind:
                tries += 1
                other = chance.choice(others)
                sentence: str | None = chance.choice(other.sentences)
                if kind == "named":
                    sentence = Swap(other.names, film.names)(sentence or "")
                if not sentence or len(sentence.split()) < 5:
                    continue
                asked.append((kind, sentence, chance.randrange(len(film.sentences))))
                made += 1
        near: Sequence[NDArray[np.float64] | None] = [None] * len(asked)
        if meant is not None:
            both = [[text for _, text, _ in asked], [view.nameless(text) for _, text, _ in asked]]
            near = list(np.stack([meant.near(each) for each in both], axis=1))
        for (kind, text, place), cosines in zip(asked, near, strict=True):
            mass = view.wide.masses(view.words(text))
            out.append(Example(film.film, kind, view.signs(text, mass, expected[place], cosines)))
    return out


def learnt(found: Sequence[Example], decay: float = 1.0) -> Model:
    """The logistic model of these examples, by Newton's method; both kinds of false weigh alike."""
    x = np.array([each.signs for each in found])
    y = np.array([each.kind == "own" for each in found], dtype=float)
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.hstack([(x - mean) / scale, np.ones((len(x), 1))])
    share = y.mean()
    weigh = np.where(y > 0, 0.5 / share, 0.5 / (1 - share))
    w = np.zeros(z.shape[1])
    keep = np.diag([*[decay] * (z.shape[1] - 1), 0.0])
    for _ in range(30):
        p = 1 / (1 + np.exp(-z @ w))
        slope = z.T @ (weigh * (y - p)) - keep @ w
        curve = (z * (weigh * p * (1 - p))[:, None]).T @ z + keep + 1e-9 * np.eye(len(w))
        w = w + np.linalg.solve(curve, slope)
    p = 1 / (1 + np.exp(-z @ w))
    enough = float(np.quantile(p[y == 0], 0.95))
    numbers = [tuple(round(float(each), 5) for each in row) for row in (mean, scale, w[:-1])]
    return Model(
        signs=(*SIGNS, *MEANT)[: x.shape[1]],
        mean=numbers[0],
        scale=numbers[1],
        weight=numbers[2],
        bias=round(float(w[-1]), 5),
        enough=round(enough, 4),
    )


def auc(true: Sequence[float], false: Sequence[float]) -> float:
    """How often a true one is surer than a false one; ties count half."""
    order: NDArray[np.float64] = np.sort(np.array(false))
    below = np.searchsorted(order, true, "left") + np.searchsorted(order, true, "right")
    return float(below.mean() / 2 / max(1, len(order)))


def found_at(true: Sequence[float], false: Sequence[float], share: float = 0.05) -> float:
    """The share of true ones above what this share of the false ones reach."""
    limit = np.quantile(np.array(false), 1 - share)
    return float((np.array(true) > limit).mean())
