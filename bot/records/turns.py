"""Turns as statistics: what kind, where, which clauses, and the questions that got no answer."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.masking import mask
from bot.records.database import Connection, metadata
from luohu.clock import CHINA

# The only turns whose question is kept: what the documents did not answer.
UNANSWERED = ("no_answer", "unsupported_region", "handoff")
# A turn of which only the apology came about tells nothing of the documents.
DEGRADED = "degraded"
# And one that was handed over because somebody switched so: its question is no gap.
HANDED_OVER = "handed_over"

LONGEST_QUESTION = 500

TURNS = sa.Table(
    "turns",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("day", sa.Date, index=True),
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Column("region", sa.String(6)),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("topic", sa.String(64)),
    sa.Column("question", sa.Text),
)

TURN_CLAUSES = sa.Table(
    "turn_clauses",
    metadata,
    sa.Column("turn", sa.ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("document", sa.String(128), primary_key=True),
    sa.Column("clause", sa.String(128), primary_key=True),
)


@dataclass(frozen=True)
class Clause:
    """A clause of a document, by their ids."""

    document: str
    clause: str


@dataclass(frozen=True)
class TurnRecord:
    """What is kept of one turn.

    Attributes:
        at: when it went out, with a time zone.
        channel: name of the channel.
        region: code of the region it speaks of.
        kind: the turn's kind, or ``degraded``.
        topic: its pathway or other subject.
        question: what was asked, masked; only where the turn does not answer it.
        clauses: what it cites.
    """

    at: datetime
    channel: str
    region: str | None
    kind: str
    topic: str | None
    question: str | None
    clauses: tuple[Clause, ...] = ()


def turn_record(
    channel: str, turn: Mapping[str, Any], question: str, at: datetime | None = None
) -> TurnRecord:
    """What is kept of a turn of the contract that answered ``question``."""
    notices = {notice["kind"] for notice in turn["notices"]}
    kind = DEGRADED if DEGRADED in notices else turn["kind"]
    unanswered = kind in UNANSWERED and HANDED_OVER not in notices
    region = turn["region"]
    return TurnRecord(
        at=at or datetime.now(CHINA),
        channel=channel,
        region=region["code"] if region else None,
        kind=kind,
        topic=turn["topic"],
        question=kept(question) if unanswered else None,
        clauses=clauses_of(turn),
    )


def clauses_of(turn: Mapping[str, Any]) -> tuple[Clause, ...]:
    """The clauses that a turn of the contract cites, each once."""
    cited = (Clause(one["document"], one["clause"]) for one in turn["citations"])
    return tuple(dict.fromkeys(cited))


def kept(question: str) -> str | None:
    """A question as it is kept: masked, shortened, without marks at the end, None without words."""
    text = mask(question.replace("\0", ""))[:LONGEST_QUESTION]
    while text and unicodedata.category(text[-1])[0] in "PZC" and text[-1] != "]":
        text = text[:-1]
    return text or None


def add_turns(connection: Connection, turns: Iterable[TurnRecord]) -> None:
    """Write turns down."""
    for turn in turns:
        row = {
            "at": int(turn.at.timestamp()),
            "day": day_of(turn.at),
            "channel": turn.channel[:32],
            "region": turn.region,
            "kind": turn.kind,
            "topic": turn.topic,
            "question": turn.question,
        }
        (key,) = connection.execute(TURNS.insert().values(**row)).inserted_primary_key
        if turn.clauses:
            connection.execute(
                TURN_CLAUSES.insert(),
                [
                    {"turn": key, "document": one.document, "clause": one.clause}
                    for one in turn.clauses
                ],
            )


def forget_questions(connection: Connection, before: date) -> int:
    """Erase the questions of turns before a day, which stay as statistics; returns how many."""
    old = (TURNS.c.day < before) & TURNS.c.question.is_not(None)
    return int(connection.execute(TURNS.update().where(old).values(question=None)).rowcount)


def day_of(at: datetime) -> date:
    """The day in China on which a moment lies."""
    return at.astimezone(CHINA).date()
