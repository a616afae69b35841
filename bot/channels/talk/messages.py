"""Messages of a conversation and their answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.channels.once import Answer, Incoming, answer_once
from bot.channels.refusals import RefusedError
from bot.channels.talk.bearer import Person, begun, still_there
from bot.channels.talk.model import Talk
from bot.channels.web import message_id_of


def answer_dict(answer: Answer) -> dict[str, Any]:
    """An answer as clients get it."""
    failed = {"failed": True} if answer.failed else {}
    return {"id": answer.message_id, "cursor": answer.cursor, "turn": answer.turn, **failed}


async def say(talk: Talk, person: Person, body: Mapping[str, Any]) -> Answer:
    """Answer a message ``{id, text, resent?}``.

    Raises:
        RefusedError: it has another shape, the person sends too many, or the conversation was
            deleted: answering would bring it back.
    """
    message_id, text, resent = message_id_of(body), body.get("text"), body.get("resent", False)
    if not isinstance(text, str) or not isinstance(resent, bool):
        raise RefusedError(400, "bad_request")
    floods = talk.floods
    await floods.messages.take(person.sender)
    if person.origin:
        await floods.messages_of_origin.take(person.origin)
    with floods.waiting_of_conversation.one(person.sender), floods.waiting.one():
        # Anew: the message may have taken its time to arrive.
        await still_there(person)
        await begun(person)
        incoming = Incoming(text, person.sender, talk.channel, message_id)
        return await answer_once(talk.on_new_message, person.agent, incoming, resent)
