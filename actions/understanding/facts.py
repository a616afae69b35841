"""The facts that a message states about a person, by the cues that ``facts.yml`` gives each."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from actions.eligibility.model import Fact, FactValue
from actions.understanding.durations import Span, find_spans
from actions.understanding.speech import asks, pattern, polarity

_REACH = 6
_AFTER = re.compile(r"^.{0,2}(?:吗|嘛|么|没有\?|没\?|不\?)")
_VERB_NOT_VERB = re.compile(r"(.)[不没]\1")
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
        for span in spans:
            if start <= span.start < end:
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
        return days_of(spans[0], fact) if len(spans) == 1 else None
    if asks(text):
        return None
    chosen = _longest_choice(text, fact)
    if chosen is not None:
        return chosen
    if fact.type == "bool" and _EITHER_OR not in fact.question:
        said = polarity(text)
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


def _bool(breath: str, fact: Fact) -> bool | None:
    for key, value in (("no", False), ("yes", True)):
        match = _cue(fact.cues[key]).search(breath) if key in fact.cues else None
        if match and not _is_asked(breath, match.start(), match.end()):
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
    if _is_asked(breath, low, done.end() if done else about.end()):
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
    cleaned = pattern("not_no").sub("", _VERB_NOT_VERB.sub("", window))
    return bool(pattern("negation").search(cleaned)) or bool(re.search("[不没未无]", cleaned))


def _is_negated(breath: str, start: int) -> bool:
    return bool(pattern("negation").search(breath[max(start - 3, 0) : start]))


def _is_asked(breath: str, start: int, end: int) -> bool:
    """Whether the words between two positions are asked about, wished for or supposed."""
    before = breath[max(start - 3, 0) : end]
    if pattern("not_stated").search(before) or _VERB_NOT_VERB.search(before):
        return True
    return bool(_AFTER.match(breath[end:])) or bool(pattern("supposing").search(breath))


def _chosen(breath: str, fact: Fact) -> FactValue | None:
    if fact.type != "enum" or pattern("supposing").search(breath):
        return None
    if "about" in fact.cues and not _cue(fact.cues["about"]).search(breath):
        return None
    return _longest_choice(breath, fact, specific=True)


def _longest_choice(text: str, fact: Fact, specific: bool = False) -> FactValue | None:
    """The choice whose word is the longest in the text.

    Args:
        text: what was said.
        fact: the fact with its choices.
        specific: leave out the choice that says none of them.
    """
    best: tuple[int, FactValue] | None = None
    for choice in fact.choices:
        if specific and choice.value == "none":
            continue
        for word in (choice.title, *choice.words):
            at = text.find(word)
            if at >= 0 and not _is_negated(text, at) and (best is None or len(word) > best[0]):
                best = (len(word), choice.value)
    return best[1] if best else None


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
