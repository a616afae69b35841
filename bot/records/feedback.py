"""What people think of an answer: thumbs, a reason, a comment."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.masking import mask
from bot.records.database import Connection, insert_into, metadata
from bot.records.turns import Clause, day_of, kept
from luohu.text import normalise

Rating = Literal["up", "down"]
Reason = Literal["wrong", "unclear", "incomplete", "other_place", "other"]

RATINGS: tuple[Rating, ...] = ("up", "down")
REASONS: tuple[Reason, ...] = ("wrong", "unclear", "incomplete", "other_place", "other")
LONGEST_COMMENT = 500

FEEDBACK = sa.Table(
    "feedback",
    metadata,
    # Of message and person together, so that the table tells of nobody who it is.
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("message", sa.String(128), nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("day", sa.Date, nullable=False, index=True),
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Column("region", sa.String(6)),
    sa.Column("topic", sa.String(64)),
    sa.Column("rating", sa.String(8), nullable=False),
    sa.Column("reason", sa.String(32)),
    sa.Column("comment", sa.Text),
    sa.Column("question", sa.Text),
)

FEEDBACK_CLAUSES = sa.Table(
    "feedback_clauses",
    metadata,
    sa.Column("feedback", sa.ForeignKey("feedback.key", ondelete="CASCADE"), primary_key=True),
    sa.Column("document", sa.String(128), primary_key=True),
    sa.Column("clause", sa.String(128), primary_key=True),
)


@dataclass(frozen=True)
class Feedback:
    """One person's opinion of one turn.

    Attributes:
        message: id of the message that the turn answered.
        sender: the conversation; only a hash of it and of the message is stored.
        at: when it was given, with a time zone.
        channel: name of the channel.
        rating: whether the answer helped.
        reason: what was wrong with it.
        comment: in the person's words; masked when it is stored.
        question: what was asked; masked when it is stored.
        region: code of the region the turn speaks of.
        topic: the turn's pathway or other subject.
        clauses: what the turn cites.

    Raises:
        ValueError: a rating or a reason that there is not.
    """

    message: str
    sender: str
    at: datetime
    channel: str
    rating: Rating
    reason: Reason | None = None
    comment: str | None = None
    question: str | None = None
    region: str | None = None
    topic: str | None = None
    clauses: tuple[Clause, ...] = ()

    def __post_init__(self) -> None:
        if self.rating not in RATINGS:
            raise ValueError(f"no rating: {self.rating!r}")
        if self.reason is not None and self.reason not in REASONS:
            raise ValueError(f"no reason: {self.reason!r}")


@dataclass(frozen=True)
class Opinion:
    """What of a person's feedback can still change.

    Attributes:
        rating: whether the answer helped.
        reason: what was wrong with it.
        comment: in the person's words.
    """

    rating: Rating
    reason: Reason | None = None
    comment: str | None = None


def opinion_on(connection: Connection, sender: str, message: str) -> Opinion | None:
    """What a person said of the answer to a message, None for nothing yet."""
    known = FEEDBACK.c.key == feedback_key(sender, message)
    columns = (FEEDBACK.c.rating, FEEDBACK.c.reason, FEEDBACK.c.comment)
    row = connection.execute(sa.select(*columns).where(known)).one_or_none()
    return Opinion(*row) if row else None


def save_feedback(connection: Connection, feedback: Feedback) -> None:
    """Keep a person's opinion of a turn in place of the same person's earlier one."""
    key = feedback_key(feedback.sender, feedback.message)
    row = {
        "message": feedback.message[:128],
        "at": int(feedback.at.timestamp()),
        "day": day_of(feedback.at),
        "channel": feedback.channel[:32],
        "region": feedback.region,
        "topic": feedback.topic,
        "rating": feedback.rating,
        "reason": feedback.reason,
        "comment": _comment(feedback.comment),
        "question": kept(feedback.question or ""),
    }
    statement = insert_into(connection, FEEDBACK).values(key=key, **row)
    connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_=row))
    of_this = FEEDBACK_CLAUSES.c.feedback == key
    connection.execute(FEEDBACK_CLAUSES.delete().where(of_this))
    for clause in dict.fromkeys(feedback.clauses):
        values = {"feedback": key, "document": clause.document, "clause": clause.clause}
        connection.execute(FEEDBACK_CLAUSES.insert().values(**values))


def forget_feedback(connection: Connection, before: date) -> int:
    """Erase the feedback given before a day; returns how many."""
    return int(connection.execute(FEEDBACK.delete().where(FEEDBACK.c.day < before)).rowcount)


def feedback_key(sender: str, message: str) -> str:
    """By what a person's opinion of the answer to a message is kept."""
    return hashlib.sha256(f"{sender}\0{message}".encode()).hexdigest()


def _comment(text: str | None) -> str | None:
    return mask(normalise(text or ""))[:LONGEST_COMMENT].strip() or None
