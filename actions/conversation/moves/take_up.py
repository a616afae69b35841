"""Going on with a case: what it is and what is known of it, then where it leads."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation.decision import Decision
from actions.conversation.situation import Situation
from actions.conversation.speaking import region_name
from actions.turns.model import Part, Turn
from actions.turns.telling import tell_fact


def perform(decision: Decision, then: Turn) -> Turn:
    """Put before a turn what is gone on with, so that people see what was carried over."""
    situation = decision.situation
    title = situation.services.subjects[decision.pathway or ""].title
    name = "take_up.lead" if situation.state.region else "take_up.no_region"
    lead = situation.say(name, region=region_name(situation), subject=title)
    part = Part("offer", "".join([lead, *told(situation)]))
    return replace(then, parts=(part, *then.parts))


def told(situation: Situation) -> list[str]:
    """The facts that are known, and those that the person does not know."""
    state, wording = situation.state, situation.services.wording
    book = situation.services.eligibility.facts
    known = [
        tell_fact(book[name], value, situation.day, wording)
        for name, value in state.facts.items()
        if name in book
    ]
    unknown = [book[name].label for name in state.unknown if name in book]
    return [
        situation.say(f"take_up.{name}", facts=situation.say("told.between").join(facts))
        for name, facts in (("known", known), ("unknown", unknown))
        if facts
    ]
