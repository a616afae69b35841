"""Three-valued evaluation of conditions (Kleene's strong logic)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

from actions.eligibility.model import Condition, FactValue, Tree
from actions.understanding.durations import months_before

Facts = Mapping[str, FactValue]


def truth(node: Tree | Condition, facts: Facts, day: date) -> bool | None:
    """Whether a tree holds: True, False, or None where the facts do not decide it."""
    if isinstance(node, Condition):
        return holds(node, facts, day)
    if node.group == "not":
        return _turned(truth(node.parts[0], facts, day))
    deciding = node.group == "any"
    outcome: bool | None = not deciding
    for part in node.parts:
        value = truth(part, facts, day)
        if value is deciding:
            return deciding
        if value is None:
            outcome = None
    return outcome


def holds(condition: Condition, facts: Facts, day: date) -> bool | None:
    """Whether one condition holds on ``day``; None where its fact is not known."""
    fact = facts.get(condition.fact)
    if fact is None:
        return None
    if condition.comparison == "is":
        return fact == condition.value
    if condition.comparison == "in":
        return fact in condition.value  # type: ignore[operator]
    reached = int(fact) >= least_days(condition, day)
    return reached if condition.comparison == "at_least" else not reached


def least_days(condition: Condition, day: date) -> int:
    """How many days up to ``day`` make up the duration of a condition, by the calendar."""
    return _days(int(condition.value), day)  # type: ignore[arg-type]


def turns_on(condition: Condition, facts: Facts, day: date) -> date | None:
    """The day on which a duration that has begun is reached; None for other conditions."""
    if condition.comparison not in ("at_least", "less_than") or condition.fact not in facts:
        return None
    began = day - timedelta(days=int(facts[condition.fact]))
    later = months_before(began, -int(condition.value))  # type: ignore[arg-type]
    while (later - began).days < least_days(condition, later):
        later += timedelta(days=1)
    return later


def leaves(node: Tree | Condition) -> Iterator[Condition]:
    """The conditions of a tree, in the order in which the document states them."""
    if isinstance(node, Condition):
        yield node
        return
    for part in node.parts:
        yield from leaves(part)


def facts_of(node: Tree | Condition) -> set[str]:
    """The facts on which a tree depends."""
    return {condition.fact for condition in leaves(node)}


def undecided_facts(node: Tree | Condition, facts: Facts, day: date) -> Iterator[str]:
    """The facts, some more than once, that are not known and stand where they still count."""
    if truth(node, facts, day) is not None:
        return
    if isinstance(node, Condition):
        yield node.fact
        return
    for part in node.parts:
        yield from undecided_facts(part, facts, day)


def deciding_leaves(
    node: Tree | Condition, facts: Facts, day: date, negated: bool = False
) -> Iterator[tuple[Condition, bool | None]]:
    """The conditions that a person must hear of, each with whether it is met.

    Where one of several alternatives is met the others do not matter. Below a ``not`` a
    condition is met when it does not hold.
    """
    if isinstance(node, Condition):
        value = holds(node, facts, day)
        yield node, _turned(value) if negated else value
        return
    if node.group == "not":
        yield from deciding_leaves(node.parts[0], facts, day, not negated)
        return
    wanted = not negated
    alternatives = (node.group == "any") is wanted
    met = [part for part in node.parts if truth(part, facts, day) is wanted]
    for part in met[:1] if alternatives and met else node.parts:
        yield from deciding_leaves(part, facts, day, negated)


def _turned(value: bool | None) -> bool | None:
    return None if value is None else not value


@lru_cache(maxsize=1024)
def _days(months: int, day: date) -> int:
    return (day - months_before(day, months)).days
