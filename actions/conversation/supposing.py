"""What-if: the verdict on a copy of the facts, and what would change."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from actions.conversation.checking import pathway_meant, with_pending
from actions.conversation.context import Context, Reply
from actions.conversation.verdict import verdict_turn
from actions.eligibility import Judgement
from actions.eligibility.evaluate import facts_of
from actions.understanding.facts import leaves_open
from actions.understanding.questions import questions_of
from actions.understanding.supposed import Supposed, aged, supposed_facts

_STORY = 80
"""Characters: somebody who tells that much before anything was judged does not only suppose."""


def what_if(context: Context) -> Reply | None:
    """Judge what the message supposes without taking it for said."""
    begins = context.session.checking is None and context.session.judged is None
    if begins and (len(context.text) > _STORY or len(questions_of(context.text)) > 1):
        return None
    pathway = _meant(context)
    if pathway is None:
        return None
    session, rules = context.session, context.services.eligibility
    _folder, opened = rules.pathways(session.region or "")[pathway]
    needed = facts_of(opened.requires)
    supposed = supposed_facts(
        context.text, rules.facts, context.day, needed, context.services.listener
    )
    if supposed is None:
        return None
    now = rules.judge(session.region or "", pathway, session.facts, context.day, session.unknown)
    then = _judged_then(context, pathway, supposed)
    if now is None or then is None:
        return None
    nothing_known = not needed & session.facts.keys()
    if nothing_known and (then.verdict == "undetermined" or not needed & supposed.facts.keys()):
        return None
    said_of = needed & supposed.facts.keys() or _spoken_of(context, needed)
    lead = context.say(_lead(now, then, bool(supposed.days or said_of)))
    turn = verdict_turn(context, then)
    turn = replace(turn, text=f"{lead}{turn.text}")
    pending = session.checking == pathway and session.asked_fact
    if pending:
        turn = with_pending(context, turn)
    return Reply(turn, replace(session, topic=pathway, judged=pathway, misses=0))


def _meant(context: Context) -> str | None:
    """The pathway that is supposed about: the one named, or the one being spoken of."""
    session = context.session
    opened = context.services.eligibility.pathways(session.region or "")
    spoken_of = (context.topic, session.checking, session.topic)
    return next((name for name in spoken_of if name in opened), None) or pathway_meant(context)


def _judged_then(context: Context, pathway: str, supposed: Supposed) -> Judgement | None:
    session, rules = context.session, context.services.eligibility
    facts = {**aged(session.facts, rules.facts, supposed.days), **supposed.facts}
    unknown = [name for name in session.unknown if name not in supposed.facts]
    day = context.day + timedelta(days=supposed.days)
    return rules.judge(session.region or "", pathway, facts, day, unknown)


def _spoken_of(context: Context, needed: set[str]) -> set[str]:
    """The facts that the message leaves open while it tells of them."""
    book = context.services.eligibility.facts
    return {name for name in needed if leaves_open(context.said, book[name])}


def _lead(now: Judgement, then: Judgement, bears: bool) -> str:
    if not bears:
        return "supposed.no_matter"
    if now.verdict == then.verdict:
        return "supposed.same"
    return "supposed.changed"
