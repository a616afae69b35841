"""Whether the one relative asked about is among those who may come along."""

from __future__ import annotations

from collections.abc import Iterator

from actions.conversation.decision import Along, Found
from actions.conversation.naming import pathways_called
from actions.conversation.situation import Situation
from actions.eligibility.evaluate import (
    OPEN,
    Finding,
    Truth,
    facts_of,
    findings,
    leaves,
    passes,
    truth,
)
from actions.eligibility.model import Condition, Tree
from actions.understanding.casting import fitting
from actions.understanding.kinship import relatives
from actions.understanding.speech import pattern
from luohu.policy import policy

ALONG = "accompany"


def along(situation: Situation) -> Found | None:
    """What the rules of coming along say of one relative; None where none or several are named."""
    named = relatives(situation.text, situation.services.kinship)
    if len(named) != 1 or ALONG not in situation.opened:
        return None
    folder, rules = situation.opened[ALONG]
    book, tree, day = situation.services.eligibility.facts, rules.requires, situation.day
    fact = next((book[name] for name in facts_of(tree) if book[name].kinship == "companion"), None)
    choices = fitting(fact, named[0].relation, named[0]) if fact else []
    if fact is None or not choices:
        return None
    by: dict[Truth, list[str]] = {one: [] for one in Truth}
    for choice in choices:
        by[truth(tree, {fact.name: choice.value}, day).best].append(choice.title)
    asks = [leaf for leaf in leaves(tree) if leaf.fact == fact.name]
    values = {choice.value for choice in choices}
    meant = [leaf for leaf in asks if leaf.core and any(passes(leaf.core, v, day) for v in values)]
    telling = meant if by[Truth.YES] else asks
    found = list(findings(tree, {fact.name: choices[0].value}, day)) if len(choices) == 1 else []
    relative = Along(
        named[0].words,
        tuple(by[Truth.YES]),
        tuple(by[Truth.OPEN]),
        tuple(by[Truth.NO]),
        tuple(leaf.text for leaf in telling),
        _left_open(asks, found),
        tuple(_still_to_hold(tree, fact.name)) if len(choices) == 1 else (),
    )
    quotes = [*(leaf.quote for leaf in telling), rules.quotes[0]]
    clauses = (situation.services.corpus.find_quote(folder, quote) for quote in quotes)
    unique = tuple({clause.id: clause for clause in clauses}.values())
    return Found("companions", unique, ALONG, ALONG, quotes[0], along=relative)


def asks_of_a_relative(situation: Situation) -> bool:
    """Whether a message asks of a relative and no more: it tells no case and names no other way."""
    opened, book = situation.opened, situation.services.eligibility.facts
    if set(pathways_called(situation.text, opened, situation.services.subjects)) - {ALONG}:
        return False
    if len(situation.text) > policy().lengths.also_so or pattern("wants").search(situation.text):
        return False
    told = (book[name] for name in situation.reading.stated.facts)
    return all(fact.holder == "companion" or fact.kinship for fact in told)


def _left_open(asks: list[Condition], found: list[Finding]) -> str:
    """What is left open of the relative, else of relatives."""
    openings = [one.node.opening for one in found if one.outcome == OPEN]
    openings += [leaf.opening for leaf in asks]
    return next((opening.text for opening in openings if opening), "")


def _still_to_hold(node: Tree | Condition, fact: str) -> Iterator[str]:
    """What must hold of everybody who comes along, whoever it is: no alternative is told."""
    if isinstance(node, Condition):
        if node.fact != fact:
            yield node.text
    elif node.group == "all":
        for part in node.parts:
            yield from _still_to_hold(part, fact)
