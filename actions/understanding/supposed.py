"""What a message supposes (要是房东不同意呢, 再租半年呢): facts for a copy, and time to pass."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from actions.eligibility.model import Fact, FactValue
from actions.understanding.durations import find_spans
from actions.understanding.facts import stated_facts
from actions.understanding.listening import Listener
from actions.understanding.speech import pattern, supposes


@dataclass(frozen=True)
class Supposed:
    """What is to be assumed on a copy of a person's facts.

    Attributes:
        facts: as if they had been stated; durations in days.
        days: how long is waited until then.
    """

    facts: Mapping[str, FactValue]
    days: int = 0


def supposed_facts(
    text: str,
    book: Mapping[str, Fact],
    day: date,
    preferred: Collection[str] = (),
    listener: Listener | None = None,
) -> Supposed | None:
    """Read what ``text`` supposes, or None where it supposes nothing about a person.

    Args:
        text: a normalised message.
        book: all facts by name.
        day: the day up to which durations are counted.
        preferred: facts that the conversation is about.
        listener: hears them also where no cue foresaw the words.
    """
    waits = pattern("time_to_pass").search(text)
    if waits and (supposes(text) or pattern("what_then").search(text)):
        days = _days_from(text[waits.end() :], day)
        if days:
            return Supposed({}, days)
    if not supposes(text):
        return None
    told = pattern("supposing").sub("", pattern("supposed_end").sub("", from_supposing(text)))
    facts = stated_facts(told, book, day, preferred, listener).facts
    return Supposed(facts) if facts else None


def aged(
    facts: Mapping[str, FactValue], book: Mapping[str, Fact], days: int
) -> dict[str, FactValue]:
    """The facts after ``days`` more days: what has begun to last lasts on."""
    return {
        name: int(value) + days if book[name].type == "duration" else value
        for name, value in facts.items()
    }


def from_supposing(text: str) -> str:
    """The text from the breath in which it begins to suppose; what goes before is told."""
    begins = pattern("supposing").search(text)
    at = begins.start() if begins else 0
    ends = [breath.end() for breath in pattern("breath").finditer(text, 0, at)]
    return text[ends[-1] :] if ends else text


def _days_from(text: str, day: date) -> int:
    """The days from ``day`` on that a length at the beginning of ``text`` means; 0 if none."""
    later = day
    # Months are counted backwards from a day; the day sought is the one from which they reach.
    for _ in range(3):
        span = next((one for one in find_spans(text, later) if one.start == 0), None)
        if span is None:
            return 0
        later = day + timedelta(days=span.days)
    return (later - day).days
