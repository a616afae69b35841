"""Dialogue acts that need no document: greeting, thanks, menu, a person."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation.checking import with_pending
from actions.conversation.context import Context, Reply
from actions.conversation.menu import menu_options, region_name, region_ref
from actions.turns.model import Kind, Turn
from luohu.acts import Act

_LIKELY, _IN_CHECK = 0.4, 0.8
_SAID: dict[Act, str] = {
    "greet": "smalltalk.greet",
    "goodbye": "smalltalk.goodbye",
    "thank": "smalltalk.thank",
    "smalltalk": "smalltalk.who",
}


def small_acts(context: Context) -> Reply | None:
    """Answer a message that only greets, thanks, asks for the menu or for a person."""
    message = context.message
    if context.stated.facts:
        return None
    if message.is_act("hand_over"):
        return hand_over(context)
    # An odd answer to a question that is pending may sound like any of these.
    likely = _IN_CHECK if context.session.checking else _LIKELY
    if message.is_act("menu", likely):
        return _say(context, "menu", "menu.text")
    for intent, name in _SAID.items():
        if message.is_act(intent, likely):
            return _say(context, "menu" if intent == "greet" else "smalltalk", name)
    return None


def hand_over(context: Context) -> Reply:
    """Pass on to a person, with what to tell them."""
    subject = context.services.subjects.get(context.session.topic or "")
    text = context.say(
        "handoff.text",
        region=region_name(context),
        subject=subject.title if subject else context.say("handoff.any_subject"),
    )
    turn = Turn("handoff", text, region_ref(context), context.session.topic)
    return Reply(turn, replace(context.session, misses=0))


def _say(context: Context, kind: Kind, name: str) -> Reply:
    turn = Turn(kind, context.say(name), region_ref(context), options=menu_options(context))
    return Reply(with_pending(context, turn) if kind == "smalltalk" else turn, context.session)
