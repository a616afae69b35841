"""The facts that a message states about a person, by the cues that ``facts.yml`` gives each."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from actions.eligibility.model import Fact, FactValue
from actions.understanding.asked import (
    deed_is_asked,
    length_is_asked,
    without_verb_not_verb,
    words_are_asked,
)
from actions.understanding.durations import Span, find_spans
from actions.understanding.speech import asks, pattern, polarity, supposes

_REACH = 6
_EITHER_OR = "还是"


@dataclass(frozen=True)
class Stated:
    """What a message states.

    Attributes:
        facts: fact name -> value; durations in days.
        loose: durations that no cue ties to a fact.
    """

    facts: Mapping[str, FactValue] = field(default_factory=dict)
    loose: tuple[Span, ...] = ()


def stated_facts(
    text: str, book: Mapping[str, Fact], day: date, preferred: Collection[str] = ()
) -> Stated:
    """Read the facts that ``text`` states; what it asks about or supposes is no fact.

    Args:
        text: a normalised message.
        book: all facts by name.
        day: the day up to which durations are counted.
        preferred: facts that the conversation is about; a duration that could belong to one of
            them and to another fact belongs to it.
    """
    facts: dict[str, FactValue] = {}
    loose: list[Span] = []
    spans = find_spans(text, day)
    for start, end in _breaths(text, spans):
        breath = text[start:end]
        for fact in book.values():
            value = _bool(breath, fact) if fact.type == "bool" else _chosen(breath, fact)
            if value is not None:
                facts[fact.name] = value
        for span in _told(breath, start, spans):
            owner = _owner(breath, (span.start - start, span.end - start), book, preferred)
            if owner:
                facts[owner.name] = days_of(span, owner)
            else:
                loose.append(span)
    return Stated(facts, tuple(loose))


def answer_to(fact: Fact, text: str, stated: Stated, day: date) -> FactValue | None:
    """The value that ``text`` gives to the fact just asked for, or None where it gives none."""
    if fact.name in stated.facts:
        return stated.facts[fact.name]
    if fact.type == "duration":
        spans = find_spans(text, day)
        told = [s for a, b in _breaths(text, spans) for s in _told(text[a:b], a, spans)]
        return days_of(told[0], fact) if len(told) == len(spans) == 1 else None
    word, chosen = _longest_choice(text, fact)
    # The words of a choice may look like a question (啥也不是, 几岁的孩子).
    if asks(text.replace(word, "", 1)):
        return None
    if chosen is not None:
        return chosen
    if fact.type == "bool" and _EITHER_OR not in fact.question:
        said = polarity(text, fact.question)
        return said == "yes" if said in ("yes", "no") else None
    return None


def days_of(span: Span, fact: Fact) -> int:
    """A duration in days, a vague one taken at its cautious end."""
    return span.most if fact.cautious == "long" else span.days


def _breaths(text: str, spans: list[Span]) -> list[tuple[int, int]]:
    """Stretches of speech, never cutting inside a duration."""
    inside = {o for span in spans for o in range(span.start, span.end)}
    breaths, start = [], 0
    for match in pattern("breath").finditer(text):
        if match.start() not in inside:
            breaths.append((start, match.start()))
            start = match.end()
    return [(a, b) for a, b in [*breaths, (start, len(text))] if b > a]


def _told(breath: str, offset: int, spans: list[Span]) -> list[Span]:
    """The durations that a breath, beginning at ``offset``, states."""
    return [
        span
        for span in spans
        if offset <= span.start < offset + len(breath)
        and not length_is_asked(breath, span.start - offset, span.end - offset)
    ]


def _bool(breath: str, fact: Fact) -> bool | None:
    for key, value in (("no", False), ("yes", True)):
        match = _cue(fact.cues[key]).search(breath) if key in fact.cues else None
        if match and not words_are_asked(breath, match.start(), match.end()):
            denied = value and _is_negated(breath, match.start())
            return None if denied and "about" in fact.cues else value != denied
    if "about" not in fact.cues or "done" not in fact.cues:
        return None
    about = _cue(fact.cues["about"]).search(breath)
    if not about:
        return None
    low, high = max(about.start() - _REACH, 0), min(about.end() + _REACH, len(breath))
    window = breath[low:high]
    done = _nearest(_cue(fact.cues["done"]), breath, low, high, about)
    negated = _negation(window)
    end = done.end() if done else about.end()
    if words_are_asked(breath, low, end) or deed_is_asked(breath, end):
        return None
    if negated:
        return False
    return True if done else None


def _nearest(
    cue: re.Pattern[str], breath: str, low: int, high: int, about: re.Match[str]
) -> re.Match[str] | None:
    found = [m for m in cue.finditer(breath, low, high) if m.end() > m.start()]
    apart = [m for m in found if m.end() <= about.start() or m.start() >= about.end()]
    return min(apart, key=lambda m: abs(m.start() - about.start()), default=None)


def _negation(window: str) -> bool:
    cleaned = pattern("not_no").sub("", without_verb_not_verb(window))
    return bool(pattern("negation").search(cleaned)) or bool(re.search("[不没未无]", cleaned))


def _is_negated(breath: str, start: int) -> bool:
    return bool(pattern("negation").search(breath[max(start - 3, 0) : start]))


def _chosen(breath: str, fact: Fact) -> FactValue | None:
    if fact.type != "enum" or supposes(breath):
        return None
    if "about" in fact.cues and not _cue(fact.cues["about"]).search(breath):
        return None
    return _longest_choice(breath, fact, specific=True)[1]


def _longest_choice(text: str, fact: Fact, specific: bool = False) -> tuple[str, FactValue | None]:
    """The longest word of a choice in the text and that choice, or an empty word and None.

    Args:
        text: what was said.
        fact: the fact with its choices.
        specific: leave out the choice that says none of them.
    """
    best: tuple[str, FactValue | None] = ("", None)
    for choice in fact.choices:
        if specific and choice.value == "none":
            continue
        for word in (choice.title, *choice.words):
            at = text.find(word)
            if at >= 0 and not _is_negated(text, at) and len(word) > len(best[0]):
                best = (word, choice.value)
    return best


def _owner(
    breath: str, span: tuple[int, int], book: Mapping[str, Fact], preferred: Collection[str]
) -> Fact | None:
    """The duration fact whose cue stands nearest to a duration."""
    start, end = span
    best: tuple[bool, int, Fact] | None = None
    for fact in book.values():
        if fact.type != "duration" or "about" not in fact.cues:
            continue
        for match in _cue(fact.cues["about"]).finditer(breath):
            gap = start - match.end() if match.end() <= start else match.start() - end
            rank = (fact.name not in preferred, gap)
            if gap >= 0 and (best is None or rank < best[:2]):
                best = (*rank, fact)
    return best[2] if best else None


@lru_cache(maxsize=512)
def _cue(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
