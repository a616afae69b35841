"""Evaluation of conditions over three outcomes: refused, left open by the text, met.

The outcomes are ordered, so that ``all`` is the least and ``any`` the greatest of its parts, as in
Kleene's strong logic with "open" as the value between. What is not known of a person makes an
outcome a range.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from functools import lru_cache
from typing import Literal, NamedTuple

from actions.eligibility.model import Condition, FactValue, Group, Predicate, Reason, Tree
from luohu.clock import months_before

Facts = Mapping[str, FactValue]
Verdict = Literal["eligible", "undetermined", "ineligible"]


class Truth(IntEnum):
    """What the words of a document make of a person's facts."""

    NO = 0
    OPEN = 1
    YES = 2


class Outcome(NamedTuple):
    """The least and the best that can come of the facts that are not known yet."""

    least: Truth
    best: Truth

    @property
    def decided(self) -> bool:
        """Whether no further fact changes it."""
        return self.least is self.best


@dataclass(frozen=True)
class Finding:
    """A condition, or an open group of them, that a person must hear of.

    Attributes:
        outcome: of the condition; below a ``not`` turned round.
    """

    node: Condition | Tree
    outcome: Outcome

    @property
    def reason(self) -> Reason | None:
        """Why it is neither met nor unmet; None where it is one of these."""
        if not self.outcome.decided:
            return "fact_missing"
        if self.outcome.least is not Truth.OPEN or self.node.opening is None:
            return None
        return self.node.opening.reason


NO, OPEN, YES = (Outcome(truth, truth) for truth in Truth)
# A part that comes to this makes the whole group come to it.
_SETTLES: Mapping[Group, Outcome] = {"all": NO, "any": YES}


def verdict_of(outcome: Outcome) -> Verdict:
    """The verdict that an outcome stands for; what the text leaves open is undetermined."""
    if outcome == YES:
        return "eligible"
    return "ineligible" if outcome == NO else "undetermined"


def truth(node: Tree | Condition, facts: Facts, day: date) -> Outcome:
    """What a tree comes to on ``day``."""
    if isinstance(node, Condition):
        return holds(node, facts, day)
    outcomes = []
    for part in node.parts:
        outcome = truth(part, facts, day)
        if outcome == _SETTLES.get(node.group):
            return outcome
        outcomes.append(outcome)
    return joined(node.group, outcomes)


def joined(group: Group, outcomes: Sequence[Outcome]) -> Outcome:
    """What a group comes to whose parts come to ``outcomes``."""
    if group == "not":
        return _turned(outcomes[0])
    if group == "then":
        gate, rest = outcomes
        waits = not gate.decided
        return Outcome(Truth.NO, gate.best) if waits else joined("all", (gate, rest))
    if group == "open":
        return Outcome(*(min(end, Truth.OPEN) for end in outcomes[0])) if outcomes else OPEN
    pick, neutral = (min, Truth.YES) if group == "all" else (max, Truth.NO)
    return Outcome(
        pick((one.least for one in outcomes), default=neutral),
        pick((one.best for one in outcomes), default=neutral),
    )


def holds(condition: Condition, facts: Facts, day: date) -> Outcome:
    """What one condition comes to on ``day``."""
    fact = facts.get(condition.fact)
    everywhere = condition.opening is not None and condition.opens is None
    if fact is None:
        least = Truth.OPEN if everywhere else Truth.NO
        return Outcome(least, Truth.YES if condition.core else Truth.OPEN)
    if condition.core and passes(condition.core, fact, day):
        return YES
    if everywhere or (condition.opens and passes(condition.opens, fact, day)):
        return OPEN
    return NO


def passes(test: Predicate, fact: FactValue, day: date) -> bool:
    """Whether a known fact has the value that is asked for."""
    if test.comparison == "is":
        return fact == test.value
    if test.comparison == "in":
        return fact in test.value  # type: ignore[operator]
    reached = int(fact) >= least_days(test, day)
    return reached if test.comparison == "at_least" else not reached


def least_days(test: Predicate, day: date) -> int:
    """How many days up to ``day`` make up the duration of a test, by the calendar."""
    return days_in(int(test.value), day)  # type: ignore[arg-type]


def turns_on(condition: Condition, facts: Facts, day: date) -> date | None:
    """The day on which a duration that has begun is reached; None for other conditions."""
    test = condition.core
    if test is None or condition.fact not in facts:
        return None
    if test.comparison not in ("at_least", "less_than"):
        return None
    began = day - timedelta(days=int(facts[condition.fact]))
    later = months_before(began, -int(test.value))  # type: ignore[arg-type]
    while (later - began).days < least_days(test, later):
        later += timedelta(days=1)
    return later


def leaves(node: Tree | Condition) -> Iterator[Condition]:
    """The conditions of a tree, in the order in which the document states them."""
    if isinstance(node, Condition):
        yield node
        return
    for part in node.parts:
        yield from leaves(part)


def open_groups(node: Tree | Condition) -> Iterator[Tree]:
    """The groups of a tree that are open at best, from the outside in."""
    if isinstance(node, Condition):
        return
    if node.group == "open":
        yield node
    for part in node.parts:
        yield from open_groups(part)


def facts_of(node: Tree | Condition) -> frozenset[str]:
    """The facts on which a tree depends."""
    return node.facts if isinstance(node, Tree) else frozenset((node.fact,))


def undecided_facts(node: Tree | Condition, facts: Facts, day: date) -> Iterator[str]:
    """The facts, some more than once, that are not known and stand where they still count."""
    if truth(node, facts, day).decided:
        return
    if isinstance(node, Condition):
        yield node.fact
        return
    for part in _come_up(node, facts, day):
        yield from undecided_facts(part, facts, day)


def _come_up(node: Tree, facts: Facts, day: date) -> Sequence[Tree | Condition]:
    """The parts of a group that come up: the second of ``then`` only after the first."""
    if node.group != "then":
        return node.parts
    gate = truth(node.parts[0], facts, day)
    return node.parts if gate.decided and gate != NO else node.parts[:1]


def findings(
    node: Tree | Condition, facts: Facts, day: date, negated: bool = False
) -> Iterator[Finding]:
    """The conditions that a person must hear of, in the document's order.

    Of alternatives only the best that the facts allow are told: the one that is met; else what is
    open and what can still be met; else those of which most is met. Below a ``not`` a condition is
    met when it does not hold.
    """
    if isinstance(node, Condition):
        outcome = holds(node, facts, day)
        yield Finding(node, _turned(outcome) if negated else outcome)
        return
    if node.group == "not":
        yield from findings(node.parts[0], facts, day, not negated)
        return
    if node.group == "open":
        yield from _open_findings(node, facts, day, negated)
        return
    alternatives = (node.group == "any") is not negated
    parts = _told_of(node, facts, day, negated) if alternatives else _come_up(node, facts, day)
    for part in parts:
        yield from findings(part, facts, day, negated)


def _open_findings(node: Tree, facts: Facts, day: date, negated: bool) -> Iterator[Finding]:
    outcome = truth(node, facts, day)
    if outcome == OPEN:
        yield Finding(node, outcome)
        return
    for part in node.parts:
        yield from findings(part, facts, day, negated)


def _told_of(node: Tree, facts: Facts, day: date, negated: bool) -> list[Tree | Condition]:
    """The alternatives worth telling."""
    outcomes = [truth(part, facts, day) for part in node.parts]
    if negated:
        outcomes = [_turned(outcome) for outcome in outcomes]
    pairs = list(zip(node.parts, outcomes, strict=True))
    met = [part for part, outcome in pairs if outcome == YES]
    if met:
        return met[:1]
    hopeful = [part for part, outcome in pairs if outcome.best is not Truth.NO]
    if not hopeful:
        counts = [_met(part, facts, day, negated) for part in node.parts]
        return [part for part, n in zip(node.parts, counts, strict=True) if n == max(counts)]
    open_already = any(outcome.least is Truth.OPEN for outcome in outcomes)
    if not open_already:
        return hopeful
    return [p for p, o in pairs if o.least is Truth.OPEN or o.best is Truth.YES]


def _met(node: Tree | Condition, facts: Facts, day: date, negated: bool) -> int:
    return sum(finding.outcome == YES for finding in findings(node, facts, day, negated))


def _turned(outcome: Outcome) -> Outcome:
    return Outcome(Truth(2 - outcome.best), Truth(2 - outcome.least))


@lru_cache(maxsize=1024)
def days_in(months: int, day: date) -> int:
    """The days of so many months up to ``day``, by the calendar."""
    return (day - months_before(day, months)).days
