"""That no document of a place is held, with the places that are covered."""

from __future__ import annotations

from actions.conversation.decision import Decision
from actions.conversation.speaking import region_options
from actions.turns.model import Part, Turn


def perform(decision: Decision) -> Turn:
    """Say so, and offer covered places, those inside the place named first."""
    situation = decision.situation
    places, regions = situation.reading.places, situation.services.regions
    place = "、".join(places.outside or places.unheld) or situation.state.outside
    saying = decision.saying or "unsupported.ask"
    text = situation.say(saying, place=place, regions=situation.services.region_names())
    if decision.places:
        names = situation.services.names_of(places.nearby)
        text += situation.say("unsupported.nearby", nearby=names)
    held = tuple(code for code in decision.places if code in regions)
    return Turn(
        "unsupported_region",
        (Part("silence", text),),
        options=region_options(situation, held),
    )
