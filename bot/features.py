"""What the classifier of intents is given of a message: one sparse row."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix

_rows_of = LogisticRegressionClassifier._create_X


def rows(classifier: LogisticRegressionClassifier, messages: list[Message]) -> csr_matrix:
    """The features of messages, one a row.

    Rasa copies the features of the message and of each of its words, and joins them by way of three
    other matrices. One row is its counts and then its vector.
    """
    if len(messages) != 1:
        return _rows_of(classifier, messages)
    counted, vectors = _of_sentence(messages[0], sparse=True), _of_sentence(messages[0], False)
    if len(counted) != 1 or len(vectors) != 1:
        return _rows_of(classifier, messages)
    counts, vector = counted[0].features.tocsr(), vectors[0].features[0]
    values = np.concatenate([counts.data, vector])
    places = np.concatenate([counts.indices, counts.shape[1] + np.arange(len(vector))])
    size = (1, counts.shape[1] + len(vector))
    return csr_matrix((values, places, [0, len(values)]), shape=size)


def _of_sentence(message: Message, sparse: bool) -> list[Features]:
    def fits(one: Any) -> bool:  # noqa: ANN401 - Rasa's features
        of_text = one.attribute == TEXT and one.type == FEATURE_TYPE_SENTENCE
        return bool(of_text and one.is_sparse() is sparse)

    return [one for one in message.features if fits(one)]
