"""What an operator writes of a caller, checked and put into the session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from actions.conversation.services import Services
from actions.conversation.session import Session
from actions.eligibility.given import GivenError, read_value
from actions.eligibility.model import Fact
from actions.library.facts import facts as facts_of_region
from actions.library.facts import titles
from actions.refused import RefusedError, listed, words
from actions.turns.telling import tell_value

JSON = dict[str, Any]


def changed(
    services: Services, session: Session, changes: Mapping[str, object], day: date
) -> Session:
    """The session with facts set, or cleared where the new value is None.

    Args:
        services: the facts there are.
        session: what is remembered.
        changes: value by name; a duration as days, as a length (``"2 years"``) or first day.
        day: the day up to which durations count.

    Raises:
        RefusedError: no such fact, or a value that it cannot have.
    """
    book = services.eligibility.facts
    facts, unknown = dict(session.facts), list(session.unknown)
    for name, value in changes.items():
        if name not in book:
            raise RefusedError("no_fact", given=name, allowed=_names(services, session))
        facts.pop(name, None)
        unknown = [one for one in unknown if one != name]
        if value is None:
            continue
        try:
            facts[name] = read_value(book[name], value, day)
        except GivenError as error:
            fact = book[name]
            raise RefusedError(
                "wrong_value", label=fact.label, given=value, allowed=_allowed(services, fact)
            ) from error
    return replace(session, facts=facts, unknown=tuple(unknown))


def shown(services: Services, session: Session, day: date) -> list[JSON]:
    """What is known of a person, and what the person does not know, as people are shown it."""
    book, wording = services.eligibility.facts, services.wording
    known = [
        {
            "name": name,
            "label": book[name].label,
            "value": value,
            "shown": tell_value(book[name], value, day, wording),
            "unknown": False,
        }
        for name, value in session.facts.items()
        if name in book
    ]
    unsure = wording.say("eligibility.unsure")
    return known + [
        {"name": name, "label": book[name].label, "value": None, "shown": unsure, "unknown": True}
        for name in session.unknown
        if name in book
    ]


def _names(services: Services, session: Session) -> str:
    """The facts that can be told: those of the region's pathways, or all of them."""
    region = session.region if session.region in services.regions else None
    if region is None:
        return listed(services.eligibility.facts)
    return listed(fact["name"] for fact in facts_of_region(services, region)["facts"])


def _allowed(services: Services, fact: Fact) -> str:
    if fact.type == "duration":
        return words().say("days")
    choices = titles(services, fact).items()
    if fact.type == "bool" and not fact.choices:
        return words().say("yes_no")
    return listed(
        words().say("choice", value=str(value).lower(), title=title) for value, title in choices
    )
