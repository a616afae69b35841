"""Classifiers over a text's encoding and its n-grams, as arrays that building stores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

ENCODING_WEIGHT = 2.0
NGRAMS = (1, 3)
_FIELDS = ("classes", "features", "weights", "biases")
_WORDS = ("grams", "rarity")


@dataclass(frozen=True)
class Words:
    """The n-grams that were learnt of, as scikit-learn's TfidfVectorizer weighs them.

    Attributes:
        places: the place of each known n-gram among the weights.
        rarity: of each, by its place, the inverse document frequency.
    """

    places: Mapping[str, int]
    rarity: npt.NDArray[np.float64]

    def weigh(self, grams: Iterable[str]) -> Floats:
        """The weights of a text's n-grams, of length one; all zero where none is known."""
        counts = np.zeros(len(self.rarity))
        for gram in grams:
            if (place := self.places.get(gram)) is not None:
                counts[place] += 1
        said = np.flatnonzero(counts)
        weights = np.zeros(len(self.rarity), dtype=np.float32)
        weights[said] = (1 + np.log(counts[said])) * self.rarity[said]
        return np.asarray(weights / (np.linalg.norm(weights) or 1.0), dtype=np.float32)

    def features(self, encoding: Floats, grams: Iterable[str]) -> Floats:
        """What classifiers weigh of a text: its vector, then its n-grams."""
        return np.concatenate([encoding * ENCODING_WEIGHT, self.weigh(grams)]).astype(np.float32)


@dataclass(frozen=True)
class Classifier:
    """What was learnt to tell a few classes apart.

    Attributes:
        classes: what a text may be.
        features: the features that tell them apart, by their places; all others tell nothing.
        weights: row by row of the classes, over ``features``.
        biases: of each class.
    """

    classes: tuple[str, ...]
    features: npt.NDArray[np.int32]
    weights: Floats
    biases: Floats

    def shares(self, features: Floats) -> dict[str, float]:
        """How likely a text of these features is of each class; together 1."""
        scores = self.weights @ features[self.features] + self.biases
        likely = np.exp(scores - scores.max())
        return dict(zip(self.classes, map(float, likely / likely.sum()), strict=True))


def grams(text: str) -> Iterator[str]:
    """The n-grams of a text's characters."""
    least, most = NGRAMS
    for length in range(least, most + 1):
        for start in range(len(text) - length + 1):
            yield text[start : start + length]


def arrays_of(words: Words, classifiers: Mapping[str, Classifier]) -> dict[str, Any]:
    """Words and classifiers as arrays, which reading cannot make run anything."""
    arrays: dict[str, Any] = {
        f"{name}/{field}": np.asarray(getattr(one, field))
        for name, one in classifiers.items()
        for field in _FIELDS
    }
    return arrays | dict(zip(_WORDS, (np.array(list(words.places)), words.rarity), strict=True))


def classifiers_of(stored: Mapping[str, Any]) -> tuple[Words, dict[str, Classifier]]:
    """Words and classifiers from the arrays of :func:`arrays_of`."""
    names = [key.removesuffix("/classes") for key in stored if key.endswith("/classes")]
    found = {}
    for name in names:
        classes, *arrays = (stored[f"{name}/{field}"] for field in _FIELDS)
        found[name] = Classifier(tuple(map(str, classes)), *arrays)
    places = {str(gram): place for place, gram in enumerate(stored[_WORDS[0]])}
    return Words(places, stored[_WORDS[1]]), found
