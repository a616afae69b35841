"""A sentence of the wording: small talk, the menu, that a place is taken up."""

from __future__ import annotations

from actions.conversation.decision import Decision
from actions.conversation.moves.pending import with_pending
from actions.conversation.situation import Situation
from actions.conversation.speaking import menu_options, region_name, region_ref
from actions.turns.model import Kind, Option, Part, Turn

_MENUS = ("menu.text", "smalltalk.greet")
_WITHOUT_PLACE = ("misheard.empty", "misheard.too_long", "smalltalk.abuse")
_WITHOUT_TAPS = ("smalltalk.repeat_none",)


def perform(decision: Decision) -> Turn:
    """Say the sentence, offer what people ask about most, and go on with a check below."""
    situation, name = decision.situation, decision.saying
    if name == "restart.ask":
        return _asked_back(situation, name)
    kind: Kind = "menu" if name in _MENUS else "smalltalk"
    text = situation.say(name, region=region_name(situation))
    turn = Turn(
        kind,
        (Part("conclusion", text),),
        None if name in _WITHOUT_PLACE else region_ref(situation),
        options=() if name in _WITHOUT_TAPS else menu_options(situation),
    )
    return with_pending(turn, decision)


def _asked_back(situation: Situation, name: str) -> Turn:
    """A question of the bot's own, for a yes or a no."""
    text = situation.say(name, region=region_name(situation))
    titles = situation.services.wording.listed("eligibility.yes_no")
    options = tuple(Option(title, title) for title in titles)
    return Turn("smalltalk", (Part("question", text),), region_ref(situation), options=options)
