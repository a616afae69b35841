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
from actions.understanding.listening import Heard, Listener
from actions.understanding.speech import asks, pattern, polarity, supposes

_REACH = 6
_ASKING_END = re.compile(r"(?<=[^也都还从并才就偏我他她])不\??$")
# How sure the listener must be of a fact that is told unasked.
_UNASKED, _MARGIN = 0.8, 0.02


@dataclass(frozen=True)
class Stated:
    """What a message states.

    Attributes:
        facts: fact name -> value; durations in days.
        loose: durations that no cue ties to a fact.
        heard: the facts that only the listener gave.
    """

    facts: Mapping[str, FactValue] = field(default_factory=dict)
    loose: tuple[Span, ...] = ()
    heard: frozenset[str] = frozenset()


def stated_facts(
    text: str,
    book: Mapping[str, Fact],
    day: date,
    preferred: Collection[str] = (),
    listener: Listener | None = None,
) -> Stated:
    """Read the facts that ``text`` states; what it asks about or supposes is no fact.

    Args:
        text: a normalised message.
        book: all facts by name.
        day: the day up to which durations are counted.
        preferred: facts that the conversation is about; a duration that could belong to one of
            them and to another fact belongs to it.
        listener: hears the preferred facts also where no cue foresaw the words.
    """
    facts: dict[str, FactValue] = {}
    loose: list[Span] = []
    by_ear: set[str] = set()
    spans = find_spans(text, day)
    for start, end in breaths_of(text, spans):
        breath = text[start:end]
        heard = _heard(breath, book, preferred, listener)
        for fact in book.values():
            value = _bool(breath, fact) if fact.type == "bool" else _chosen(breath, fact)
            agreed = _agreed(value, heard.get(fact.name))
            if value is None and facts.get(fact.name, agreed) != agreed:
                # Two breaths that sound contrary; a cue is believed, an ear is not.
                if fact.name in by_ear:
                    del facts[fact.name]
            elif agreed is not None:
                facts[fact.name] = agreed
                by_ear = by_ear - {fact.name} if value is not None else by_ear | {fact.name}
        for span in told_spans(breath, start, spans):
            owner = _owner(breath, (span.start - start, span.end - start), book, preferred)
            if owner:
                facts[owner.name] = days_of(span, owner)
            else:
                loose.append(span)
    return Stated(facts, tuple(loose), frozenset(by_ear))


def _heard(
    breath: str, book: Mapping[str, Fact], names: Collection[str], listener: Listener | None
) -> Mapping[str, Heard]:
    """What the listener hears of some facts in a breath that tells something."""
    tells = not (asks(breath) or supposes(breath) or pattern("wants").search(breath))
    if listener is None or not names or not tells or polarity(breath) == "dont_know":
        return {}
    heard = listener.hear(breath, book.values())
    clearest = max((one.sureness for one in heard.values()), default=0.0)
    return {
        name: one
        for name, one in heard.items()
        if name in names
        and clearest - one.sureness < _MARGIN
        and longest_choice(breath, book[name])[1] in (None, one.value)
    }


def _agreed(cued: FactValue | None, heard: Heard | None) -> FactValue | None:
    """The value that cues and listener agree on, or the one that only one of them gives."""
    if heard is None or heard.value == cued:
        return cued
    sure = heard.sureness >= _UNASKED
    if cued is None:
        return heard.value if sure else None
    return None if sure else cued


def days_of(span: Span, fact: Fact) -> int:
    """A duration in days, a vague one taken at its cautious end."""
    return span.most if fact.cautious == "long" else span.days


def breaths_of(text: str, spans: list[Span]) -> list[tuple[int, int]]:
    """Stretches of speech, never cutting inside a duration."""
    inside = {o for span in spans for o in range(span.start, span.end)}
    breaths, start = [], 0
    for match in pattern("breath").finditer(text):
        if match.start() not in inside:
            breaths.append((start, match.start()))
            start = match.end()
    return [(a, b) for a, b in [*breaths, (start, len(text))] if b > a]


def told_spans(breath: str, offset: int, spans: list[Span]) -> list[Span]:
    """The durations that a breath, beginning at ``offset``, states."""
    return [
        span
        for span in spans
        if offset <= span.start < offset + len(breath)
        and not length_is_asked(breath, span.start - offset, span.end - offset)
    ]


def _bool(breath: str, fact: Fact) -> bool | None:
    # 能落户不 ends with a particle that asks, and denies nothing.
    breath = _ASKING_END.sub("", breath)
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
    return longest_choice(breath, fact, specific=True)[1]


def longest_choice(text: str, fact: Fact, specific: bool = False) -> tuple[str, FactValue | None]:
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
            if at < 0 or len(word) <= len(best[0]):
                continue
            if not _is_negated(text, at):
                best = (word, choice.value)
            elif fact.type == "bool" and best[1] is None:
                best = ("", not choice.value)
    return best


def _owner(
    breath: str, span: tuple[int, int], book: Mapping[str, Fact], preferred: Collection[str]
) -> Fact | None:
    """The duration fact whose cue stands nearest to a duration.

    A vague cue (干了三年) tells of a fact only where the conversation is about it.
    """
    start, end = span
    best: tuple[bool, int, Fact] | None = None
    for fact in book.values():
        keys = ("about", "vague") if fact.name in preferred else ("about",)
        cues = [fact.cues[key] for key in keys if key in fact.cues]
        if fact.type != "duration" or not cues:
            continue
        for match in _cue("|".join(cues)).finditer(breath):
            gap = start - match.end() if match.end() <= start else match.start() - end
            rank = (fact.name not in preferred, gap)
            if gap >= 0 and (best is None or rank < best[:2]):
                best = (*rank, fact)
    return best[2] if best else None


@lru_cache(maxsize=512)
def _cue(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
