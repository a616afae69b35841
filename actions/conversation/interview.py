"""An interview over all pathways of a place: which are pursued, and what is asked next."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from actions.conversation.naming import pathways_called, without_titles
from actions.conversation.persons import with_likely_kin
from actions.conversation.session import WHICH_PATHWAY
from actions.conversation.situation import Situation
from actions.eligibility import Judgement
from actions.eligibility.bases import Basis, bases_of
from actions.eligibility.evaluate import YES, facts_of, holds, leaves
from actions.eligibility.model import FactValue, Pathway
from actions.eligibility.overview import Way, overview
from actions.understanding.bases import ToldBases, bases_told
from luohu.policy import policy


@dataclass(frozen=True)
class Progress:
    """How far an interview is: the number of the question, and about how many there are."""

    number: int
    about: int


@dataclass(frozen=True)
class Basic:
    """The question by what somebody could settle, with the bases that are offered."""

    bases: tuple[Basis, ...]
    first: bool


def bases_here(situation: Situation) -> list[Basis]:
    """The bases on which pathways of the place rest."""
    return bases_of(situation.services.bases, situation.opened)


def ways_here(situation: Situation) -> dict[str, tuple[str, Pathway]]:
    """The pathways of the place by which somebody can settle: id -> folder and pathway.

    What rests on no basis, such as the residence permit, is no way to settle.
    """
    named = {name for basis in bases_here(situation) for name in basis.opens}
    return {name: one for name, one in situation.opened.items() if name in named}


def told_of_bases(situation: Situation) -> ToldBases:
    """What the message tells of the bases of the place; a title names a way, and tells nothing."""
    said = without_titles(situation.reading.whole, situation.opened)
    return bases_told(said, bases_here(situation))


def with_bases(situation: Situation, told: ToldBases, settles: bool = False) -> Situation:
    """The situation with the pathways pursued that a message tells of.

    Args:
        situation: what the message says.
        told: what it tells of the bases of the place.
        settles: whether it answers the question for them, so that facts follow from what it tells
            and does not tell otherwise.
    """
    state, opened = situation.state, situation.opened
    called = pathways_called(situation.text, opened, situation.services.subjects)
    denied = {name for basis in told.lack for name in basis.opens}
    ways = [
        *state.ways,
        *(name for basis in told.have for name in basis.opens if name in opened),
        *(name for name in called if name not in denied),
    ]
    facts = dict(state.facts)
    if settles:
        needed = {fact for _folder, rules in opened.values() for fact in facts_of(rules.requires)}
        lacking = [settled for basis in told.lack for settled in basis.lacking.items()]
        having = [settled for basis in told.have for settled in basis.facts.items()]
        settled = {name: value for name, value in (*lacking, *having) if name in needed}
        facts = {**facts, **settled, **situation.reading.stated.facts}
    return situation.supposing(ways=tuple(dict.fromkeys(ways)), facts=facts)


def pursued(situation: Situation) -> list[str]:
    """The pathways that the interview asks about, in the order of the document.

    They are those for which somebody has what they rest on: they said so, or a fact is known that
    settles it or that meets a condition of no other pathway.
    """
    state, opened = situation.state, situation.opened
    asked = {name for basis in bases_here(situation) if basis.asked for name in basis.opens}
    needs = {
        name: facts_of(rules.requires) for name, (_f, rules) in opened.items() if name in asked
    }
    chosen = set(state.ways)
    for basis in bases_here(situation):
        if any(state.facts.get(name) == value for name, value in basis.facts.items()):
            chosen |= set(basis.opens)
    for name, facts in needs.items():
        others = set().union(*(needs[other] for other in needs if other != name))
        if any(_meets(situation, name, fact) for fact in (facts - others) & state.facts.keys()):
            chosen.add(name)
    if "companion" in state.persons:
        chosen |= {name for name in opened if _is_of_companion(situation, name)}
    return [name for name in opened if name in chosen]


def _meets(situation: Situation, name: str, fact: str) -> bool:
    """Whether what is known of a fact meets a condition of a pathway."""
    if situation.services.eligibility.facts[fact].type == "enum":
        # What kind of person somebody is tells not what they want.
        return False
    known = situation.state.facts
    return any(
        holds(one, known, situation.day) == YES
        for one in leaves(situation.opened[name][1].requires)
        if one.fact == fact
    )


def _is_of_companion(situation: Situation, name: str) -> bool:
    book = situation.services.eligibility.facts
    return any(
        book[fact].holder == "companion" for fact in facts_of(situation.opened[name][1].requires)
    )


def facts_for(situation: Situation, rules: Pathway) -> dict[str, FactValue]:
    """What is known of the person for a pathway."""
    book = situation.services.eligibility.facts
    return with_likely_kin(situation.state, rules.requires, book, situation.day)


def all_of_them(situation: Situation) -> tuple[Way, ...]:
    """What every pathway of the place comes to, the best first."""
    return overview(
        ways_here(situation),
        lambda rules: facts_for(situation, rules),
        situation.services.eligibility.facts,
        situation.day,
        policy().check.nearly,
        situation.state.rough,
    )


def next_judgement(situation: Situation) -> Judgement | None:
    """The judgement of the pathway that the next question is for, with that question.

    Returns:
        None where no answer changes the view, or the person knows too little.
    """
    state, rules = situation.state, situation.services.eligibility
    ways = pursued(situation)
    if len(state.unknown) >= policy().check.not_known:
        return None
    inquiry = rules.inquiry(state.region or "", situation.day)
    found = inquiry.next_fact(_facts(situation, ways), state.unknown, ways, _everyday(situation))
    if found is None:
        return None
    judgement = rules.judge(
        state.region or "", found.pathway, state.facts, situation.day, state.unknown, state.rough
    )
    return replace(judgement, next_fact=found.fact) if judgement else None


def _everyday(situation: Situation) -> list[str]:
    """The facts to ask for first where it is not known by what somebody could settle.

    They tell by themselves whether somebody has a basis. Where that was told, what settles most
    comes first.
    """
    bases = [basis for basis in bases_here(situation) if basis.asked and basis.lacking]
    if not all(set(basis.opens) & set(situation.state.ways) for basis in bases):
        return []
    return list(dict.fromkeys(name for basis in bases for name in basis.lacking))


def basic_question(situation: Situation) -> Basic | None:
    """The question by what somebody could settle, where it is the next one.

    It is the first where nothing is known, and comes once more at the end where nothing told so
    far opens a way.
    """
    state = situation.state
    ways = pursued(situation)
    if state.basis_asked:
        return None
    left = tuple(
        basis
        for basis in bases_here(situation)
        if basis.asked and not set(basis.opens) & set(ways) and not _is_lacking(situation, basis)
    )
    if not left:
        return None
    if not ways:
        return Basic(left, first=True)
    is_open = any(way.standing == "open" for way in all_of_them(situation))
    return None if is_open else Basic(left, first=False)


def _is_lacking(situation: Situation, basis: Basis) -> bool:
    """Whether somebody is known not to have what a basis is."""
    facts = situation.state.facts
    return any(facts.get(name) == value for name, value in basis.lacking.items())


def progress(situation: Situation, fact: str) -> Progress:
    """How far the interview is with a question for ``fact``."""
    state = situation.state
    number = max(state.asked, 1) if state.asked_fact == fact else state.asked + 1
    ways = pursued(situation)
    inquiry = situation.services.eligibility.inquiry(state.region or "", situation.day)
    left = inquiry.left_to_ask(_facts(situation, ways), state.unknown, ways)
    share = policy().check.share_asked
    if fact == WHICH_PATHWAY:
        left += 1 + (0 if ways else policy().check.usual)
    return Progress(number, number + max(math.ceil(left * share), 1) - 1)


def _facts(situation: Situation, ways: Sequence[str]) -> dict[str, FactValue]:
    facts = dict(situation.state.facts)
    for name in ways:
        facts |= facts_for(situation, situation.opened[name][1])
    return facts
