"""That a place's own documents are silent, and what those of a place above it say."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation.decision import Decision
from actions.conversation.moves import absent
from actions.conversation.speaking import region_name, region_ref
from actions.turns.levels import level_of
from actions.turns.model import Part, Turn


def perform(decision: Decision, upper: Turn) -> Turn:
    """Say which level speaks, before all that it says."""
    own, answering = decision.then
    situation = decision.situation
    level = situation.say(f"level.{level_of(answering.situation.state.region or '')}")
    match own.move:
        case "absent":
            lead = absent.sentence(situation, own.pathway or "")
            lead += situation.say("level.besides", level=level)
        case "uncovered":
            place = "、".join(situation.reading.places.outside)
            lead = situation.say("level.no_document", place=place, level=level)
        case _:
            lead = situation.say("level.silent", region=region_name(situation), level=level)
    turn = replace(upper, parts=(Part("silence", lead), *upper.parts))
    return replace(turn, region=region_ref(situation) or upper.region)
