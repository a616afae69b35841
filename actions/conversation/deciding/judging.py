"""Where the rules lead: the next question, the verdict, or that a pathway is not opened."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation.decision import Decision
from actions.conversation.persons import with_likely_kin
from actions.conversation.situation import Situation
from actions.eligibility import Judgement


def judged(situation: Situation, pathway: str) -> Decision:
    """The verdict on a pathway, or the next question on the way to it."""
    judgement = judgement_of(situation, pathway)
    if judgement is None:
        return Decision("absent", "the document does not open it", situation, pathway)
    if judgement.next_fact:
        reason = f"{judgement.next_fact} can still change the verdict"
        return Decision("ask", reason, situation, pathway, judgement)
    return Decision("verdict", "no fact can change the verdict", situation, pathway, judgement)


def judgement_of(situation: Situation, pathway: str) -> Judgement | None:
    """What the rules say of a pathway by what is known; None where it is not opened."""
    state, rules = situation.state, situation.services.eligibility
    facts = state.facts
    if pathway in situation.opened:
        tree = situation.opened[pathway][1].requires
        facts = with_likely_kin(state, tree, rules.facts, situation.day)
    region = state.region or ""
    return rules.judge(region, pathway, facts, situation.day, state.unknown, state.rough)


def still_open(situation: Situation, pathway: str | None) -> Judgement | None:
    """The judgement of a pathway whose next question can be put; None where none is open."""
    judgement = judgement_of(situation, pathway) if pathway else None
    return judgement if judgement and judgement.next_fact else None


def with_pending(decision: Decision) -> Decision:
    """The decision with the next question of the check that is going on under it, if any."""
    situation = decision.situation
    return replace(decision, pending=still_open(situation, situation.state.checking))
