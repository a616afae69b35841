"""Asking for the place: where none is known, where the name fits several, or was only heard."""

from __future__ import annotations

from actions.conversation.decision import Decision
from actions.conversation.situation import Situation
from actions.conversation.speaking import region_options
from actions.turns.model import Part, Turn


def perform(decision: Decision) -> Turn:
    """Ask, with the places as taps."""
    situation = decision.situation
    return Turn(
        "clarify_region",
        (Part("question", _question(situation, decision.places)),),
        topic=situation.topic,
        options=region_options(situation, decision.places),
    )


def _question(situation: Situation, codes: tuple[str, ...]) -> str:
    if not codes:
        return situation.say("clarify.ask", regions=situation.services.region_names())
    services, places = situation.services, situation.reading.places
    guess = situation.reading.guess
    meant = [services.regions[code] for code in codes if code in services.regions]
    regions = services.names_of(meant, services.wording.say("clarify.and"))
    if guess and guess.region:
        inside = guess.name if guess.code != guess.region.code else ""
        return situation.say("clarify.guess", place=f"{regions}{inside}")
    wide = [one for one in places.mentions if not one.regions]
    shared = [one for one in places.mentions if one.shared]
    named = services.wording.say("clarify.and").join(one.text for one in shared or wide)
    one_or_more = "one" if len(codes) == 1 else "several"
    kind = "shared" if shared else "within"
    return situation.say(f"clarify.{kind}_{one_or_more}", place=named, regions=regions)
