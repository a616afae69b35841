"""The one fact that is worth asking for next."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from actions.eligibility.evaluate import (
    Facts,
    Truth,
    least_days,
    leaves,
    truth,
    undecided_facts,
)
from actions.eligibility.model import Choice, Fact, FactValue, Tree
from actions.eligibility.search import Answers, Search

World = tuple[Tree, Facts]


def next_fact(
    tree: Tree,
    facts: Facts,
    unknown: Collection[str],
    book: Mapping[str, Fact],
    day: date,
) -> str | None:
    """The cheapest fact whose answer can still change the outcome.

    Args:
        tree: the conditions of a pathway.
        facts: what is known.
        unknown: facts the person said they do not know; they are not asked for again.
        book: all facts.
        day: the day of the verdict.

    Returns:
        Its name, or None where no answer can change anything any more.
    """
    answers = all_answers(tree, book, day)
    candidates = [
        name for name in dict.fromkeys(undecided_facts(tree, facts, day)) if name not in unknown
    ]
    known = {*facts, *unknown}
    search = Search({name: answers[name] for name in answers if name not in known}, day)
    rest = search.rest_of(tree, facts)
    for name in sorted(candidates, key=lambda name: book[name].cost):
        first, *others = dict.fromkeys(search.told(rest, name, one) for one in answers[name])
        if any(search.differ(first, other) for other in others):
            return name
    return None


def one_answer_away(
    tree: Tree, facts: Facts, book: Mapping[str, Fact], day: date, best: Truth = Truth.YES
) -> bool:
    """Whether one more answer alone could bring the tree to ``best``."""
    answers = all_answers(tree, book, day)
    return any(
        truth(tree, {**facts, name: answer}, day).least >= best
        for name in dict.fromkeys(undecided_facts(tree, facts, day))
        for answer in answers[name]
    )


def can_differ(worlds: Sequence[World], free: Answers, day: date) -> bool:
    """Whether some answers to the ``free`` facts give the worlds different verdicts.

    Args:
        worlds: conditions with the facts that they are judged on.
        free: the facts that can still be answered, with one answer for each way to decide.
        day: the day of the verdict.
    """
    search = Search(free, day)
    return search.differ(*(search.rest_of(tree, facts) for tree, facts in worlds))


def all_answers(tree: Tree, book: Mapping[str, Fact], day: date) -> dict[str, list[FactValue]]:
    """For each fact of a tree one answer for each way in which it can decide a condition."""
    names = dict.fromkeys(condition.fact for condition in leaves(tree))
    return {name: _answers(name, tree, book, day) for name in names}


def _answers(name: str, tree: Tree, book: Mapping[str, Fact], day: date) -> list[FactValue]:
    fact = book[name]
    if fact.type == "bool":
        return [True, False]
    if fact.type == "enum":
        return [choice.value for choice in offered(fact, tree)]
    reached = {least_days(test, day) for c in leaves(tree) if c.fact == name for test in c.tests}
    return sorted({0, *reached, *(max(days - 1, 0) for days in reached)})


def offered(fact: Fact, tree: Tree) -> list[Choice]:
    """The choices of a fact that the conditions of a tree tell apart, where it says so."""
    conditions = list(leaves(tree))
    asked = {condition.fact for condition in conditions}
    chosen = [one for one in fact.choices if not one.also or one.also.keys() & asked]
    if not fact.choices_named:
        return chosen
    tests = [test for c in conditions if c.fact == fact.name for test in c.tests]
    named = {v for t in tests for v in (t.value if isinstance(t.value, tuple) else (t.value,))}
    return [one for one in chosen if one.value in named or one is fact.choices[-1]]
