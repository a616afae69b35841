"""The classifier sees of a message what it learnt to see."""

from __future__ import annotations

import numpy as np
import pytest
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import coo_matrix

from bot.features import _rows_of, rows

RANDOM = np.random.default_rng(7)


def message(counted: int = 1) -> Message:
    """A message with counts of its n-grams and a vector, and with those of its words."""
    made = Message({TEXT: "我租房"})
    places = RANDOM.choice(50, 9, replace=False)
    counts = coo_matrix((RANDOM.integers(1, 4, 9), (np.zeros(9, int), places)), shape=(1, 50))
    words = coo_matrix(RANDOM.integers(0, 2, (3, 50)))
    made.add_features(Features(words, FEATURE_TYPE_SEQUENCE, TEXT, "counts"))
    for number in range(counted):
        made.add_features(Features(counts, FEATURE_TYPE_SENTENCE, TEXT, f"counts{number}"))
    vector = RANDOM.normal(size=(1, 6)).astype(np.float32)
    made.add_features(Features(vector, FEATURE_TYPE_SENTENCE, TEXT, "vector"))
    return made


@pytest.mark.parametrize("counted", [0, 1, 2])
@pytest.mark.parametrize("many", [1, 3])
def test_a_message_is_given_as_rasa_gives_it(counted: int, many: int) -> None:
    messages = [message(counted) for _ in range(many)]
    ours, theirs = rows(None, messages), _rows_of(None, messages)
    assert ours.shape == theirs.shape
    assert np.array_equal(ours.toarray(), theirs.toarray())


def test_the_classifier_is_given_it() -> None:
    import bot.patches  # noqa: F401

    assert LogisticRegressionClassifier._create_X is rows
