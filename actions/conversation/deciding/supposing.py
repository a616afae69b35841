"""What-if: what the rules would say, and whether that changes anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from actions.conversation.deciding.judging import still_open
from actions.conversation.deciding.pathways import pathway_meant
from actions.conversation.deciding.scope import is_ours
from actions.conversation.decision import Decision
from actions.conversation.situation import Situation
from actions.eligibility import Judgement
from actions.eligibility.evaluate import facts_of
from actions.understanding.facts import leaves_open
from actions.understanding.questions import questions_of
from actions.understanding.supposed import Supposed, aged, supposed_facts
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
    said_of = needed & supposed.facts.keys() or _spoken_of(situation, needed)
    pending = state.checking == pathway and state.asked_fact
    decision = Decision("suppose", "it supposes something of the pathway", situation, pathway, then)
    return replace(
        decision,
        saying=_effect(now, then, bool(supposed.days or said_of)),
        pending=still_open(situation, pathway) if pending else None,
    )


def _meant(situation: Situation) -> str | None:
    """The pathway that is supposed about: the one named, or the one being spoken of."""
    spoken_of = (situation.topic, situation.state.checking, situation.state.topic)
    named = next((name for name in spoken_of if name in situation.opened), None)
    return named or pathway_meant(situation)


def _judged_then(situation: Situation, pathway: str, supposed: Supposed) -> Judgement | None:
    state, rules = situation.state, situation.services.eligibility
    facts = {**aged(state.facts, rules.facts, supposed.days), **supposed.facts}
    unknown = [name for name in state.unknown if name not in supposed.facts]
    day = situation.day + timedelta(days=supposed.days)
    return rules.judge(state.region or "", pathway, facts, day, unknown)


def _spoken_of(situation: Situation, needed: frozenset[str]) -> set[str]:
    """The facts that the message leaves open while it tells of them."""
    book = situation.services.eligibility.facts
    return {name for name in needed if leaves_open(situation.reading.said, book[name])}


def _effect(now: Judgement, then: Judgement, bears: bool) -> str:
    if not bears:
        return "supposed.no_matter"
    return "supposed.same" if now.verdict == then.verdict else "supposed.changed"
