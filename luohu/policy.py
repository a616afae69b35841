"""Every number that decides, read from ``policy.yml`` beside this module."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_suffix(".yml")


@dataclass(frozen=True)
class ActsPolicy:
    """Section ``acts``."""

    meant: float
    crisis: float
    crisis_in_words_of_despair: float
    unlawful: float
    abuse: float
    unlawful_in_check: float
    small_talk_in_check: float
    no_answer_in_check: float


@dataclass(frozen=True)
class SubjectsPolicy:
    """Section ``subjects``."""

    sure: float
    told: float
    heard: float
    mentioned: float
    taken_up: float
    pathway: float
    surely_meant: float
    by_a_character: float
    by_a_sign: float
    named: float
    faintly_named: float


@dataclass(frozen=True)
class ScopePolicy:
    """Section ``scope``."""

    sure_of_subject: float
    hardly_something_else: float
    something_else: float
    surely_something_else: float
    if_sure: float
    if_open: float
    if_something_else: float
    if_surely_something_else: float
    if_placeless: float
    terse: int


@dataclass(frozen=True)
class SearchPolicy:
    """Section ``search``."""

    clear: float
    nearly: float
    beside: tuple[float, ...]
    near_top: int


@dataclass(frozen=True)
class SeveralPolicy:
    """Section ``several``."""

    most: int
    longest: int
    likely_ours: float
    likely_ours_if_clear: float
    surely_not_ours: float
    says_enough: int
    near: float
    known_by: int


@dataclass(frozen=True)
class LengthsPolicy:
    """Section ``lengths``."""

    story: int
    leans_on_question: int
    also_so: int
    past_uncovered_place: int
    answer: int


@dataclass(frozen=True)
class PatiencePolicy:
    """Section ``patience``."""

    asking: int
    no_answer: int


@dataclass(frozen=True)
class CheckPolicy:
    """Section ``check``."""

    facts_beside_open_question: int


@dataclass(frozen=True)
class ListeningPolicy:
    """Section ``listening``."""

    clear: float
    something_else: float
    other_fact_clear: float
    margin: float
    contradicts: float
    unrelated: float
    surely: float
    unasked: float
    unasked_margin: float


@dataclass(frozen=True)
class WeightsPolicy:
    """Section ``weights``."""

    dense: float
    lexical: float
    subject: float
    asked: float


@dataclass(frozen=True)
class Policy:
    """All sections; what each number means stands beside it in ``policy.yml``."""

    acts: ActsPolicy
    subjects: SubjectsPolicy
    scope: ScopePolicy
    search: SearchPolicy
    several: SeveralPolicy
    lengths: LengthsPolicy
    patience: PatiencePolicy
    check: CheckPolicy
    listening: ListeningPolicy
    weights: WeightsPolicy


_SECTIONS: dict[str, Any] = {
    "acts": ActsPolicy,
    "subjects": SubjectsPolicy,
    "scope": ScopePolicy,
    "search": SearchPolicy,
    "several": SeveralPolicy,
    "lengths": LengthsPolicy,
    "patience": PatiencePolicy,
    "check": CheckPolicy,
    "listening": ListeningPolicy,
    "weights": WeightsPolicy,
}


def read_policy(entries: dict[str, dict[str, Any]]) -> Policy:
    """The policy of an already parsed file.

    Raises:
        ValueError: a number is missing, or one is named that nothing reads.
    """
    if entries.keys() != _SECTIONS.keys():
        raise ValueError(f"{FILE.name}: sections {sorted(entries.keys() ^ _SECTIONS.keys())}")
    read = {}
    for name, section in _SECTIONS.items():
        given, known = entries[name], {field.name for field in fields(section)}
        if given.keys() != known:
            raise ValueError(f"{FILE.name}, {name}: {sorted(given.keys() ^ known)}")
        read[name] = section(
            **{k: tuple(v) if isinstance(v, list) else v for k, v in given.items()}
        )
    return Policy(**read)


@lru_cache(maxsize=1)
def policy() -> Policy:
    """The policy of this installation."""
    return read_policy(yaml.safe_load(FILE.read_text(encoding="utf-8")))
