"""Learning how a question, its choices and an answer belong together, from many questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from actions.building.sayings import Saying
from actions.eligibility.model import Fact, FactValue
from actions.understanding.pairing import Encode, Pairing, features
from luohu.text import normalise

ANSWERS_FILE = Path("data", "answers", "questions.yml")


@dataclass(frozen=True)
class Answered:
    """An answer to a question.

    Attributes:
        choices: title of each choice; none where the question wants yes or no.
        value: the number of the choice meant, from 0, or the yes or no.
        manner: how it is said.
    """

    question: str
    choices: tuple[str, ...]
    text: str
    value: int
    manner: str = ""


def load_answers(path: Path) -> list[Answered]:
    """The answers to questions about anything.

    Raises:
        ValueError: the file cannot be read, or an answer names a choice that there is not.
    """
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise ValueError(f"{path} cannot be read: {error}") from error
    found = []
    for entry in entries:
        choices = tuple(entry.get("choices", ()))
        for manner, value, text in entry["answers"]:
            if choices and not 1 <= value <= len(choices):
                raise ValueError(f"{path}: {entry['ask']} has no choice {value}")
            number = value - 1 if choices else int(value)
            found.append(Answered(entry["ask"], choices, normalise(text), number, manner))
    return found


def answers_of(sayings: Sequence[Saying], book: Mapping[str, Fact]) -> list[Answered]:
    """The sayings of facts with choices, as answers to their questions.

    A word of a choice by itself is none: a new fact has no such words.
    """
    found = []
    for saying in sayings:
        fact = book[saying.fact]
        words = {normalise(word) for one in fact.choices for word in (one.title, *one.words)}
        numbers = numbers_of(fact, saying.value)
        if numbers and saying.text not in words and not fact.kinship:
            titles = tuple(choice.title for choice in fact.choices)
            found.append(Answered(fact.question, titles, saying.text, numbers[0]))
    return found


def numbers_of(fact: Fact, value: FactValue) -> list[int]:
    """The places of the choices that say a value."""
    return [number for number, one in enumerate(fact.choices) if one.value == value]


def learn_pairing(answers: Sequence[Answered], encode: Encode) -> Pairing:
    """The weights with which the choice meant comes before the others most surely."""
    chosen = [one for one in answers if one.choices]
    titles = {normalise(title) for one in chosen for title in one.choices}
    said = np.mean([encode(one.text) for one in chosen], axis=0)
    named = np.mean([encode(title) for title in sorted(titles)], axis=0)
    ahead = []
    for one in chosen:
        rows = features(one.text, one.choices, encode, said, named)
        others = [at for at in range(len(rows)) if at != one.value]
        ahead += [rows[one.value] - rows[at] for at in others]
    lessons = np.vstack([ahead, np.negative(ahead)])
    labels = np.repeat([1, 0], len(ahead))
    model = LogisticRegression(fit_intercept=False, max_iter=300).fit(lessons, labels)
    weights = np.asarray(model.coef_[0], dtype=np.float32)
    return Pairing(said.astype(np.float32), named.astype(np.float32), weights)
