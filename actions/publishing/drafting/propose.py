"""Pathways and conditions proposed from the clauses of a document, each with its quote.

Nothing here is sure: a proposal is what documents of the field mostly mean by such words. A person
confirms or strikes it; until then no verdict rests on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from actions.corpus import Clause, Document
from actions.eligibility.model import Condition, FactValue, Predicate, Values
from actions.publishing.drafting.examples import Examples, Shown
from actions.publishing.drafting.likeness import likeness, share_held
from actions.publishing.numerals import read_number
from luohu.text import compact

_PROVISION = "provision"
_MONTHS = 12


@dataclass(frozen=True)
class Proposed:
    """A condition, unconfirmed.

    Attributes:
        quote: the words of the document from which it is read.
        text: the requirement in the plain words of the document it is read after.
        sure: how like a known condition's words they are, 0 to 1.
    """

    fact: str
    test: Predicate
    text: str
    quote: str
    sure: float


@dataclass(frozen=True)
class ProposedPathway:
    """A pathway, unconfirmed.

    Attributes:
        clause: the id of the clause that opens it.
        quote: the sentence that does.
        sure: how like a known opening it is, 0 to 1.
    """

    id: str
    title: str
    clause: str
    quote: str
    conditions: tuple[Proposed, ...]
    materials: tuple[str, ...]
    sure: float


@lru_cache(maxsize=1)
def _terms() -> dict[str, Any]:
    terms: dict[str, Any] = yaml.safe_load(
        Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")
    )
    return terms


def propose(document: Document, examples: Examples) -> tuple[ProposedPathway, ...]:
    """What a document's rules may be, in the order of the document."""
    clauses = [clause for clause in document.clauses if clause.kind == _PROVISION]
    found = []
    for name in examples.pathways:
        opening = _opening(name, clauses, examples)
        if opening:
            found.append((clauses.index(opening[0]), _pathway(name, opening, clauses, examples)))
    return tuple(pathway for _, pathway in sorted(found, key=lambda entry: entry[0]))


def _opening(
    name: str, clauses: Sequence[Clause], examples: Examples
) -> tuple[Clause, str, float] | None:
    """The clause that opens a pathway, its sentence, and how sure that is."""
    terms = _terms()
    subject = examples.subjects[name]
    shown = examples.openings.get(name, ())
    best: tuple[Clause, str, float] | None = None
    for clause in clauses:
        named = _names(subject.terms, clause, examples.titles.get(name, subject.title))
        grants = bool(re.search(terms["grants"], clause.text))
        for sentence in _sentences(clause.quote):
            if subject.evidence and not re.search(
                subject.evidence, sentence + (clause.headings[-1] if clause.headings else "")
            ):
                continue
            score = max((likeness(compact(sentence), quote) for quote in shown), default=0.0)
            score += terms["named"] * named + terms["granted"] * grants
            if best is None or score > best[2]:
                best = (clause, sentence, score)
    return best if best and best[2] >= terms["opens"] else None


def _names(terms: Sequence[str], clause: Clause, title: str) -> float:
    """How much of a pathway's terms a clause and its last heading have, 0 to 1."""
    heading = clause.headings[-1] if clause.headings else ""
    if title.removesuffix("落户") in heading or any(term in heading for term in terms):
        return 1.0
    held = sum(term in clause.quote for term in terms)
    return min(held / float(_terms()["enough_terms"]), 1.0)


def _pathway(
    name: str, opening: tuple[Clause, str, float], clauses: Sequence[Clause], examples: Examples
) -> ProposedPathway:
    clause, sentence, sure = opening
    text = clause.quote
    return ProposedPathway(
        id=name,
        title=examples.titles.get(name, examples.subjects[name].title),
        clause=clause.id,
        quote=sentence,
        conditions=tuple(_conditions(name, text, examples)),
        materials=tuple(item for item in examples.materials if compact(item) in text),
        sure=min(sure, 1.0),
    )


def _conditions(name: str, text: str, examples: Examples) -> Iterator[Proposed]:
    """For each fact the stretch of a clause that is most like words which state one on it."""
    best: dict[str, Proposed] = {}
    stretches = list(_stretches(text))
    for shown in examples.conditions:
        own = shown.pathway == name
        least = _terms()["alike" if own else "alike_elsewhere"]
        for stretch in stretches:
            alike = _fits(shown, stretch)
            if alike < least:
                continue
            alike += _terms()["own"] * own
            fact = shown.condition.fact
            test = _test(shown.condition, stretch, examples)
            if test and (fact not in best or alike > best[fact].sure):
                best[fact] = Proposed(fact, test, shown.condition.text, stretch, alike)
    for fact, one in best.items():
        yield Proposed(fact, one.test, one.text, one.quote, min(one.sure, 1.0))


def _fits(shown: Shown, stretch: str) -> float:
    """How surely a stretch states what a known condition does, by the words of that one."""
    if len(stretch) < _terms()["shortest"]:
        return 0.0
    quote, text = compact(shown.condition.quote), shown.condition.text
    by_quote = likeness(quote, stretch) + _terms()["within"] * share_held(quote, stretch)
    return float(by_quote + _terms()["by_text"] * share_held(text, stretch))


def _test(condition: Condition, stretch: str, examples: Examples) -> Predicate | None:
    """The comparison of a known condition, with the length that the words here name."""
    test = condition.core
    if test is None or examples.facts[condition.fact].type != "duration":
        return test
    months = _months(stretch)
    return Predicate(test.comparison, months) if months else None


def _months(stretch: str) -> int | None:
    found = re.search(_terms()["length"], stretch)
    count = read_number(found["count"]) if found else None
    if not found or not count:
        return None
    return count * (_MONTHS if found["unit"].startswith("年") else 1)


def _sentences(text: str) -> list[str]:
    return [one for one in re.split(_terms()["sentence"], text) if one]


def _stretches(text: str) -> Iterator[str]:
    """The phrases of a text, and two that follow on each other."""
    for sentence in _sentences(text):
        phrases = [one for one in re.split(_terms()["phrase"], sentence) if one]
        yield from phrases
        for place in range(len(phrases) - 1):
            start = sentence.index(phrases[place])
            end = sentence.index(phrases[place + 1], start) + len(phrases[place + 1])
            yield sentence[start:end]


def is_same_test(one: Predicate, other: Predicate) -> bool:
    """Whether two comparisons ask the same."""
    return one.comparison == other.comparison and _as_set(one.value) == _as_set(other.value)


def _as_set(value: Values) -> frozenset[FactValue]:
    return frozenset(value if isinstance(value, tuple) else (value,))
