"""How likely a document answers a question, and what the question is about if none does.

A question is compared with messages of many people in many manners of which is known whether a
document answers them. How somebody writes must not count, only what it is about: vectors are
spread so that messages about the same thing, whoever wrote them, lie as near as those of one
writer (within-class covariance normalisation). docs/decisions/0021-answerability.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from actions.retrieval.index import Scores
from luohu.policy import policy

ANSWER, SILENT, OTHER = range(3)
"""Labels of messages: a clause answers; of our field and not written; another office's business."""

Labels = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Spread:
    """Vectors seen by what is said, not by who says it.

    Attributes:
        centre: mean of the messages' vectors.
        spread: matrix that evens out how messages about the same thing differ.
    """

    centre: Scores
    spread: Scores

    def of(self, vectors: Scores) -> Scores:
        """Unit vectors in the spread space, one a row."""
        seen = (vectors - self.centre) @ self.spread
        length = np.linalg.norm(seen, axis=-1, keepdims=True)
        return np.asarray(seen / np.maximum(length, 1e-6), dtype=np.float32)


@dataclass(frozen=True)
class Messages:
    """Messages of which is known whether a document answers them.

    Attributes:
        vectors: in the spread space, one a row.
        labels: ``ANSWER``, ``SILENT`` or ``OTHER``.
        regions: code of the place whose document is meant.
        about: what each is about: a topic, a subject or a clause.
        counted: region -> which of them say anything of its document: what one document does not
            answer may be what another one does.
    """

    vectors: Scores
    labels: Labels
    regions: Labels
    about: tuple[str, ...]
    counted: Mapping[int, npt.NDArray[np.bool_]] = field(default_factory=dict)

    def of(self, region: int) -> npt.NDArray[np.bool_]:
        """Which of them say anything of the document of a region."""
        return self.counted.get(region, np.ones(len(self.labels), dtype=bool))


@dataclass(frozen=True)
class Asked:
    """Questions that somebody may ask: those known of a document, or idle ones.

    Attributes:
        plain: their vectors as the encoder makes them, one a row.
        seen: the same in the spread space.
    """

    plain: Scores
    seen: Scores

    def without(self, place: int) -> Asked:
        """All but one of them."""
        return Asked(np.delete(self.plain, place, 0), np.delete(self.seen, place, 0))


@dataclass(frozen=True)
class Answerability:
    """Tells questions that a document answers from those that none does.

    Attributes:
        view: how vectors are seen.
        messages: what a question is compared with.
        outside: short idle messages that no document answers.
        weights: of what ``features`` gives.
        bias: added to the weighted sum.
    """

    view: Spread
    messages: Messages
    outside: Asked
    weights: Scores
    bias: float

    def likelihood(self, vector: Scores, region: str, known: Asked, clauses: Scores) -> float:
        """How likely a document answers a question, 0 to 1.

        Args:
            vector: the question.
            region: code of the jurisdiction whose document is meant.
            known: questions that its document is known to answer.
            clauses: likeness of the question to each clause of the document.
        """
        question = Asked(vector, self.view.of(vector))
        near = nearness(question, known, self.outside, clauses)
        found = features(question, self.messages, int(region), near)
        likely = float(1 / (1 + np.exp(-(found @ self.weights + self.bias))))
        same = float(near.known.plain.max(initial=0.0))
        idle = float(near.outside.plain.max(initial=0.0))
        # A known question in other words is one, whatever lies around it.
        return max(likely, same) if same > idle and same >= policy().nearest.same else likely

    def topic(self, seen: Scores) -> tuple[str, float]:
        """What a question is about that no document answers, and its share of the nearest ones."""
        few = policy().nearest
        silent = np.flatnonzero(self.messages.labels != ANSWER)
        near = self.messages.vectors[silent] @ seen
        shares: dict[str, float] = defaultdict(float)
        order = np.argsort(-near)[: few.topic]
        weights = np.exp(few.sharpness * near[order])
        for place, weight in zip(silent[order], weights / weights.sum(), strict=True):
            shares[self.messages.about[place]] += float(weight)
        best = max(shares, key=lambda name: shares[name])
        return best, shares[best]


@dataclass(frozen=True)
class Nearness:
    """How near a question is to what is not a message.

    Attributes:
        known: likeness to the questions that a document is known to answer.
        outside: likeness to idle messages.
        clauses: likeness to each clause of the document.
    """

    known: Asked
    outside: Asked
    clauses: Scores


def nearness(question: Asked, known: Asked, outside: Asked, clauses: Scores) -> Nearness:
    """The likeness of one question to known questions and idle messages, both ways of seeing."""

    def to(others: Asked) -> Asked:
        return Asked(others.plain @ question.plain, others.seen @ question.seen)

    return Nearness(to(known), to(outside), clauses)


def features(question: Asked, messages: Messages, region: int, beside: Nearness) -> Scores:
    """How near a question is to messages of each label, to known questions and to clauses.

    Of a place of which no message is known, those that any document answers are taken.

    Args:
        question: the one question.
        messages: what it is compared with.
        region: code of the place.
        beside: how near it is to what is not a message.
    """
    few = policy().nearest
    counted = messages.of(region)
    near = np.where(counted, messages.vectors @ question.seen, -1.0)
    answered = messages.labels == ANSWER
    here = answered & (messages.regions == region)
    order = np.argsort(-near)[: few.voting]
    weights = np.exp(few.sharpness * near[order])
    votes = [float(weights[messages.labels[order] == label].sum()) for label in (ANSWER, OTHER)]
    return np.array(
        [
            *_near(near[here if here.any() else answered], few.of_place),
            *_near(near[answered], few.of_all),
            *_near(near[messages.labels == SILENT], few.of_all),
            *_near(near[messages.labels == OTHER], few.of_all),
            *(vote / float(weights.sum()) for vote in votes),
            *_near(beside.known.seen, few.known),
            *_near(beside.outside.seen, few.strange),
            *_near(beside.known.plain, few.known),
            *_near(beside.outside.plain, few.strange),
            float(beside.clauses.max()),
        ],
        dtype=np.float32,
    )


def read_answerability(path: Path) -> Answerability:
    """What was learnt."""
    with np.load(path) as stored:
        return Answerability(
            Spread(stored["centre"], stored["spread"]),
            Messages(
                stored["vectors"],
                stored["labels"],
                stored["regions"],
                tuple(str(one) for one in stored["about"]),
                dict(zip(map(int, stored["places"]), stored["counted"], strict=True)),
            ),
            Asked(stored["outside"], stored["outside_seen"]),
            stored["weights"],
            float(stored["bias"]),
        )


def _near(likeness: Scores, count: int) -> tuple[float, float]:
    """The greatest value, and the mean of the ``count`` greatest; 0 where there are none."""
    if not len(likeness):
        return 0.0, 0.0
    greatest = np.sort(likeness)[-count:]
    return float(greatest[-1]), float(greatest.mean())
