"""The fewest facts that would have to be otherwise for a pathway to open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from actions.eligibility.evaluate import Facts, Outcome, Truth, holds, truth
from actions.eligibility.model import Condition, Fact, FactValue, Tree
from actions.eligibility.question import all_answers

Answers = Mapping[str, Sequence[FactValue]]


@dataclass(frozen=True)
class Change:
    """A fact that would have to have another value, or to have it where it is not known.

    Attributes:
        value: a value with which the condition is met; a duration in days.
        known: whether the fact is known, so that something has to be done about it.
    """

    condition: Condition
    value: FactValue
    known: bool

    @property
    def fact(self) -> str:
        """The fact that would have to be otherwise."""
        return self.condition.fact


def fewest_changes(
    tree: Tree, facts: Facts, book: Mapping[str, Fact], day: date, goal: Truth = Truth.YES
) -> tuple[Change, ...] | None:
    """The fewest facts that would bring a tree to ``goal`` or better.

    A known fact can only change where the rules say what a person can do about it, or where it is
    a duration that grows; one that is not known may turn out as it has to be.

    Returns:
        Nothing to change where it is reached already; None where nothing a person does reaches it.
    """
    found = _fewest(tree, facts, all_answers(tree, book, day), day, goal)
    if found is None:
        return None
    then = {**facts, **{one.fact: one.value for one in found}}
    return found if truth(tree, then, day).least >= goal else None


def _fewest(
    node: Tree | Condition, facts: Facts, answers: Answers, day: date, goal: Truth
) -> tuple[Change, ...] | None:
    if truth(node, facts, day).least >= goal:
        return ()
    if isinstance(node, Condition):
        return _of_condition(node, facts, answers, day, goal)
    if node.group == "any":
        ways = [_fewest(part, facts, answers, day, goal) for part in node.parts]
        return min((way for way in ways if way is not None), key=_effort, default=None)
    if node.group == "not":
        return _denied(node.parts[0], facts, answers, day, goal)
    if node.group == "open" and (goal is Truth.YES or not node.parts):
        return None if goal is Truth.YES else ()
    changes: tuple[Change, ...] = ()
    for part in node.parts:
        more = _fewest(part, facts, answers, day, goal)
        if more is None:
            return None
        changes += more
        facts = {**facts, **{one.fact: one.value for one in more}}
    return changes


def _of_condition(
    condition: Condition, facts: Facts, answers: Answers, day: date, goal: Truth
) -> tuple[Change, ...] | None:
    known = condition.fact in facts
    if known and not _can_be_met(condition, facts):
        return None
    for value in answers[condition.fact]:
        if holds(condition, {condition.fact: value}, day).least >= goal:
            return (Change(condition, value, known),)
    return None


def _can_be_met(condition: Condition, facts: Facts) -> bool:
    """Whether a person can do something about a condition, or only has to wait."""
    if condition.meet:
        return True
    test = condition.core
    return bool(test and test.comparison == "at_least" and int(facts[condition.fact]) > 0)


def _denied(
    node: Tree | Condition, facts: Facts, answers: Answers, day: date, goal: Truth
) -> tuple[Change, ...] | None:
    """What makes a condition that must not hold not hold; only what is not known can."""
    if not isinstance(node, Condition) or node.fact in facts:
        return None
    for value in answers[node.fact]:
        outcome = holds(node, {node.fact: value}, day)
        if Outcome(Truth(2 - outcome.best), Truth(2 - outcome.least)).least >= goal:
            return (Change(node, value, known=False),)
    return None


def _effort(changes: Sequence[Change]) -> tuple[int, int]:
    """Fewer is better, and of as many those of which more is not known to be lacking."""
    return len(changes), sum(one.known for one in changes)
