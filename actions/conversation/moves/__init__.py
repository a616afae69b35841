"""What is said for each move: a module a move, each with ``perform``."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from actions.conversation.decision import Decision, Move
from actions.conversation.moves import (
    above,
    absent,
    answer,
    ask,
    ask_basis,
    ask_pathway,
    ask_place,
    compare,
    explain,
    grounds,
    hand_over,
    overview,
    refuse,
    say,
    several,
    silent,
    suppose,
    take_up,
    take_up_place,
    uncovered,
    verdict,
    why,
)
from actions.turns.model import Turn

MOVES: Mapping[Move, Callable[[Decision], Turn]] = {
    "above": lambda decision: above.perform(decision, perform(decision.then[1])),
    "absent": absent.perform,
    "answer": answer.perform,
    "ask": ask.perform,
    "ask_basis": ask_basis.perform,
    "ask_pathway": ask_pathway.perform,
    "ask_place": ask_place.perform,
    "compare": compare.perform,
    "explain": explain.perform,
    "grounds": grounds.perform,
    "hand_over": hand_over.perform,
    "overview": overview.perform,
    "refuse": refuse.perform,
    "say": say.perform,
    "several": several.perform,
    "silent": silent.perform,
    "suppose": suppose.perform,
    "take_up": lambda decision: take_up.perform(decision, perform(decision.then[0])),
    "take_up_place": take_up_place.perform,
    "uncovered": uncovered.perform,
    "verdict": verdict.perform,
    "why": why.perform,
}


def perform(decision: Decision) -> Turn:
    """The turn that carries out a decision, its lead before all else."""
    turn = MOVES[decision.move](decision)
    return turn.led_by(decision.lead) if decision.lead else turn
