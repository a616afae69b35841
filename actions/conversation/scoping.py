"""Whether a message is one that the documents answer."""

from __future__ import annotations

from actions.conversation.asides import ASIDES
from actions.conversation.context import Context

_SURELY_MEANT = 0.7
_HARDLY_OUT, _OUT, _SURELY_OUT = 0.1, 0.5, 0.8
# How likely it must be ours where understanding is sure of the subject, where it says nothing
# against it, where it takes it for something else, and where it is sure of that.
_IF_SURE, _IF_OPEN, _IF_OUT, _IF_SURELY_OUT = 0.05, 0.35, 0.6, 0.95
# Of five documents one is likelier than a given one to be near by chance.
_IF_PLACELESS = 0.6
_TERSE = 9


def is_ours(context: Context, region: str | None) -> bool:
    """Whether the documents of a region, or of any, may answer the message.

    What is known of their questions decides. Where understanding is sure of the subject, little of
    that is needed; and nothing of a few words or of a question beside what is being spoken of.
    """
    message = context.message
    outside = message.ranking.get("out_of_scope", 0.0)
    sure = context.topic is not None and message.subjects[context.topic] >= _SURELY_MEANT
    sure = sure and outside < _HARDLY_OUT
    if sure and context.topic in ASIDES:
        # Alone they are half a question: of what, the message or the conversation says.
        if context.session.topic is not None:
            return True
        sure = False
    if sure and len(context.bare) <= _TERSE:
        return True
    likely = context.services.retriever.likelihood(context.whole, region)
    if message.is_act("out_of_scope", _OUT):
        return likely >= (_IF_SURELY_OUT if outside >= _SURELY_OUT else _IF_OUT)
    if sure:
        return likely >= _IF_SURE
    return likely >= (_IF_OPEN if region else _IF_PLACELESS)
