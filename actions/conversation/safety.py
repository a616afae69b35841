"""What comes before any question of policy: danger, unlawful wishes, abuse, nothing to read."""

from __future__ import annotations

from actions.conversation.context import Context, Reply
from actions.conversation.menu import menu_options
from actions.turns.model import Turn
from actions.understanding.speech import pattern

# What looks like these by chance must not be answered with alarm.
_LIKELY, _RATHER, _SURE = 0.5, 0.8, 0.95


def safety(context: Context) -> Reply | None:
    """Answer what must not be treated as a question of policy."""
    message = context.message
    meant = pattern("exaggeration").sub("", message.text)
    despairs = pattern("despair").search(meant)
    exaggerates = meant != message.text and not despairs
    if not exaggerates and message.is_act("crisis", _LIKELY if despairs else _SURE):
        return Reply(Turn("refusal", context.say("refusal.crisis")), context.session)
    likely = _RATHER if context.session.checking else _LIKELY
    unlawful = message.is_act("unlawful", likely) or pattern("bribery").search(message.text)
    if unlawful and not pattern("lawful").search(message.text):
        return Reply(
            Turn("refusal", context.say("refusal.unlawful"), options=menu_options(context)),
            context.session,
        )
    for intent, name in (("nothing_said", "misheard.empty"), ("too_long", "misheard.too_long")):
        if message.intent == intent:
            turn = Turn("smalltalk", context.say(name), options=menu_options(context))
            return Reply(turn, context.session)
    return None


def calm(context: Context) -> Reply | None:
    """Stay calm where the message abuses."""
    if not context.message.is_act("abuse", _LIKELY):
        return None
    turn = Turn("smalltalk", context.say("smalltalk.abuse"), options=menu_options(context))
    return Reply(turn, context.session)
