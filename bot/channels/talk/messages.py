"""Messages of a conversation, their answers, and what the person thinks of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.channels.once import Answer, Incoming, answer_once, find_answer
from bot.channels.opinions import feedback_on
from bot.channels.refusals import RefusedError
from bot.channels.talk.bearer import Person, still_there
from bot.channels.talk.model import Talk
from bot.channels.web import text_of
from bot.records.database import database
from bot.records.feedback import RATINGS, REASONS, Opinion, save_feedback

_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_LONGEST_COMMENT = 2000


def answer_dict(answer: Answer) -> dict[str, Any]:
    """An answer as clients get it."""
    failed = {"failed": True} if answer.failed else {}
    return {"id": answer.message_id, "cursor": answer.cursor, "turn": answer.turn, **failed}


def message_id_of(body: Mapping[str, Any]) -> str:
    """The id that the client gave its message.

    Raises:
        RefusedError: there is none, or one that cannot be.
    """
    if not _ID.fullmatch(read := text_of(body, "id", longest=64)):
        raise RefusedError(400, "bad_request")
    return read


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


async def give_feedback(talk: Talk, person: Person, body: Mapping[str, Any]) -> None:
    """Keep what a person thinks of an answer: ``{id, rating, reason?, comment?}``.

    Raises:
        RefusedError: it has another shape, the person got no such answer, or it cannot be stored.
    """
    message_id, rating = message_id_of(body), body.get("rating")
    reason, comment = body.get("reason"), body.get("comment")
    if rating not in RATINGS or (reason is not None and reason not in REASONS):
        raise RefusedError(400, "bad_request")
    if comment is not None and not (isinstance(comment, str) and len(comment) <= _LONGEST_COMMENT):
        raise RefusedError(400, "bad_request")
    found = await find_answer(person.agent, person.sender, message_id, everywhere=True)
    if found is None:
        raise RefusedError(404, "no_answer")
    opinion = Opinion(rating, reason, comment)
    feedback = feedback_on(found, person.sender, talk.channel, opinion)
    try:
        await database().run(save_feedback, feedback)
    except Exception as error:
        raise RefusedError(503, "records_away", wait=60) from error
