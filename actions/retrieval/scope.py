"""Whether a question is one that documents answer, by what was learnt of others.

A clause that merely shares words with a question may be as near to it as one that answers.
Nearness to questions that clauses are known to answer tells more, and most of all beside nearness
to messages that no document answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from actions.retrieval.index import DocumentIndex, Scores
from luohu.policy import policy


@dataclass(frozen=True)
class Scope:
    """Tells questions that documents answer from messages that none does.

    Attributes:
        outside: vectors of messages that no document answers, one a row.
        weights: of what ``features`` gives.
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
        found = features(vector, index, known @ vector, self.outside @ vector)
        return float(1 / (1 + np.exp(-(found @ self.weights + self.bias))))


def read_scope(path: Path) -> Scope:
    """What was learnt."""
    with np.load(path) as stored:
        return Scope(stored["outside"], stored["weights"], float(stored["bias"]))


def features(vector: Scores, index: DocumentIndex, known: Scores, outside: Scores) -> Scores:
    """Nearness to the best clause, to the nearest known questions and to what is not ours."""
    few = policy().nearest
    clauses, _nearest = index.dense(vector)
    return np.array(
        [clauses.max(), *_near(known, few.known), *_near(outside, few.strange)],
        dtype=np.float32,
    )


def _near(likeness: Scores, count: int) -> tuple[float, float]:
    """The greatest value, and the mean of the ``count`` greatest; 0 where there are none."""
    if not len(likeness):
        return 0.0, 0.0
    greatest = np.sort(likeness)[-count:]
    return float(greatest[-1]), float(greatest.mean())
