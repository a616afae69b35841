"""Who may come along, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from actions.conversation.decision import Along
from actions.conversation.situation import Situation
from actions.eligibility.model import Companions

ALL_STATES = ("allowed", "conditional", "unknown", "not_listed")


def along_sentence(situation: Situation, along: Along) -> str:
    """Whether the one relative asked about is among those who may come along."""
    words = situation.say("persons.your", words=along.words)
    who = "；".join(along.who)
    kinds = {"listed": along.listed, "unsaid": along.unsaid, "unlisted": along.unlisted}
    told = [situation.say(f"along.{k}_as", kinds="、".join(v)) for k, v in kinds.items() if v]
    if len(told) > 1:
        return situation.say("along.depends", words=words, parts="；".join(told))
    if along.listed:
        text = situation.say("along.listed", words=words, who=who)
        besides = "；".join(along.besides)
        return text + (situation.say("along.besides", besides=besides) if besides else "")
    if along.unsaid:
        return situation.say("along.unsaid", words=words, leaves_open=along.leaves_open)
    return situation.say("along.unlisted", words=words, who=who)


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
