"""The way on where a place or nothing is known, and no subject is spoken of."""

from __future__ import annotations

from actions.conversation.decision import Decision
from actions.conversation.moves.take_up import told
from actions.conversation.speaking import menu_options, region_name, region_ref
from actions.turns.model import Part, Turn


def perform(decision: Decision) -> Turn:
    """Ask what is wanted, and say what is known."""
    situation = decision.situation
    name = "take_up.region" if situation.state.region else "smalltalk.greet"
    lines = [situation.say(name, region=region_name(situation)), *told(situation)]
    parts = tuple(Part("conclusion", line) for line in lines)
    return Turn("menu", parts, region_ref(situation), options=menu_options(situation))
