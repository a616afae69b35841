"""Who may come along, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from actions.conversation.situation import Situation
from actions.eligibility.model import Companions

ALL_STATES = ("allowed", "conditional", "unknown", "not_listed")


def companion_sentences(
    situation: Situation, companions: Companions, states: Sequence[str] = ALL_STATES
) -> str:
    """What the document says of each relation, state by state, and its note."""
    names = situation.services.wording.mapping("relations")
    listed: dict[str, list[str]] = {}
    for relation, state in companions.relations.items():
        listed.setdefault(state, []).append(names[relation])
    sentences = [
        situation.say(f"companions.{state}", relations="、".join(listed[state]))
        for state in states
        if state in listed
    ]
    if companions.note and sentences:
        sentences.append(situation.say("companions.note", note=companions.note))
    return "".join(sentences)
