"""A fact about a person in words, as people are shown it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from actions.eligibility.model import Fact, FactValue
from actions.turns.wording import Wording
from luohu.clock import months_before

_YEAR, _LONGEST = 12, 150 * 12


@dataclass(frozen=True)
class Called:
    """What persons and place are called where ``facts.yml`` says 您, {host} and 当地."""

    applicant: str
    host: str
    companion: str
    place: str


def called_plainly(wording: Wording) -> Called:
    """The names where nothing is known of the persons, nor the place."""
    say = wording.say
    return Called(
        say("persons.speaker"), say("persons.host"), say("persons.companion"), say("here")
    )


def address(question: str, called: Called, wording: Wording) -> str:
    """A question of ``facts.yml`` put to the person, with everybody called by their name."""
    names = {
        wording.say("persons.speaker"): called.applicant,
        "{applicant}": called.applicant,
        "{host}": called.host,
        "{companion}": called.companion,
        wording.say("here"): called.place,
    }
    put = re.sub("|".join(map(re.escape, names)), lambda found: names[found[0]], question)
    # 您爸，平时… pauses after a name; to the person spoken to one does not: 您平时….
    you = wording.say("persons.speaker")
    return put.replace(f"{you}，", you, 1) if put.startswith(f"{you}，") else put


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
