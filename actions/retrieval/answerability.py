"""How likely a document answers a question, and what the question is about if none does.

A question is compared with messages of many people in many manners of which is known whether a
document answers them. How somebody writes must not count, only what it is about: vectors are
spread so that messages about the same thing, whoever wrote them, lie as near as those of one
writer (within-class covariance normalisation). What its words say, whatever it is near to, counts
beside. docs/decisions/0021-answerability.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from actions.retrieval.index import Scores
from luohu.ngrams import Ngrams, Weighed
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
        answers: folder and id of the clause that answers each; empty where none does.
        asks: the subjects that each answered one asks about; none of the others.
        counted: region -> which of them say anything of its document: what one document does not
            answer may be what another one does.
    """

    vectors: Scores
    labels: Labels
    regions: Labels
    about: tuple[str, ...]
    answers: tuple[str, ...]
    asks: tuple[tuple[str, ...], ...]
    counted: Mapping[int, npt.NDArray[np.bool_]] = field(default_factory=dict)

    def answered(self, region: int | None = None) -> npt.NDArray[np.bool_]:
        """Which of them a document answers: that of a region, or any."""
        anywhere: npt.NDArray[np.bool_] = self.labels == ANSWER
        return anywhere if region is None else anywhere & (self.regions == region)

    @cached_property
    def topics(self) -> frozenset[str]:
        """What those are about that no document answers."""
        return frozenset(self.about) - frozenset(self.answers)

    @cached_property
    def clauses(self) -> Mapping[int, frozenset[str]]:
        """Region -> the clauses of its document that answer some of them."""
        return {
            region: frozenset(np.array(self.answers)[self.answered(region)])
            for region in map(int, np.unique(self.regions))
        }

    def of(self, region: int) -> npt.NDArray[np.bool_]:
        """Which of them say anything of the document of a region."""
        return self.counted.get(region, np.ones(len(self.labels), dtype=bool))


@dataclass(frozen=True)
class Words:
    """What the words of a message say about whether a document answers it.

    Attributes:
        ngrams: the known n-grams.
        weights: of each n-gram, a row: for any place, then for each of ``regions`` beside that.
        bias: added to the weighted sum.
        regions: codes of the places.
    """

    ngrams: Ngrams
    weights: Scores
    bias: float
    regions: tuple[int, ...]

    def told(self, said: Weighed) -> Scores:
        """The score of a text's n-grams for any place, then for each of ``regions``."""
        places, found = said
        scores = found @ self.weights[places]
        anywhere = scores[:1] + self.bias
        return np.concatenate([anywhere, anywhere + scores[1:]])

    def of(self, told: Scores, region: int) -> float:
        """What they say of a place; of one that is not known, what they say of any."""
        known = region in self.regions
        return float(told[1 + self.regions.index(region) if known else 0])


@dataclass(frozen=True)
class Matters:
    """What the words of a message say it is about, whatever it is near to.

    Attributes:
        names: topics that no document answers, and clauses, by folder and id, that answer messages.
        weights: of each n-gram of ``Words``, a row.
        biases: of each name.
    """

    names: tuple[str, ...]
    weights: npt.NDArray[np.float16]
    biases: Scores

    def scores(self, said: Weighed) -> Scores:
        """The score of each of ``names`` for a text's n-grams."""
        places, found = said
        return np.asarray(found @ self.weights[places].astype(np.float32) + self.biases)

    def shares(self, scores: Scores, among: Collection[str]) -> dict[str, float]:
        """How likely a text of these scores is about each of some of ``names``, 1 together."""
        places = [place for place, name in enumerate(self.names) if name in among]
        if not places:
            return {}
        likely = np.exp(policy().nearest.matter_sharpness * (scores[places] - scores[places].max()))
        likely /= likely.sum()
        return {
            self.names[place]: float(share) for place, share in zip(places, likely, strict=True)
        }


@dataclass(frozen=True)
class Asked:
    """Questions that somebody may ask: those known of a document, or idle ones.

    Attributes:
        plain: their vectors as the encoder makes them, one a row.
        seen: the same in the spread space.
    """

    plain: Scores
    seen: Scores

    def at(self, place: int) -> Asked:
        """One of them."""
        return Asked(self.plain[place], self.seen[place])

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
        words: what is said in which words.
        matters: what is spoken of in which words.
        weights: of what ``features`` gives.
        bias: added to the weighted sum.
    """

    view: Spread
    messages: Messages
    outside: Asked
    words: Words
    matters: Matters
    weights: Scores
    bias: float

    def compare(self, text: str, vector: Scores) -> Compared:
        """How near a question is to everything that is the same for all places."""
        question = Asked(vector, self.view.of(vector))
        said = self.words.ngrams.weigh(text)
        return Compared(
            question,
            self.messages.vectors @ question.seen,
            likeness(question, self.outside),
            self.words.told(said),
            self.matters.scores(said),
        )

    def likelihood(self, question: Compared, region: str, known: Asked, clauses: Scores) -> float:
        """How likely a document answers a question, 0 to 1.

        Args:
            question: the question.
            region: code of the jurisdiction whose document is meant.
            known: questions that its document is known to answer.
            clauses: likeness of the question to each clause of the document.
        """
        said = self.words.of(question.words, int(region))
        near = Nearness(likeness(question.asked, known), question.outside, clauses, said)
        found = features(question.messages, self.messages, int(region), near)
        likely = float(1 / (1 + np.exp(-(found @ self.weights + self.bias))))
        same = float(near.known.plain.max(initial=0.0))
        idle = float(near.outside.plain.max(initial=0.0))
        # A known question in other words is one, whatever lies around it.
        return max(likely, same) if same > idle and same >= policy().nearest.same else likely

    def answering(self, question: Compared, region: str) -> dict[str, float]:
        """The clauses that answer messages of a region like the question, with their shares.

        Like it are the nearest ones, and those in like words. The shares count less, the farther
        the nearest message is: nobody writes of some clauses.
        """
        few, answered = policy().nearest, self.messages.answered(int(region))
        nearest = float(question.messages[answered].max(initial=-1.0))
        heard = float(np.clip((nearest - few.far) / (few.close - few.far), 0, 1))
        near = _answering(self.messages, question.messages, int(region))
        here = self.messages.clauses.get(int(region), frozenset())
        shares = _beside(near, self.matters.shares(question.matters, here))
        return {clause: heard * share for clause, share in shares.items()}

    def subjects(self, question: Compared, region: str | None) -> dict[str, float]:
        """What the nearest answered messages ask about: subject -> share, 1 together.

        Those of the place count as much as those of all places together.
        """
        here, anywhere = self.messages.answered(int(region or 0)), self.messages.answered()
        shares: dict[str, float] = defaultdict(float)
        groups = [np.flatnonzero(chosen) for chosen in (here, anywhere) if chosen.any()]
        for chosen in groups:
            told = _nearest(chosen, question.messages, policy().nearest.answering)
            for place, weight in told.items():
                for name in self.messages.asks[place]:
                    shares[name] += weight / len(self.messages.asks[place]) / len(groups)
        return dict(shares)

    def topics(self, question: Compared) -> dict[str, float]:
        """What messages like it are about that no document answers: topic -> share, 1 together.

        Like it are the nearest ones, and those in like words.
        """
        said = self.matters.shares(question.matters, self.messages.topics)
        return _beside(_silent(self.messages, question.messages), said)


@dataclass(frozen=True)
class Compared:
    """How near one question is to what is the same for all places.

    Attributes:
        asked: the question.
        messages: likeness to each message.
        outside: likeness to idle messages, both ways of seeing.
        words: what its words say, of any place and of each.
        matters: what they say it is about: the score of each of ``Matters.names``.
    """

    asked: Asked
    messages: Scores
    outside: Asked
    words: Scores
    matters: Scores


@dataclass(frozen=True)
class Nearness:
    """How near a question is to what is not a message.

    Attributes:
        known: likeness to the questions that a document is known to answer.
        outside: likeness to idle messages.
        clauses: likeness to each clause of the document.
        words: what the words of the question say.
    """

    known: Asked
    outside: Asked
    clauses: Scores
    words: float


def likeness(question: Asked, others: Asked) -> Asked:
    """The likeness of one question to others, both ways of seeing."""
    return Asked(others.plain @ question.plain, others.seen @ question.seen)


def features(alike: Scores, messages: Messages, region: int, beside: Nearness) -> Scores:
    """How near a question is to messages of each label, to known questions and to clauses.

    Of a place of which no message is known, those that any document answers are taken.

    Args:
        alike: likeness of the question to each message.
        messages: what it is compared with.
        region: code of the place.
        beside: how near it is to what is not a message.
    """
    few = policy().nearest
    near = np.where(messages.of(region), alike, -1.0)
    answered, here = messages.answered(), messages.answered(region)
    return np.array(
        [
            *_near(near[here if here.any() else answered], few.of_place),
            *_near(near[answered], few.of_all),
            *_near(near[messages.labels == SILENT], few.of_all),
            *_near(near[messages.labels == OTHER], few.of_all),
            *(vote for count in few.voting for vote in _votes(messages, near, region, count)),
            *_near(beside.known.seen, few.known),
            *_near(beside.outside.seen, few.strange),
            *_near(beside.known.plain, few.known),
            *_near(beside.outside.plain, few.strange),
            float(beside.clauses.max()),
            beside.words,
            # Messages near a question agree on what it is about, or are near by chance.
            max(_silent(messages, alike).values(), default=0.0),
            max(_answering(messages, alike, region).values(), default=0.0),
        ],
        dtype=np.float32,
    )


def _votes(messages: Messages, near: Scores, region: int, count: int) -> Iterator[float]:
    """The labels of the nearest messages, anywhere and of the place; nearer ones count more."""
    order = _greatest(near, count)
    weights = np.exp(policy().nearest.sharpness * near[order])
    weights /= weights.sum()
    labels, here = messages.labels[order], messages.regions[order] == region
    for chosen in (
        labels == ANSWER,
        labels == OTHER,
        here & (labels == ANSWER),
        here & (labels == SILENT),
    ):
        yield float(weights[chosen].sum())


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
                tuple(str(one) for one in stored["answers"]),
                tuple(tuple(str(one).split()) for one in stored["asks"]),
                dict(zip(map(int, stored["places"]), stored["counted"], strict=True)),
            ),
            Asked(stored["outside"], stored["outside_seen"]),
            Words(
                Ngrams(stored["ngrams"], stored["rarity"]),
                stored["word_weights"],
                float(stored["word_bias"]),
                tuple(map(int, stored["word_places"])),
            ),
            Matters(
                tuple(map(str, stored["matters"])),
                stored["matter_weights"],
                stored["matter_biases"],
            ),
            stored["weights"],
            float(stored["bias"]),
        )


def _answering(messages: Messages, alike: Scores, region: int) -> dict[str, float]:
    here = np.flatnonzero(messages.answered(region))
    return _shares(messages.answers, here, alike, policy().nearest.answering)


def _silent(messages: Messages, alike: Scores) -> dict[str, float]:
    silent = np.flatnonzero(messages.labels != ANSWER)
    return _shares(messages.about, silent, alike, policy().nearest.topic)


def _beside(near: Mapping[str, float], said: Mapping[str, float]) -> dict[str, float]:
    """What the nearest messages say and what words say, weighed together."""
    by_words = policy().nearest.matter_by_words if said else 0.0
    return {
        name: (1 - by_words) * near.get(name, 0.0) + by_words * said.get(name, 0.0)
        for name in {**near, **said}
    }


def _shares(names: Sequence[str], chosen: Labels, alike: Scores, count: int) -> dict[str, float]:
    """What the nearest of the chosen messages say together: the nearer one is, the more it counts.

    Args:
        names: what each of all messages says.
        chosen: positions of the messages that may say it.
        alike: likeness of a question to each of all messages.
        count: how many of them say it.
    """
    shares: dict[str, float] = defaultdict(float)
    for place, share in _nearest(chosen, alike, count).items():
        shares[names[place]] += share
    return dict(shares)


def _nearest(chosen: Labels, alike: Scores, count: int) -> dict[int, float]:
    """Position of each of the nearest of the chosen messages -> its share, 1 together."""
    nearest = chosen[_greatest(alike[chosen], count)]
    weights = np.exp(policy().nearest.sharpness * alike[nearest])
    shares = weights / weights.sum()
    return {int(place): float(share) for place, share in zip(nearest, shares, strict=True)}


def _near(alike: Scores, count: int) -> tuple[float, float]:
    """The greatest value, and the mean of the ``count`` greatest; 0 where there are none."""
    if not len(alike):
        return 0.0, 0.0
    greatest = alike[_greatest(alike, count)]
    return float(greatest.max()), float(greatest.mean())


def _greatest(alike: Scores, count: int) -> Labels:
    """Where the greatest values are, in any order: there are thousands, and few are wanted."""
    if len(alike) <= count:
        return np.arange(len(alike))
    return np.argpartition(-alike, count)[:count]
