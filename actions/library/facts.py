"""The facts that a region's pathways rest on, for forms."""

from __future__ import annotations

from typing import Any

from actions.conversation.services import Services
from actions.eligibility.evaluate import leaves
from actions.eligibility.model import Fact
from actions.library.regions import known_region
from actions.turns.telling import address, called_plainly

JSON = dict[str, Any]


def facts(services: Services, region: str) -> JSON:
    """The facts that the pathways of a region need, in the order in which they need them.

    Raises:
        RefusedError: no document is of that region.
    """
    opened = services.eligibility.pathways(known_region(services, region))
    names = dict.fromkeys(
        condition.fact for _f, rules in opened.values() for condition in leaves(rules.requires)
    )
    book = services.eligibility.facts
    return {"facts": [_fact(services, book[name]) for name in names]}


def _fact(services: Services, fact: Fact) -> JSON:
    return {
        "name": fact.name,
        "label": fact.label,
        "question": address(fact.question, called_plainly(services.wording), services.wording),
        "type": fact.type,
        "choices": [
            {"title": title, "value": value} for value, title in titles(services, fact).items()
        ],
    }


def titles(services: Services, fact: Fact) -> dict[Any, str]:
    """How each value of a fact is shown, as far as its values can be listed."""
    if fact.choices or fact.type != "bool":
        return {choice.value: choice.title for choice in fact.choices}
    yes, no = services.wording.listed("eligibility.yes_no")
    return {True: yes, False: no}
