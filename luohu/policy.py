"""Every number that decides, read from ``policy.yml`` beside this module."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, get_type_hints

import yaml

FILE = Path(__file__).with_suffix(".yml")


@dataclass(frozen=True)
class ActsPolicy:
    """Section ``acts``."""

    meant: float
    unlawful: float
    abuse: float
    unlawful_in_check: float
    small_talk_in_check: float
    no_answer_in_check: float


@dataclass(frozen=True)
class DangerPolicy:
    """Section ``danger``."""

    likely: float
    by_chance: float
    shortest: int
    longest: int
    whole: int
    step: int


@dataclass(frozen=True)
class NgramsPolicy:
    """Section ``ngrams``."""

    characters: tuple[int, ...]
    syllables: tuple[int, ...]


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
    beyond_doubt: float
    rival: float
    by_a_character: float
    by_a_sign: float
    named: float
    faintly_named: float


@dataclass(frozen=True)
class ScopePolicy:
    """Section ``scope``."""

    answerable: float
    foreign: float
    if_sure: float
    if_something_else: float
    says_yes: float
    sure_of_subject: float
    hardly_something_else: float
    something_else: float
    terse: int
    topic: float
    topic_surely: float
    topic_beside: float
    topic_by_character: float
    topic_by_words: float


@dataclass(frozen=True)
class SearchPolicy:
    """Section ``search``."""

    clear: float
    nearly: float
    beside: tuple[float, ...]
    near_top: int
    words_of_an_aim: int
    in_memory: int


@dataclass(frozen=True)
class SeveralPolicy:
    """Section ``several``."""

    most: int
    longest: int
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
    yes_or_no: int
    names_a_relative: int
    question: int
    echo: int
    no_before_deed: int
    around_a_cue: int
    beside_a_duration: int
    before_a_relative: int
    breaths: int
    durations: int


@dataclass(frozen=True)
class PatiencePolicy:
    """Section ``patience``."""

    asking: int
    meanwhile: int
    no_answer: int


@dataclass(frozen=True)
class CheckPolicy:
    """Section ``check``."""

    facts_beside_open_question: int
    alternatives: int
    bases_of_a_case: int
    nearly: int
    noted: int
    share_asked: float
    usual: int
    not_known: int
    clauses_shown: int


@dataclass(frozen=True)
class ListeningPolicy:
    """Section ``listening``."""

    is_answer: float
    read: float
    insisted: float
    breaths: int
    unasked: float
    unasked_margin: float
    same_length: float
    aside_length: float


@dataclass(frozen=True)
class EssencePolicy:
    """Section ``essence``."""

    story: int
    longest: int
    business: int
    asking: int
    wishing: int
    to_the_point: int


@dataclass(frozen=True)
class SpellingPolicy:
    """Section ``spelling``."""

    heard: float
    nearly: float
    scale: int
    often: int
    radical: int
    around: int
    most: int


@dataclass(frozen=True)
class LatinPolicy:
    """Section ``latin``."""

    shortest: int
    mostly: float


@dataclass(frozen=True)
class PlacesPolicy:
    """Section ``places``."""

    story: int
    sentence: int
    clause: int
    gap: int
    common: int
    rare: int
    long: int
    named: int
    frequency_of_city: int
    frequency_of_name: int
    frequency_of_hiding: int


@dataclass(frozen=True)
class NearestPolicy:
    """Section ``nearest``."""

    questions: int
    known: int
    strange: int
    same: float
    of_place: int
    of_all: int
    voting: tuple[int, ...]
    sharpness: float
    answering: int
    far: float
    close: float
    topic: int
    documents: int
    questions_of_others: int
    matter_by_words: float
    matter_sharpness: float


@dataclass(frozen=True)
class PassagesPolicy:
    """Section ``passages``."""

    long: int
    shortest_sentence: int


@dataclass(frozen=True)
class LearningPolicy:
    """Section ``learning``."""

    further_quote: float
    frequency: int
    names_said: int
    messages_of_an_act: int
    others: int
    strength: float
    danger_told: float
    texts_of_a_danger: int
    texts_of_a_word: int
    tolerance: float
    answerability: float
    not_asking: float
    parts: int
    shrinkage: float
    messages_of_a_matter: int
    likeness: float
    letters: int


@dataclass(frozen=True)
class WeightsPolicy:
    """Section ``weights``."""

    dense: float
    lexical: float
    subject: float
    asked: float
    told: float
    like_it: float
    unheard: float


@dataclass(frozen=True)
class PlainPolicy:
    """Section ``plain``."""

    ways: int
    words: float
    subject: float


@dataclass(frozen=True)
class Policy:
    """All sections; what each number means stands beside it in ``policy.yml``."""

    acts: ActsPolicy
    danger: DangerPolicy
    ngrams: NgramsPolicy
    subjects: SubjectsPolicy
    scope: ScopePolicy
    search: SearchPolicy
    several: SeveralPolicy
    lengths: LengthsPolicy
    patience: PatiencePolicy
    check: CheckPolicy
    listening: ListeningPolicy
    essence: EssencePolicy
    spelling: SpellingPolicy
    latin: LatinPolicy
    places: PlacesPolicy
    nearest: NearestPolicy
    passages: PassagesPolicy
    learning: LearningPolicy
    weights: WeightsPolicy
    plain: PlainPolicy


_SECTIONS: Mapping[str, Any] = get_type_hints(Policy)


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


_in_use: list[Policy] = []


def policy() -> Policy:
    """The policy of this installation, or the one that is being tried."""
    if not _in_use:
        _in_use.append(read_policy(yaml.safe_load(FILE.read_text(encoding="utf-8"))))
    return _in_use[-1]


@contextmanager
def trying(other: Policy) -> Iterator[None]:
    """Decide by another policy for a while, to see what it would change."""
    policy()
    _in_use.append(other)
    try:
        yield
    finally:
        _in_use.pop()


def numbers(of: Policy) -> Mapping[str, float | tuple[float, ...]]:
    """Every number by its name, ``section.number``."""
    return {
        f"{section}.{name}": value
        for section, entries in asdict(of).items()
        for name, value in entries.items()
    }


def with_number(of: Policy, name: str, value: float) -> Policy:
    """The policy with one number changed.

    Raises:
        KeyError: no number of that name.
    """
    section, _, number = name.partition(".")
    if name not in numbers(of):
        raise KeyError(name)
    return replace(of, **{section: replace(getattr(of, section), **{number: value})})
