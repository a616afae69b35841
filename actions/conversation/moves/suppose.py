"""The verdict on what is supposed, and whether that changes anything."""

from __future__ import annotations

from actions.conversation.decision import Decision
from actions.conversation.moves import verdict
from actions.conversation.moves.pending import with_pending
from actions.turns.model import Turn


def perform(decision: Decision) -> Turn:
    """Judge the supposed case; the question that is pending stands below."""
    turn = verdict.perform(decision).led_by(decision.situation.say(decision.saying))
    return with_pending(turn, decision)
