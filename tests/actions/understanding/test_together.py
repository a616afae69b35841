"""All facts are heard at once as each would be by itself."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from actions.understanding.classifying import Classifier
from actions.understanding.together import together

_FEATURES = 40


@pytest.fixture
def classifiers() -> dict[str, Classifier]:
    """Classifiers of two to four classes, each over a few features of its own."""
    random = np.random.default_rng(5)

    def one(classes: int) -> Classifier:
        features = np.sort(random.choice(_FEATURES - 1, 6, replace=False)).astype(np.int32)
        weights = random.normal(size=(classes, 6)).astype(np.float32)
        biases = random.normal(size=classes).astype(np.float32)
        return Classifier(tuple("abcd"[:classes]), features, weights, biases)

    return {f"fact {number}": one(2 + number % 3) for number in range(9)}


def test_each_fact_is_as_likely_as_by_itself(classifiers: dict[str, Classifier]) -> None:
    random = np.random.default_rng(6)
    joined = together(classifiers)
    texts = [random.normal(size=_FEATURES).astype(np.float32) for _ in range(3)]
    texts[1][random.choice(_FEATURES, 30, replace=False)] = 0
    for text, (name, alone) in product(texts, classifiers.items()):
        assert joined[name].shares(text) == pytest.approx(alone.shares(text), abs=1e-6)


def test_texts_asked_about_in_turn_do_not_mix(classifiers: dict[str, Classifier]) -> None:
    joined = together(classifiers)
    silent = np.zeros(_FEATURES, dtype=np.float32)
    loud = np.ones(_FEATURES, dtype=np.float32)
    for name, text in product(classifiers, (silent, loud)):
        assert joined[name].shares(text) == pytest.approx(classifiers[name].shares(text), abs=1e-6)


def test_nothing_learnt_is_nothing_heard() -> None:
    assert together({}) == {}
