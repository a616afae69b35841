"""Whether the documents answer a message at all."""

from __future__ import annotations

from actions.conversation.situation import Situation
from luohu.policy import policy


def is_ours(situation: Situation, region: str | None) -> bool:
    """Whether the documents of a region, or of any, may answer the message.

    What is known of their questions decides. Where understanding is sure of the subject, little of
    that is needed; and nothing of a few words or of a question beside what is being spoken of.
    """
    bars, reading = policy().scope, situation.reading
    topic = reading.topic
    outside = reading.message.ranking.get("out_of_scope", 0.0)
    sure = topic is not None and reading.subjects[topic] >= bars.sure_of_subject
    sure = sure and outside < bars.hardly_something_else
    if sure and topic and situation.services.subjects[topic].aside:
        # Alone they are half a question: of what, the message or the conversation says.
        if situation.state.topic is not None:
            return True
        sure = False
    if sure and len(reading.point(situation.services)) <= bars.terse:
        return True
    likely = situation.evidence.likelihood(reading.whole, region)
    if reading.message.intent == "out_of_scope" and outside >= bars.something_else:
        surely = outside >= bars.surely_something_else
        return likely >= (bars.if_surely_something_else if surely else bars.if_something_else)
    if sure:
        return likely >= bars.if_sure
    return likely >= (bars.if_open if region else bars.if_placeless)
