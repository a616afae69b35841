"""Passing on to a person, with what to tell them."""

from __future__ import annotations

from actions.conversation.decision import Decision
from actions.conversation.speaking import region_name, region_ref
from actions.turns.model import Part, Turn


def perform(decision: Decision) -> Turn:
    """Name the hotline and the window, and a sentence to begin with there."""
    situation = decision.situation
    topic = situation.state.topic
    subject = situation.services.subjects.get(topic or "")
    text = situation.say(
        "handoff.text",
        region=region_name(situation),
        subject=subject.title if subject else situation.say("handoff.any_subject"),
    )
    return Turn("handoff", (Part("conclusion", text),), region_ref(situation), topic)
