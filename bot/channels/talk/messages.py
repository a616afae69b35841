"""Messages of a conversation and their answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.channels.once import Answer, Incoming, answer_once
from bot.channels.refusals import RefusedError
from bot.channels.talk.bearer import Person, still_there
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
    if wait := talk.messages.wait(person.sender):
        raise RefusedError(429, "too_many", wait=wait)
    talk.messages.count(person.sender)
    # Anew: the message may have taken its time to arrive.
    await still_there(person)
    incoming = Incoming(text, person.sender, talk.channel, message_id)
    return await answer_once(talk.on_new_message, person.agent, incoming, resent)
