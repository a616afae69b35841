"""The next question of a check, put below what is said."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation.asking import question_of
from actions.conversation.decision import Decision
from actions.conversation.moves.ask_basis import basis_question
from actions.turns.model import Part, Turn


def with_pending(turn: Turn, decision: Decision) -> Turn:
    """The turn with the pending question of a decision at its end, if it has one."""
    asked = question_of(decision.situation, decision.pending) if decision.pending else None
    if decision.basic:
        asked = basis_question(decision.situation, decision.basic)
    if asked is None:
        return turn
    question, options = asked
    lead = "answer.check" if decision.begins else "eligibility.back"
    part = Part("question", decision.situation.say(lead, question=question.text))
    return replace(turn.with_part(part), question=question, options=options)
