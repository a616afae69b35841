"""A simulated citizen: somebody who holds facts, tells them and answers what is asked."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import cn2an
import yaml

from actions.eligibility.given import read_value
from actions.eligibility.loader import load_facts
from evaluation.items import Citizen, EvaluationError, Split
from luohu.clock import today
from luohu.settings import settings

SAYINGS = Path(__file__).parent / "questions" / "sayings"
PATHWAY = "pathway"

_LENGTH = re.compile(r"(?:(\d+) years?)? ?(?:(\d+) months?)?")
_MOST_QUESTIONS = 15
# What an answer offers to whoever wants to know whether it holds for them.
_CHECK = "我符不符合"

Form = Literal["told", "answered", "since"]


@dataclass(frozen=True)
class Sayings:
    """How citizens put things: for each fact what is volunteered and what is answered.

    Attributes:
        facts: fact -> told, answered -> utterances by value, or templates for a duration.
        openings: pathway -> how one asks to be checked, with ``{place}``.
    """

    facts: Mapping[str, Mapping[str, Any]]
    openings: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=2)
def load_sayings(split: Split) -> Sayings:
    """Read the utterances of one split.

    Raises:
        EvaluationError: the file cannot be read.
    """
    path = SAYINGS / f"{split}.yml"
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Sayings(entries["facts"], entries["openings"])
    except (OSError, yaml.YAMLError, KeyError) as error:
        raise EvaluationError(f"{path} holds no sayings: {error!r}") from error


class Speaker:
    """One citizen in one conversation; the same seed says the same things."""

    def __init__(self, citizen: Citizen, place: str, split: Split, seed: str) -> None:
        """Take on the facts of a citizen who asks about ``place``."""
        self._citizen, self._place = citizen, place
        self._sayings = load_sayings(split)
        self._random = random.Random(seed)
        self._untold = [name for name, value in citizen.facts.items() if value is not None]
        self._random.shuffle(self._untold)
        self._tapped = False
        self.asked: list[str] = []

    def messages(self) -> Iterator[str]:
        """What is said unasked before any question is answered, message by message.

        In the manner ``once`` everything is told in the first message; ``shuffled`` tells half of
        it fact by fact; ``asked`` only opens.
        """
        opening, manner = self._opening(), self._citizen.manner
        if manner == "once":
            yield "，".join([opening, *(self._told(name) for name in self._untold)])
            return
        yield opening
        if manner == "shuffled":
            for name in self._untold[: len(self._untold) // 2]:
                yield self._told(name)

    def answer(self, turn: Mapping[str, Any]) -> str | None:
        """The answer to a turn's question; None where there is none, or too many were asked.

        Whoever has words of their own goes on, once, by what is offered: 我符不符合.
        """
        question = turn.get("question")
        if not question:
            return self._taps_once(turn)
        if len(self.asked) >= _MOST_QUESTIONS:
            return None
        name = question["fact"]
        self.asked.append(name)
        own = self._citizen.said
        if own:
            if name == PATHWAY:
                return own.way
            answers = own.answers.get(name, (own.unsure,))
            return answers[min(self.asked.count(name), len(answers)) - 1]
        if name == PATHWAY:
            return self._opening()
        if self._citizen.facts.get(name) is None:
            return "这个我不清楚"
        return self._said(name, "answered")

    def _taps_once(self, turn: Mapping[str, Any]) -> str | None:
        if self._tapped or not self._citizen.said:
            return None
        self._tapped = True
        wanted = (one["payload"] for one in turn.get("options") or () if one["title"] == _CHECK)
        return next(wanted, None)

    def _opening(self) -> str:
        if self._citizen.said:
            return self._citizen.said.opening
        opening = self._one(self._sayings.openings[self._citizen.pathway])
        return opening.replace("{place}", self._place)

    def _told(self, name: str) -> str:
        return self._said(name, "told")

    def _said(self, name: str, form: Form) -> str:
        value = self._citizen.facts[name]
        entry = self._sayings.facts[name]
        if isinstance(entry[form], dict):
            key = str(value).lower() if isinstance(value, bool) else str(value)
            return self._one(entry[form][key])
        length = length_in_words(value)
        if length:
            return self._one(entry[form]).replace("{length}", length)
        day = since(name, value)
        said = f"{day.year}年{day.month}月{day.day}日"
        return self._one(entry["since"]).replace("{date}", said)

    def _one(self, utterances: Any) -> str:  # noqa: ANN401 - a list of a YAML file
        return str(self._random.choice(utterances))


def length_in_words(value: object) -> str | None:
    """Whole years and months as they are spoken; None for a length that needs a date."""
    match = _LENGTH.fullmatch(str(value).strip())
    if not match or not any(match.groups()):
        return None
    years, months = (int(part or 0) for part in match.groups())
    parts = [f"{_spoken(years)}年" if years else "", f"{_spoken(months)}个月" if months else ""]
    return "零".join(part for part in parts if part)


def since(name: str, value: object) -> date:
    """The first day of a duration that is given like those of the scenarios."""
    book = load_facts(settings().corpus_dir)
    days = read_value(book[name], value, today())
    return date.fromordinal(today().toordinal() - int(days))


def _spoken(number: int) -> str:
    return "两" if number == 2 else str(cn2an.an2cn(number))
