"""A fact about a person in words, as people are shown it."""

from __future__ import annotations

from datetime import date

from actions.eligibility.model import Fact, FactValue
from actions.turns.wording import Wording
from actions.understanding.durations import months_before

_YEAR, _LONGEST = 12, 150 * 12


def tell_fact(fact: Fact, value: FactValue, day: date, wording: Wording) -> str:
    """A fact with its value, for example "租房备案：是"."""
    return wording.say("told.one", label=fact.label, value=tell_value(fact, value, day, wording))


def tell_value(fact: Fact, value: FactValue, day: date, wording: Wording) -> str:
    """A value of a fact in words.

    Args:
        fact: the fact.
        value: a value of its type; durations in days up to ``day``.
        day: the day up to which durations are counted.
        wording: the sentences to use.
    """
    title = next((choice.title for choice in fact.choices if choice.value == value), None)
    if title is not None:
        return title
    if fact.type == "bool":
        yes, no = wording.listed("told.yes_no")
        return str(yes if value else no)
    if fact.type == "duration":
        return tell_days(int(value), day, wording)
    return str(value)


def tell_days(days: int, day: date, wording: Wording) -> str:
    """A number of days up to ``day`` in years, months and days of the calendar."""
    months = min(days // 28, _LONGEST)
    while (day - months_before(day, months)).days > days:
        months -= 1
    rest = days - (day - months_before(day, months)).days
    years, months = divmod(months, _YEAR)
    parts = [
        wording.say(f"told.{name}", count=count)
        for name, count in (("years", years), ("months", months), ("days", rest))
        if count
    ]
    return "".join(parts) or wording.say("told.days", count=0)
