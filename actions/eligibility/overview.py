"""All pathways of a place at once: what each comes to, by what, and what would turn it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from actions.eligibility.changes import Change, fewest_changes
from actions.eligibility.evaluate import NO, YES, Facts, Truth, truth
from actions.eligibility.judge import ConditionState, best_of, condition_states, earliest_of
from actions.eligibility.model import Fact, Pathway, Reason

Standing = Literal["open", "nearly_open", "undetermined", "closed"]
Lacks = Literal["unmet"] | Reason

STANDINGS: tuple[Standing, ...] = ("open", "nearly_open", "undetermined", "closed")


@dataclass(frozen=True)
class Lack:
    """What keeps a pathway from being open.

    Attributes:
        fact: what it depends on, where it is one fact.
        text: the requirement, or what the document leaves open.
        quote: the words that state it, or that leave it open.
        ask: who can say, where the document leaves it open and names somebody.
    """

    fact: str | None
    text: str
    quote: str
    reason: Lacks
    ask: str | None = None


@dataclass(frozen=True)
class Way:
    """What one pathway comes to on what is known of a person.

    Attributes:
        folder: the document that opens it.
        missing: what keeps it from being open.
        flips: the fewest facts that would have to be otherwise for it to open; none where it is
            open, or where nothing that a person does opens it.
        earliest: the first day on which it opens where nothing but time is missing.
        quote: the words that decide.
    """

    pathway: Pathway
    folder: str
    standing: Standing
    missing: tuple[Lack, ...]
    flips: tuple[Change, ...]
    earliest: date | None
    quote: str


def overview(
    pathways: Mapping[str, tuple[str, Pathway]],
    facts_for: Callable[[Pathway], Facts],
    book: Mapping[str, Fact],
    day: date,
    nearly: int,
    rough: Collection[str] = (),
) -> tuple[Way, ...]:
    """What each of several pathways comes to, the best first.

    Args:
        pathways: id -> folder and pathway.
        facts_for: what is known of the person for a pathway; durations in days.
        book: all facts.
        day: the day of the verdicts.
        nearly: how many facts may have to be otherwise for a pathway to be nearly open; it is so
            only where no fewer conditions are met already.
        rough: durations that are not known to the day; no day is counted from them.
    """
    ways = [
        _way(folder, rules, facts_for(rules), book, day, nearly, rough)
        for folder, rules in pathways.values()
    ]
    return tuple(sorted(ways, key=_rank))


def flips_of(
    rules: Pathway, facts: Facts, book: Mapping[str, Fact], day: date
) -> tuple[Change, ...]:
    """The fewest changes that open a pathway; none where it is open or nothing opens it."""
    return fewest_changes(rules.requires, facts, book, day, best_of(rules)) or ()


def _way(
    folder: str,
    rules: Pathway,
    facts: Facts,
    book: Mapping[str, Fact],
    day: date,
    nearly: int,
    rough: Collection[str],
) -> Way:
    outcome = truth(rules.requires, facts, day)
    quote = rules.quotes[0]
    if outcome == YES:
        return Way(rules, folder, "open", (), (), None, quote)
    states = condition_states(rules, facts, day)
    missing = tuple(_lack(state) for state in states if state.state != "met")
    flips = flips_of(rules, facts, book, day)
    earliest = earliest_of(rules, facts, day, sure=True, rough=rough) if outcome == NO else None
    standing: Standing = "undetermined"
    if outcome == NO:
        met = sum(state.state == "met" for state in states)
        reachable = 0 < len(flips) <= min(nearly, met) and best_of(rules) is Truth.YES
        standing = "nearly_open" if reachable else "closed"
        unmet = tuple(one for one in missing if one.reason == "unmet")
        missing = unmet or missing
    decisive = flips[0].condition.quote if standing == "nearly_open" else None
    quote = decisive or (missing[0].quote if missing else quote)
    return Way(rules, folder, standing, missing, flips, earliest, quote)


def _lack(state: ConditionState) -> Lack:
    reason: Lacks = state.reason or "unmet"
    ask = state.opening.ask if state.opening else None
    return Lack(state.fact, state.text, state.quote, reason, ask)


def _rank(way: Way) -> tuple[int, int]:
    return STANDINGS.index(way.standing), len(way.flips)
