"""Messages that lean on the last question: another place, the materials, the rule, once more."""

from __future__ import annotations

from actions.conversation.answering import answer_again
from actions.conversation.context import Context, Reply
from actions.conversation.menu import region_ref
from actions.turns.model import Turn

_LEANING = ("repeat", "which_rule")


def follow_up(context: Context) -> Reply | None:
    """Answer the last question again where the message only points back to it."""
    session = context.session
    if not session.region:
        return None
    placed = bool(context.places.regions) and context.topic is None
    if placed and session.question and len(context.text) <= _SHORT:
        return answer_again(context)
    if any(context.message.is_act(act) for act in _LEANING):
        if session.question:
            return answer_again(context)
        turn = Turn("smalltalk", context.say("smalltalk.repeat_none"), region_ref(context))
        return Reply(turn, session)
    return None


_SHORT = 14
