"""Where the rules lead: the next question, the verdict, or that a pathway is not opened."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.conversation.decision import Decision, Found
from actions.conversation.persons import with_likely_kin
from actions.conversation.situation import Situation
from actions.eligibility import Judgement


def judged(situation: Situation, pathway: str) -> Decision:
    """The verdict on a pathway, or the next question on the way to it."""
    judgement = judgement_of(situation, pathway)
    if judgement is None:
        return absent(situation, pathway)
    if judgement.next_fact:
        reason = f"{judgement.next_fact} can still change the verdict"
        return Decision("ask", reason, situation, pathway, judgement)
    return Decision("verdict", "no fact can change the verdict", situation, pathway, judgement)


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
    judgement = judgement_of(situation, pathway) if pathway else None
    return judgement if judgement and judgement.next_fact else None


def with_pending(decision: Decision) -> Decision:
    """The decision with the next question of the check that is going on under it, if any."""
    situation = decision.situation
    return replace(decision, pending=still_open(situation, situation.state.checking))
