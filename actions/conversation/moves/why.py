"""Why the pending question matters, with the clause that asks for it."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation.decision import Decision
from actions.conversation.moves import ask
from actions.turns.model import Part, Turn


def perform(decision: Decision) -> Turn:
    """Give the clause, and ask again."""
    turn = ask.perform(decision)
    if turn.question is None:
        return turn
    why, asked = Part("condition", turn.question.why), Part("question", turn.question.text)
    return replace(turn, parts=(why, asked))
