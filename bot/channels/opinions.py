"""What a person thinks of an answer, put together with the answer it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rasa.core.agent import Agent

from bot.channels.answered import Answer
from bot.channels.once import find_answer
from bot.channels.refusals import RefusedError
from bot.channels.web import message_id_of
from bot.records.database import database
from bot.records.feedback import RATINGS, REASONS, Feedback, Opinion, save_feedback
from bot.records.turns import clauses_of
from luohu.clock import CHINA

_LONGEST_COMMENT = 2000


async def keep_opinion(agent: Agent, sender: str, channel: str, body: Mapping[str, Any]) -> None:
    """Keep what a person thinks of an answer: ``{id, rating, reason?, comment?}``.

    Args:
        agent: Rasa's agent, which keeps the conversation.
        sender: the conversation's id.
        channel: name of the channel.
        body: what was sent; its ``id`` is that of the message that was answered.

    Raises:
        RefusedError: it has another shape, the person got no such answer, or it cannot be stored.
    """
    message_id, rating = message_id_of(body), body.get("rating")
    reason, comment = body.get("reason"), body.get("comment")
    if rating not in RATINGS or (reason is not None and reason not in REASONS):
        raise RefusedError(400, "bad_request")
    if comment is not None and not (isinstance(comment, str) and len(comment) <= _LONGEST_COMMENT):
        raise RefusedError(400, "bad_request")
    found = await find_answer(agent, sender, message_id, everywhere=True)
    if found is None:
        raise RefusedError(404, "no_answer")
    feedback = feedback_on(found, sender, channel, Opinion(rating, reason, comment))
    try:
        await database().run(save_feedback, feedback)
    except Exception as error:
        raise RefusedError(503, "records_away", wait=60) from error


def feedback_on(answer: Answer, sender: str, channel: str, opinion: Opinion) -> Feedback:
    """A person's opinion of an answer as it is stored.

    Args:
        answer: the answer.
        sender: the conversation's id.
        channel: name of the channel in which the opinion is given.
        opinion: the opinion.

    Raises:
        ValueError: a rating or a reason that there is not.
    """
    region = answer.turn["region"]
    return Feedback(
        message=answer.message_id,
        sender=sender,
        at=datetime.now(CHINA),
        channel=channel,
        rating=opinion.rating,
        reason=opinion.reason,
        comment=opinion.comment,
        question=answer.said,
        region=region["code"] if region else None,
        topic=answer.turn["topic"],
        clauses=clauses_of(answer.turn),
    )
