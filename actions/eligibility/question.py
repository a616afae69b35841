"""The one fact that is worth asking for next."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from actions.eligibility.evaluate import Facts, least_days, leaves, truth, undecided_facts
from actions.eligibility.model import Fact, FactValue, Tree

World = tuple[Tree, Facts]
Answers = Mapping[str, Sequence[FactValue]]


def next_fact(
    tree: Tree,
    facts: Facts,
    unknown: Collection[str],
    book: Mapping[str, Fact],
    day: date,
    capped: bool = False,
) -> str | None:
    """The cheapest fact whose answer can still change the outcome.

    Args:
        tree: the conditions of a pathway.
        facts: what is known.
        unknown: facts the person said they do not know; they are not asked for again.
        book: all facts.
        day: the day of the verdict.
        capped: whether meeting every condition still leaves the outcome undetermined.

    Returns:
        Its name, or None where no answer can change anything any more.
    """
    answers = all_answers(tree, book, day)
    undecided = dict.fromkeys(undecided_facts(tree, facts, day))
    candidates = [name for name in undecided if name not in unknown]
    for name in sorted(candidates, key=lambda name: book[name].cost):
        worlds = [(tree, {**facts, name: answer}) for answer in answers[name]]
        free = {other: answers[other] for other in candidates if other != name}
        if can_differ(worlds, free, day, capped):
            return name
    return None


def one_answer_away(tree: Tree, facts: Facts, book: Mapping[str, Fact], day: date) -> bool:
    """Whether one more answer alone could make the tree hold."""
    answers = all_answers(tree, book, day)
    return any(
        truth(tree, {**facts, name: answer}, day)
        for name in dict.fromkeys(undecided_facts(tree, facts, day))
        for answer in answers[name]
    )


def can_differ(worlds: Sequence[World], free: Answers, day: date, capped: bool = False) -> bool:
    """Whether some answers to the ``free`` facts give the worlds different outcomes.

    A search over the answers that stops wherever all worlds are decided, so that it is exact
    and yet short.

    Args:
        worlds: conditions with the facts that they are judged on.
        free: the facts that can still be answered, with one answer for each way to decide.
        day: the day of the verdict.
        capped: whether a tree that holds counts as undetermined.
    """
    outcomes = {truth(tree, facts, day) for tree, facts in worlds}
    if None not in outcomes:
        return len(outcomes) > 1
    undecided = (name for tree, facts in worlds for name in undecided_facts(tree, facts, day))
    name = next((name for name in undecided if name in free), None)
    if name is None:
        return len({value is False for value in outcomes} if capped else outcomes) > 1
    rest = {other: answers for other, answers in free.items() if other != name}
    return any(
        can_differ([(tree, {**facts, name: answer}) for tree, facts in worlds], rest, day, capped)
        for answer in free[name]
    )


def all_answers(tree: Tree, book: Mapping[str, Fact], day: date) -> dict[str, list[FactValue]]:
    """For each fact of a tree one answer for each way in which it can decide a condition."""
    names = dict.fromkeys(condition.fact for condition in leaves(tree))
    return {name: _answers(name, tree, book, day) for name in names}


def _answers(name: str, tree: Tree, book: Mapping[str, Fact], day: date) -> list[FactValue]:
    fact = book[name]
    if fact.type == "bool":
        return [True, False]
    if fact.type == "enum":
        return [choice.value for choice in fact.choices]
    reached = {least_days(c, day) for c in leaves(tree) if c.fact == name}
    return sorted({0, *reached, *(max(days - 1, 0) for days in reached)})
