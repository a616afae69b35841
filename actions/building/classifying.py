"""Learning a classifier over encodings and n-grams."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from actions.building.encoding import encoded
from actions.understanding.classifying import ENCODING_WEIGHT, Classifier
from actions.understanding.pairing import Encode
from luohu.policy import policy


def features_of(
    texts: Sequence[str], weighed: sparse.csr_matrix, encode: Encode
) -> sparse.csr_matrix:
    """What classifiers weigh of texts: the vector of each, then its n-grams as ``weighed``."""
    vectors = sparse.csr_matrix(encoded(texts, encode) * ENCODING_WEIGHT)
    return sparse.hstack([vectors, weighed], format="csr")


def learn_classifier(
    features: sparse.csr_matrix, labels: Sequence[str], rounds: int, tolerance: float | None = None
) -> Classifier:
    """Tell labels apart by the features that these texts have at all.

    Args:
        features: of the texts, row by row.
        labels: the class of each.
        rounds: after which learning ends.
        tolerance: from which it ends before, or scikit-learn's.
    """
    used = np.unique(features.indices).astype(np.int32)
    ends = {} if tolerance is None else {"tol": tolerance}
    model = LogisticRegression(C=policy().learning.strength, max_iter=rounds, **ends)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(features[:, used], list(labels))
    weights = np.asarray(model.coef_, dtype=np.float32)
    biases = np.asarray(model.intercept_, dtype=np.float32)
    if len(model.classes_) == 2:
        weights = np.vstack([np.zeros_like(weights), weights])
        biases = np.concatenate([np.zeros_like(biases), biases])
    return Classifier(tuple(map(str, model.classes_)), used, weights, biases)
