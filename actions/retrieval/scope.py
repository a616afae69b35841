"""Whether a question is one that documents answer, learnt from known questions and from others.

A clause that merely shares words with a question may be as near to it as one that answers.
Nearness to questions that clauses are known to answer tells more, and most of all beside nearness
to messages that no document answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from actions.retrieval.index import DocumentIndex, Scores
from luohu.encoder import Encoder

_FEW, _SOME = 3, 5


@dataclass(frozen=True)
class Scope:
    """Tells questions that documents answer from messages that none does.

    Attributes:
        outside: vectors of messages that no document answers, one a row.
        weights: of what ``_features`` gives.
        bias: added to the weighted sum.
    """

    outside: Scores
    weights: Scores
    bias: float

    def likelihood(self, vector: Scores, index: DocumentIndex, known: Scores) -> float:
        """How likely a document answers a question, 0 to 1.

        Args:
            vector: the question.
            index: the document's index.
            known: vectors of questions that documents are known to answer, one a row.
        """
        features = _features(vector, index, known @ vector, self.outside @ vector)
        return float(1 / (1 + np.exp(-(features @ self.weights + self.bias))))


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
            rows.append(_features(vector, index, near, strange @ vector))
    inside = len(rows)
    for place, vector in enumerate(strange):
        others = np.delete(strange @ vector, place)
        rows += [
            _features(vector, index, index.questions @ vector, others)
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


def read_scope(path: Path) -> Scope:
    """What was learnt.

    Raises:
        OSError, ValueError, KeyError: the file is missing or broken.
    """
    with np.load(path) as stored:
        return Scope(stored["outside"], stored["weights"], float(stored["bias"]))


def _features(vector: Scores, index: DocumentIndex, known: Scores, outside: Scores) -> Scores:
    """Nearness to the best clause, to the nearest known questions and to what is not ours."""
    clauses, _nearest = index.dense(vector)
    return np.array(
        [clauses.max(), *_near(known, _FEW), *_near(outside, _SOME)],
        dtype=np.float32,
    )


def _near(likeness: Scores, count: int) -> tuple[float, float]:
    """The greatest value, and the mean of the ``count`` greatest; 0 where there are none."""
    if not len(likeness):
        return 0.0, 0.0
    greatest = np.sort(likeness)[-count:]
    return float(greatest[-1]), float(greatest.mean())


def _queries(encoder: Encoder, texts: Sequence[str]) -> Scores:
    vectors = [encoder.encode_query(text) for text in texts]
    return np.stack(vectors) if vectors else np.empty((0, encoder.dimensions), dtype=np.float32)
