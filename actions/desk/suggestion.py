"""What an operator is shown beside a turn: what to say, to send and to ask, and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from actions.conversation.asking import question_of
from actions.conversation.deciding.judging import still_open
from actions.conversation.message import Message
from actions.conversation.respond import understand
from actions.conversation.services import Services
from actions.conversation.session import ALL_WAYS, TAKE_UP, Session
from actions.desk.confidence import Calibration, calibration
from actions.desk.facts import shown
from actions.desk.saying import long_form, referral, short_form, telling
from actions.desk.signals import Support, gather
from actions.turns.citations import cite_all

JSON = dict[str, Any]

_SEARCHED = ("answer", "eligibility", "question", "comparison", "no_answer")
_REGION = "region"


def suggestion(
    services: Services, text: str, turn: Mapping[str, Any], session: Session, day: date
) -> JSON:
    """Make the suggestion that goes with a turn.

    Below the bar it holds clauses and no conclusion.

    Args:
        services: what the conversation needs.
        text: what was said, as intake left it.
        turn: the turn that answers it, by the contract.
        session: the session after the turn.
        day: today.

    Returns:
        ``confidence`` (0 to 1), ``confident``, ``short``, ``long``, ``refer``, ``clauses``,
        ``facts``, ``next_question`` and ``verdict``.
    """
    measured = calibration()
    kind = turn["kind"]
    support = gather(services, text, turn, session) if kind in _SEARCHED else Support({})
    confidence = measured.confidence(kind, support.signals)
    confident = confidence >= measured.bar
    # An interview over all ways rests on no clause that could be the wrong one.
    asks = confident or session.checking == ALL_WAYS
    return {
        "confidence": round(confidence, 3),
        "confident": confident,
        "short": short_form(services, turn) if confident else None,
        "long": long_form(services, turn) if confident else None,
        "refer": referral(turn) if confident else None,
        "clauses": _clauses(services, turn, support, confident, measured, day),
        "facts": shown(services, session, day),
        "next_question": _next_question(services, turn, session, day) if asks else None,
        "verdict": (turn.get("eligibility") or {}).get("verdict") if confident else None,
    }


def _clauses(
    services: Services,
    turn: Mapping[str, Any],
    support: Support,
    confident: bool,
    measured: Calibration,
    day: date,
) -> list[Mapping[str, Any]]:
    """The clauses of the turn, the deciding one first.

    Where they are few or not sure, those that search finds follow, as only related.
    """
    first = telling(turn)
    clauses: list[Mapping[str, Any]] = [first] if first else []
    clauses += [citation for citation in turn["citations"] if citation != first]
    likely = support.signals.get("likely", 0.0) >= measured.ours
    if likely and (not confident or len(clauses) < measured.few):
        least = measured.near * support.hits[0].score if support.hits else 0.0
        near = (hit.clause for hit in support.hits if hit.score >= least)
        known = {(one["document"], one["clause"]) for one in clauses}
        found = (citation.as_dict() for citation in cite_all(services.corpus, near, day, "related"))
        clauses += [one for one in found if (one["document"], one["clause"]) not in known]
    return clauses[: measured.most]


def _next_question(
    services: Services, turn: Mapping[str, Any], session: Session, day: date
) -> JSON | None:
    """What to ask the caller next: what the turn asks, or what the pathway it names needs."""
    if turn.get("question"):
        return {**turn["question"], "options": list(turn["options"])}
    if turn["kind"] == "clarify_region":
        asked = {"fact": _REGION, "text": turn["text"], "why": ""}
        return {**asked, "options": list(turn["options"])}
    topic = turn.get("topic")
    if turn["kind"] != "answer" or not topic:
        return None
    situation = understand(Message("", TAKE_UP, 1.0), session, services, day)
    judgement = still_open(situation, topic)
    asked_for = question_of(situation, judgement) if judgement else None
    if asked_for is None:
        return None
    question, options = asked_for
    return {**asdict(question), "options": [asdict(option) for option in options]}
