"""Reading an answer to the question that was asked, learnt from answers in many manners.

Each question has a classifier over the answer's encoding and its n-grams, those behind a denial
marked as denied (不在村里,在城里). ``actions.building.answering`` learns from ``data/answers``;
docs/decisions/0026-answers-learnt.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from actions.eligibility.model import Fact, FactValue
from actions.understanding.breaths import bare_breaths
from actions.understanding.classifying import (
    Classifier,
    Floats,
    Words,
    arrays_of,
    classifiers_of,
    grams,
)
from actions.understanding.speech import pattern
from luohu.policy import policy

ANY_QUESTION = "~"
"""Stands for a yes-or-no question of which nothing was learnt: no means no whatever was asked."""
KIND = "?"
"""Stands for the question what a message under a question is."""
ANSWER, ASKED_BACK, ELSEWHERE = "answer", "asked back", "elsewhere"
"""It answers; it asks about the question itself; it asks for or wishes something else."""
IS_UNSURE = "??"
"""Stands for the question whether an answer says that somebody does not know."""
NO_VALUE = "-"
"""Stands for what answers something else, beside the values of a question."""
_DENIED = "!"


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
    questions: Mapping[str, Classifier]

    def features(self, text: str, encoding: Floats) -> Floats:
        """What the questions weigh of a normalised answer and its vector."""
        return self.words.features(encoding, answer_grams(text))

    def read(self, features: Floats, fact: Fact) -> Read | None:
        """The likeliest value of a fact in an answer of these features to its question.

        Returns:
            None for a fact with choices of which nothing was learnt.
        """
        question = self.questions.get(fact.name)
        if question is None and fact.type == "bool" and not fact.choices:
            question = self.questions.get(ANY_QUESTION)
        if question is None:
            return None
        shares = question.shares(features)
        elsewhere = shares.pop(NO_VALUE, 0.0)
        best = max(shares, key=lambda value: shares[value])
        values = {str(value): value for value in values_of(fact).values()}
        answers = 1 - elsewhere >= policy().listening.is_answer
        return Read(values[best], shares[best] / (1 - elsewhere) if answers else shares[best])

    def yes_or_no(self, features: Floats) -> dict[str, float]:
        """How likely a text says yes, and no, to whatever was asked; empty where not learnt."""
        question = self.questions.get(ANY_QUESTION)
        return question.shares(features) if question else {}

    def kind(self, features: Floats) -> str:
        """What a message under a question is: ``ANSWER``, ``ASKED_BACK`` or ``ELSEWHERE``.

        ``ELSEWHERE`` where that was not learnt.
        """
        question = self.questions.get(KIND)
        shares = question.shares(features) if question else {ELSEWHERE: 1.0}
        return max(shares, key=lambda kind: shares[kind])

    def is_unsure(self, features: Floats) -> float:
        """How likely an answer says that somebody does not know, 0 to 1; 0 where not learnt."""
        question = self.questions.get(IS_UNSURE)
        return question.shares(features).get(str(True), 0.0) if question else 0.0


def answer_grams(text: str) -> Iterator[str]:
    """The n-grams of a normalised answer, and those of what it denies, marked as denied."""
    yield from grams(text)
    denial = pattern("denial_begins")
    for breath in bare_breaths(text):
        denied = denial.search(breath)
        if denied:
            yield from (f"{_DENIED}{gram}" for gram in grams(breath[denied.start() :]))


def values_of(fact: Fact) -> dict[str, FactValue]:
    """The values of a fact by the key that files use for them; none for a duration."""
    if fact.type == "bool":
        return {"true": True, "false": False}
    return {str(choice.value): choice.value for choice in fact.choices}


def write_answers(path: Path, learnt: Answers) -> None:
    """Keep what was learnt."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, **arrays_of(learnt.words, learnt.questions))


def read_answers(path: Path) -> Answers:
    """What was learnt."""
    with np.load(path) as stored:
        return Answers(*classifiers_of(stored))
