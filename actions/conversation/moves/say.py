"""A sentence of the wording: small talk, the menu, that a place is taken up."""

from __future__ import annotations

from actions.conversation.decision import Decision
from actions.conversation.moves.pending import with_pending
from actions.conversation.speaking import menu_options, region_name, region_ref
from actions.turns.model import Kind, Part, Turn

_MENUS = ("menu.text", "smalltalk.greet")
_WITHOUT_PLACE = ("misheard.empty", "misheard.too_long", "smalltalk.abuse")
_WITHOUT_TAPS = ("smalltalk.repeat_none",)


def perform(decision: Decision) -> Turn:
    """Say the sentence, offer what people ask about most, and go on with a check below."""
    situation, name = decision.situation, decision.saying
    kind: Kind = "menu" if name in _MENUS else "smalltalk"
    text = situation.say(name, region=region_name(situation))
    turn = Turn(
        kind,
        (Part("conclusion", text),),
        None if name in _WITHOUT_PLACE else region_ref(situation),
        options=() if name in _WITHOUT_TAPS else menu_options(situation),
    )
    return with_pending(turn, decision)
