"""Asking the classifiers of all facts at once.

A message is heard for a hundred facts. Each would pick its own features out of thousands and weigh
them; here one product weighs the few that the message has for all facts together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from actions.understanding.classifying import Classifier, Floats


class _All:
    """All classifiers' weights as one matrix, feature by feature."""

    def __init__(self, classifiers: Iterable[Classifier]) -> None:
        many = list(classifiers)
        sizes = [len(one.classes) for one in many]
        self._sizes = np.array(sizes)
        self._begins = np.array([0, *accumulate(sizes[:-1])])
        self._biases = np.concatenate([one.biases for one in many])
        features = 1 + max(int(one.features.max(initial=0)) for one in many)
        self._weights = np.zeros((features, sum(sizes)), dtype=np.float32)
        for begin, one in zip(self._begins, many, strict=True):
            self._weights[one.features, begin : begin + len(one.classes)] = one.weights.T
        self._latest: tuple[Floats, list[list[float]]] | None = None

    def shares(self, features: Floats) -> list[list[float]]:
        """How likely a text of these features is of each class, for each classifier.

        Of the features asked about last the answer is kept: they are asked about by all.
        """
        latest = self._latest
        if latest is None or latest[0] is not features:
            latest = self._latest = (features, self._new_shares(features))
        return latest[1]

    def _new_shares(self, features: Floats) -> list[list[float]]:
        said = np.flatnonzero(features[: len(self._weights)])
        scores = features[said] @ self._weights[said] + self._biases
        greatest = np.maximum.reduceat(scores, self._begins)
        likely = np.exp(scores - np.repeat(greatest, self._sizes))
        likely /= np.repeat(np.add.reduceat(likely, self._begins), self._sizes)
        shares: list[float] = likely.tolist()
        ends = self._begins + self._sizes
        return [shares[begin:end] for begin, end in zip(self._begins, ends, strict=True)]


@dataclass(frozen=True)
class _OneOfAll(Classifier):
    """A classifier whose weights are weighed with all others'."""

    everything: _All
    place: int

    def shares(self, features: Floats) -> dict[str, float]:
        """How likely a text of these features is of each class; together 1."""
        shares = self.everything.shares(features)[self.place]
        return dict(zip(self.classes, shares, strict=True))


def together(classifiers: Mapping[str, Classifier]) -> dict[str, Classifier]:
    """The same classifiers, which weigh the same features in one product."""
    if not classifiers:
        return {}
    everything = _All(classifiers.values())
    return {
        name: _OneOfAll(one.classes, one.features, one.weights, one.biases, everything, place)
        for place, (name, one) in enumerate(classifiers.items())
    }
