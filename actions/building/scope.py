"""Learning what is ours from known questions and from messages that no document answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from actions.retrieval.index import DocumentIndex, Scores
from actions.retrieval.scope import Scope, features
from luohu.encoder import Encoder


def learn_scope(
    documents: Sequence[tuple[DocumentIndex, Mapping[str, Sequence[str]]]],
    outside: Sequence[str],
    encoder: Encoder,
) -> Scope:
    """Learn from the questions known for each clause, and from messages that are not ours.

    Each of them is looked at as if it were new: without itself among those it is compared with.

    Args:
        documents: index and known questions (clause id -> questions) of each document, in the order
            in which the index was built from them.
        outside: messages that no document answers.

    Raises:
        ValueError: no question is known, or no message that is not ours.
    """
    if not outside or not any(asked for _index, asked in documents):
        raise ValueError(
            "what is ours is learnt from questions.yml of some document, and from the "
            "training messages of out_of_scope; one of both is missing"
        )
    strange = _queries(encoder, outside)
    rows: list[Scores] = []
    for index, asked in documents:
        for place, vector in enumerate(_queries(encoder, [q for qs in asked.values() for q in qs])):
            near = np.delete(index.questions @ vector, place)
            rows.append(features(vector, index, near, strange @ vector))
    inside = len(rows)
    for place, vector in enumerate(strange):
        others = np.delete(strange @ vector, place)
        rows += [
            features(vector, index, index.questions @ vector, others)
            for index, asked in documents
            if asked
        ]
    scaler = StandardScaler()
    scaled = scaler.fit_transform(np.stack(rows))
    labels = [number < inside for number in range(len(rows))]
    model = LogisticRegression(class_weight="balanced").fit(scaled, labels)
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - weights @ scaler.mean_)
    return Scope(strange, weights.astype(np.float32), bias)


def write_scope(path: Path, scope: Scope) -> None:
    """Store what was learnt beside the index."""
    np.savez(path, outside=scope.outside, weights=scope.weights, bias=scope.bias)


def _queries(encoder: Encoder, texts: Sequence[str]) -> Scores:
    vectors = [encoder.encode_query(text) for text in texts]
    return np.stack(vectors) if vectors else np.empty((0, encoder.dimensions), dtype=np.float32)
