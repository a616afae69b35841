"""Facts as people and files give them, checked and brought to the form that is judged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from actions.eligibility.model import Fact, FactValue
from luohu.clock import months_before

_LENGTH = re.compile(
    r"\s*(?=[+\-\d])(?:(?P<years>\d{1,3}) years?)?\s*(?:(?P<months>\d{1,4}) months?)?"
    r"\s*(?:(?P<days>[+-]?\s?\d{1,6}) days?)?\s*",
    re.ASCII,
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOST_DAYS = 150 * 366
_DURATION = (
    "days up to the day of the verdict as a whole number (730), a length such as "
    "'2 years', '1 year 6 months' or '2 years -1 day', or the first day as YYYY-MM-DD"
)


class GivenError(ValueError):
    """Facts that cannot be judged; the message says what, why and what is allowed."""


@dataclass(frozen=True)
class Given:
    """What is known of a person.

    Attributes:
        facts: by name; durations in days.
        unknown: facts the person does not know.
    """

    facts: Mapping[str, FactValue]
    unknown: tuple[str, ...] = ()


def read_given(entries: object, book: Mapping[str, Fact], day: date) -> Given:
    """Check facts by name; null says that the person does not know.

    Raises:
        GivenError: no such fact, or a value of the wrong type.
    """
    if not isinstance(entries, Mapping):
        raise GivenError(f"facts must be an object of fact names and values, not {_shown(entries)}")
    for name in entries:
        if name not in book:
            raise GivenError(no_such("fact", name, book))
    known = {name: value for name, value in entries.items() if value is not None}
    facts = {name: read_value(book[name], value, day) for name, value in known.items()}
    return Given(facts, tuple(name for name in entries if name not in known))


def read_value(fact: Fact, value: object, day: date) -> FactValue:
    """One value in the form that is judged.

    Raises:
        GivenError: the value does not fit the fact.
    """
    if fact.type == "bool" and isinstance(value, bool):
        return value
    if fact.type == "enum" and value in [choice.value for choice in fact.choices]:
        return str(value)
    if fact.type == "duration":
        days = _days(value, day)
        if days is not None:
            return days
    raise GivenError(
        f"fact {fact.name!r} cannot be {_shown(value)}; allowed: {_allowed(fact)}, "
        "or null where it is not known"
    )


def no_such(what: str, name: object, allowed: Mapping[str, object]) -> str:
    """The message for a name that does not exist, with the nearest ones or all of them."""
    near = get_close_matches(str(name), list(allowed), n=3)
    hint = f"did you mean {' or '.join(map(repr, near))}? " if near else ""
    return f"no {what} {_shown(name)}; {hint}allowed: {', '.join(allowed)}"


def _allowed(fact: Fact) -> str:
    if fact.type == "bool":
        return "true, false"
    if fact.type == "enum":
        return ", ".join(repr(choice.value) for choice in fact.choices)
    return _DURATION


def _days(value: object, day: date) -> int | None:
    """Days up to ``day`` that a number, a length or a first day stands for; None if none."""
    if isinstance(value, bool):
        return None
    days = value if isinstance(value, int) else _length(str(value), day)
    return days if days is not None and 0 <= days <= _MOST_DAYS else None


def _length(text: str, day: date) -> int | None:
    match = _LENGTH.fullmatch(text)
    try:
        if _DAY.fullmatch(text):
            return (day - date.fromisoformat(text)).days
        if not match:
            return None
        months = int(match["years"] or 0) * 12 + int(match["months"] or 0)
        whole = (day - months_before(day, months)).days
    except ValueError:
        return None
    return whole + int((match["days"] or "0").replace(" ", ""))


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
