"""What a person thinks of an answer, put together with the answer it is about."""

from __future__ import annotations

from datetime import datetime

from bot.channels.answered import Answer
from bot.records.feedback import Feedback, Opinion
from bot.records.turns import clauses_of
from luohu.clock import CHINA


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
