"""Where the rules lead: the next question, the verdict, or that a pathway is not opened."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.conversation.decision import Decision, Found
from actions.conversation.interview import (
    Basic,
    all_of_them,
    basic_question,
    next_judgement,
    progress,
    pursued,
    told_of_bases,
    with_bases,
)
from actions.conversation.persons import with_likely_kin
from actions.conversation.session import ALL_WAYS, WHICH_PATHWAY
from actions.conversation.situation import Situation
from actions.eligibility import Judgement
from actions.eligibility.overview import Way
from actions.understanding.bases import ToldBases


def judged(situation: Situation, pathway: str) -> Decision:
    """The verdict on a pathway or on all of them, or the next question on the way to it."""
    if pathway == ALL_WAYS:
        return overviewed(situation)
    judgement = judgement_of(situation, pathway)
    if judgement is None:
        return absent(situation, pathway)
    if judgement.next_fact:
        reason = f"{judgement.next_fact} can still change the verdict"
        return Decision("ask", reason, situation, pathway, judgement)
    ways = _others(situation, pathway) if judgement.verdict == "ineligible" else ()
    reason = "no fact can change the verdict"
    return Decision("verdict", reason, situation, pathway, judgement, ways=ways)


def overviewed(situation: Situation, answer: ToldBases | None = None) -> Decision:
    """The next question of an interview over all pathways, or the view that it ends in.

    Args:
        situation: what the message says.
        answer: what the message tells of the bases, where it answers the question for them.
    """
    told = answer or told_of_bases(situation)
    situation = with_bases(situation, told, settles=answer is not None)
    basic = basic_question(situation)
    judgement = None if basic and basic.first else next_judgement(situation)
    if judgement and judgement.next_fact:
        asked = judgement.next_fact
        return Decision(
            "ask",
            f"{asked} settles most of the pathways pursued",
            situation,
            judgement.pathway.id,
            judgement,
            progress=progress(situation, asked),
        )
    if basic:
        reason = "it is not known by what the person could settle"
        how_far = progress(situation, WHICH_PATHWAY)
        return Decision("ask_basis", reason, situation, basic=basic, progress=how_far)
    ways = all_of_them(situation)
    reason = "no answer changes what the pathways come to"
    only = pursued(situation)
    if len(only) != 1:
        return Decision("overview", reason, situation, ways=ways)
    return Decision(
        "verdict", reason, situation, only[0], judgement_of(situation, only[0]), ways=ways
    )


def _others(situation: Situation, pathway: str) -> tuple[Way, ...]:
    """The other pathways that are open, or nearly open, on what is known."""
    return tuple(
        way
        for way in all_of_them(situation)
        if way.pathway.id != pathway and way.standing in ("open", "nearly_open")
    )


def absent(situation: Situation, pathway: str) -> Decision:
    """Say that the document does not open a pathway, and what it says of the matter elsewhere."""
    found = absence(situation, pathway)
    decision = Decision("absent", "the document does not open it", situation, pathway, found=found)
    return with_pending(decision) if situation.state.checking != pathway else decision


def absence(situation: Situation, pathway: str) -> Found | None:
    """What the document says of a pathway that it does not open; None where it says nothing."""
    noted = situation.services.eligibility.absent(situation.state.region or "", pathway)
    if noted is None:
        return None
    folder, note = noted
    opened = situation.opened.get(note.see or "")
    quote = note.quote or (opened[1].quotes[0] if opened else None)
    clause = situation.services.corpus.find_quote(folder, quote) if quote else None
    evidence = situation.services.subjects[pathway].evidence or ""
    if clause is None or not re.search(evidence, clause.text):
        return Found("absent", (), pathway)
    return Found("absent", (clause,), pathway, passage=quote or "")


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
    if pathway == ALL_WAYS:
        return next_judgement(situation)
    judgement = judgement_of(situation, pathway) if pathway else None
    return judgement if judgement and judgement.next_fact else None


def with_pending(decision: Decision) -> Decision:
    """The decision with the next question of the check that is going on under it, if any."""
    situation = decision.situation
    pending = still_open(situation, situation.state.checking)
    basic = pending_basics(situation)
    return replace(decision, pending=None if basic else pending, basic=basic)


def pending_basics(situation: Situation) -> Basic | None:
    """The question by what somebody could settle, where it is pending."""
    state = situation.state
    if state.checking != ALL_WAYS or state.asked_fact != WHICH_PATHWAY:
        return None
    return basic_question(situation.supposing(basis_asked=False))
