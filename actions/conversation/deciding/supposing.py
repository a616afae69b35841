"""What-if: what the rules would say, and whether that changes anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from actions.conversation.deciding.judging import still_open
from actions.conversation.deciding.pathways import pathway_meant
from actions.conversation.deciding.scope import is_ours
from actions.conversation.decision import Decision
from actions.conversation.interview import bases_here
from actions.conversation.situation import Situation
from actions.eligibility import Judgement
from actions.eligibility.bases import Basis
from actions.eligibility.evaluate import facts_of
from actions.understanding.bases import bases_told
from actions.understanding.facts import leaves_open
from actions.understanding.questions import questions_of
from actions.understanding.speech import pattern, supposes
from actions.understanding.supposed import Supposed, aged, from_supposing, supposed_facts
from luohu.policy import policy


def what_if(situation: Situation) -> Decision | None:
    """Judge what the message supposes without taking it for said."""
    state, rules, text = situation.state, situation.services.eligibility, situation.text
    begins = state.checking is None and state.judged is None
    is_story = len(text) > policy().lengths.story
    if situation.reading.places.outside:
        return None
    if begins and (is_story or len(questions_of(text)) > 1):
        return None
    if begins and state.region and not is_ours(situation, state.region):
        return None
    another = _opened_by(situation)
    if another:
        return _by_another_way(situation, *another)
    pathway = _meant(situation)
    if pathway is None:
        return None
    needed = facts_of(situation.opened[pathway][1].requires)
    listener = situation.services.listener
    supposed = supposed_facts(text, rules.facts, situation.day, needed, listener)
    if supposed is None:
        return None
    now = rules.judge(state.region or "", pathway, state.facts, situation.day, state.unknown)
    then = _judged_then(situation, pathway, supposed)
    if now is None or then is None:
        return None
    nothing_known = not needed & state.facts.keys()
    if nothing_known and (then.verdict == "undetermined" or not needed & supposed.facts.keys()):
        return None
    said_of = needed & supposed.facts.keys() or _left_open(situation, needed)
    pending = state.checking == pathway and state.asked_fact
    decision = Decision("suppose", "it supposes something of the pathway", situation, pathway, then)
    return replace(
        decision,
        saying=_effect(now, then, bool(supposed.days or said_of)),
        pending=still_open(situation, pathway) if pending else None,
    )


def _spoken_of(situation: Situation) -> str | None:
    """The pathway that the conversation is about."""
    spoken_of = (situation.topic, situation.state.checking, situation.state.topic)
    return next((name for name in spoken_of if name in situation.opened), None)


def _meant(situation: Situation) -> str | None:
    """The pathway that is supposed about: the one being spoken of, or the one named."""
    return _spoken_of(situation) or pathway_meant(situation)


def _opened_by(situation: Situation) -> tuple[str, Basis] | None:
    """The other pathway that the message names, or supposes the person to have the basis of.

    那要是买了房呢 in a check of renting is no part of it.
    """
    state, text, opened = situation.state, situation.text, situation.opened
    spoken_of = state.checking or state.judged or state.topic or ""
    of_oneself = pattern("first_person").search(text) and pattern("and_that").search(text)
    supposed = supposes(text) or of_oneself
    if spoken_of not in opened or not supposed or pattern("relatives").search(text):
        return None
    bases = bases_here(situation)
    named = situation.topic if situation.topic != spoken_of else None
    if named in opened:
        return next(((named, basis) for basis in bases if named in basis.opens), None)
    needed = facts_of(opened[spoken_of][1].requires)
    for basis in bases_told(from_supposing(text), bases).have if supposes(text) else ():
        opens = [name for name in basis.opens if name in opened]
        if opens and spoken_of not in opens and not needed & basis.facts.keys():
            return opens[0], basis
    return None


def _by_another_way(situation: Situation, pathway: str, basis: Basis) -> Decision | None:
    """What would be with that basis, judged by the pathway it opens."""
    state, rules, text = situation.state, situation.services.eligibility, situation.text
    needed, listener = facts_of(situation.opened[pathway][1].requires), situation.services.listener
    supposed = supposed_facts(text, rules.facts, situation.day, needed, listener) or Supposed({})
    supposed = replace(supposed, facts={**basis.facts, **supposed.facts})
    then = _judged_then(situation, pathway, supposed)
    if then is None:
        return None
    decision = Decision("suppose", "it supposes another way", situation, pathway, then)
    pending = state.checking and state.asked_fact and state.checking in situation.opened
    return replace(
        decision,
        saying="supposed.another",
        pending=still_open(situation, state.checking or "") if pending else None,
    )


def _judged_then(situation: Situation, pathway: str, supposed: Supposed) -> Judgement | None:
    state, rules = situation.state, situation.services.eligibility
    facts = {**aged(state.facts, rules.facts, supposed.days), **supposed.facts}
    unknown = [name for name in state.unknown if name not in supposed.facts]
    day = situation.day + timedelta(days=supposed.days)
    return rules.judge(state.region or "", pathway, facts, day, unknown)


def _left_open(situation: Situation, needed: frozenset[str]) -> set[str]:
    """The facts that the message leaves open while it tells of them."""
    book = situation.services.eligibility.facts
    return {name for name in needed if leaves_open(situation.reading.said, book[name])}


def _effect(now: Judgement, then: Judgement, bears: bool) -> str:
    if not bears:
        return "supposed.no_matter"
    return "supposed.same" if now.verdict == then.verdict else "supposed.changed"
