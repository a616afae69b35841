"""Reading an answer to the question that was asked, learnt from answers in many manners.

Each question has a classifier over the answer's encoding and its n-grams, those behind a denial
marked as denied (不在村里,在城里). ``actions.building.answering`` learns from ``data/answers``;
docs/decisions/0026-answers-learnt.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from actions.eligibility.model import Fact, FactValue
from actions.understanding.breaths import bare_breaths
from actions.understanding.speech import pattern
from luohu.policy import policy

Floats = npt.NDArray[np.float32]

ENCODING_WEIGHT = 2.0
NGRAMS = (1, 3)
ANY_QUESTION = "~"
"""Stands for a yes-or-no question of which nothing was learnt: no means no whatever was asked."""
IS_ANSWER = "?"
"""Stands for the question whether a message answers any question at all."""
IS_UNSURE = "??"
"""Stands for the question whether an answer says that somebody does not know."""
NO_VALUE = "-"
"""Stands for what answers something else, beside the values of a question."""
_DENIED = "!"


@dataclass(frozen=True)
class Words:
    """The n-grams that were learnt of, as scikit-learn's TfidfVectorizer weighs them.

    Attributes:
        places: the place of each known n-gram among the weights.
        rarity: of each, by its place, the inverse document frequency.
    """

    places: Mapping[str, int]
    rarity: npt.NDArray[np.float64]

    def weigh(self, grams: Iterable[str]) -> Floats:
        """The weights of a text's n-grams, of length one; all zero where none is known."""
        counts = np.zeros(len(self.rarity))
        for gram in grams:
            if (place := self.places.get(gram)) is not None:
                counts[place] += 1
        said = np.flatnonzero(counts)
        weights = np.zeros(len(self.rarity), dtype=np.float32)
        weights[said] = (1 + np.log(counts[said])) * self.rarity[said]
        return np.asarray(weights / (np.linalg.norm(weights) or 1.0), dtype=np.float32)


@dataclass(frozen=True)
class Question:
    """What was learnt of one question.

    Attributes:
        values: what an answer may say.
        features: the features that tell them apart, by their places; all others tell nothing.
        weights: row by row of the values, over ``features``.
        biases: of each value.
    """

    values: tuple[str, ...]
    features: npt.NDArray[np.int32]
    weights: Floats
    biases: Floats


@dataclass(frozen=True)
class Read:
    """What an answer says.

    Attributes:
        likelihood: of this value among all that the question allows, 0 to 1; less where the text
            hardly answers the question.
    """

    value: FactValue
    likelihood: float


@dataclass(frozen=True)
class Answers:
    """What was learnt of all questions, and what turns an answer into their features."""

    words: Words
    questions: Mapping[str, Question]

    def read(self, text: str, encoding: Floats, fact: Fact) -> Read | None:
        """The likeliest value of a fact in a normalised answer to its question.

        Args:
            text: the answer.
            encoding: its vector.
            fact: what was asked for.

        Returns:
            None for a fact with choices of which nothing was learnt.
        """
        plain = fact.type == "bool" and not fact.choices
        question = self.questions.get(fact.name)
        if question is None and plain:
            question = self.questions.get(ANY_QUESTION)
        if question is None or not text:
            return None
        shares = self._shares(question, text, encoding)
        elsewhere = shares.pop(NO_VALUE, 0.0)
        best = max(shares, key=lambda value: shares[value])
        values = {str(value): value for value in _values(fact)}
        answers = 1 - elsewhere >= policy().listening.is_answer
        return Read(values[best], shares[best] / (1 - elsewhere) if answers else shares[best])

    def yes_or_no(self, text: str, encoding: Floats) -> dict[str, float]:
        """How likely a text says yes, and no, to whatever was asked; empty where not learnt."""
        question = self.questions.get(ANY_QUESTION)
        return self._shares(question, text, encoding) if question and text else {}

    def is_answer(self, text: str, encoding: Floats) -> float:
        """How likely a message answers a question, whichever, rather than asks or wishes, 0 to 1.

        0 where that was not learnt.
        """
        return self._whether(IS_ANSWER, text, encoding)

    def is_unsure(self, text: str, encoding: Floats) -> float:
        """How likely an answer says that somebody does not know, 0 to 1."""
        return self._whether(IS_UNSURE, text, encoding)

    def _whether(self, name: str, text: str, encoding: Floats) -> float:
        question = self.questions.get(name)
        shares = self._shares(question, text, encoding) if question and text else {}
        return shares.get(str(True), 0.0)

    def _shares(self, question: Question, text: str, encoding: Floats) -> dict[str, float]:
        weights = self.words.weigh(answer_grams(text))
        features = np.concatenate([encoding * ENCODING_WEIGHT, weights])
        scores = question.weights @ features[question.features] + question.biases
        shares = np.exp(scores - scores.max())
        return dict(zip(question.values, map(float, shares / shares.sum()), strict=True))


def answer_grams(text: str) -> Iterator[str]:
    """The n-grams of a normalised answer, and those of what it denies, marked as denied."""
    yield from grams(text)
    denial = pattern("denial_begins")
    for breath in bare_breaths(text):
        denied = denial.search(breath)
        if denied:
            yield from (f"{_DENIED}{gram}" for gram in grams(breath[denied.start() :]))


def grams(text: str) -> Iterator[str]:
    """The n-grams of a text's characters."""
    least, most = NGRAMS
    for length in range(least, most + 1):
        for start in range(len(text) - length + 1):
            yield text[start : start + length]


def _values(fact: Fact) -> Iterable[FactValue]:
    return (True, False) if fact.type == "bool" else (choice.value for choice in fact.choices)


def write_answers(path: Path, learnt: Answers) -> None:
    """Keep what was learnt: arrays alone, which reading cannot make run anything."""
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {
        f"{name}/{field}": np.asarray(array)
        for name, question in learnt.questions.items()
        for field, array in vars(question).items()
    }
    names = np.array(list(learnt.words.places))
    np.savez(path, grams=names, rarity=learnt.words.rarity, **arrays)


def read_answers(path: Path) -> Answers:
    """What was learnt."""
    with np.load(path) as stored:
        names = [key.removesuffix("/values") for key in stored.files if key.endswith("/values")]
        questions = {
            name: Question(
                tuple(map(str, stored[f"{name}/values"])),
                stored[f"{name}/features"],
                stored[f"{name}/weights"],
                stored[f"{name}/biases"],
            )
            for name in names
        }
        places = {str(gram): place for place, gram in enumerate(stored["grams"])}
        return Answers(Words(places, stored["rarity"]), questions)
