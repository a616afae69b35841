"""What the records hold of one person, erased."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.calls import CALLS
from bot.records.database import Connection
from bot.records.feedback import FEEDBACK, feedback_key
from bot.records.turns import TURNS, kept
from bot.records.wechat import forget_person


def erase_said(
    connection: Connection, sender: str, said: Iterable[tuple[str | None, str]]
) -> dict[str, int]:
    """Erase a person's feedback and the questions of theirs that got no answer.

    Questions are kept without a name: whatever somebody else asked in the same words goes too.

    Args:
        connection: of the records.
        sender: the conversation's id.
        said: id and text of each message.

    Returns:
        How many of each were erased.
    """
    messages = list(said)
    keys = [feedback_key(sender, message) for message, _ in messages if message]
    feedback = FEEDBACK.delete().where(FEEDBACK.c.key.in_(keys))
    questions = {question for _, text in messages if (question := kept(text))}
    asked = TURNS.c.question.in_(questions)
    return {
        "feedback": int(connection.execute(feedback).rowcount),
        "questions": int(
            connection.execute(TURNS.update().where(asked).values(question=None)).rowcount
        ),
    }


def calls_under(connection: Connection, external_key: str) -> list[str]:
    """The ids of the calls of a telephone id."""
    found = connection.execute(sa.select(CALLS.c.id).where(CALLS.c.external_key == external_key))
    return [row.id for row in found]


def erase_call(connection: Connection, call: str) -> int:
    """Erase a call with all that belongs to it; returns how many there were."""
    return int(connection.execute(CALLS.delete().where(CALLS.c.id == call)).rowcount)


def erase_waiting(connection: Connection, openid: str) -> int:
    """Erase the messages of WeChat that wait for an answer; returns how many there were."""
    return forget_person(connection, openid)
