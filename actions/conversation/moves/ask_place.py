"""Asking for the place, where none is known or the name fits several."""

from __future__ import annotations

from actions.conversation.decision import Decision
from actions.conversation.speaking import region_options
from actions.turns.model import Part, Turn


def perform(decision: Decision) -> Turn:
    """Ask, with the places as taps."""
    situation = decision.situation
    if decision.places:
        mentions = situation.reading.places.mentions
        text = situation.say(
            "clarify.ambiguous", place="、".join(mention.text for mention in mentions)
        )
    else:
        text = situation.say("clarify.ask", regions=situation.services.region_names())
    return Turn(
        "clarify_region",
        (Part("question", text),),
        topic=situation.topic,
        options=region_options(situation, decision.places),
    )
