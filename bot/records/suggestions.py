"""What the bot suggested to operators, and what they did with it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.calls import CALLS, moment
from bot.records.database import Connection, metadata
from bot.records.turns import day_of
from bot.turns import upgraded, upgraded_citations

Choice = Literal["accept", "edit", "reject"]
CHOICES: tuple[Choice, ...] = ("accept", "edit", "reject")

SUGGESTIONS = sa.Table(
    "suggestions",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("call", sa.ForeignKey("calls.id", ondelete="CASCADE"), nullable=False),
    sa.Column("message", sa.String(96), nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("day", sa.Date, nullable=False, index=True),
    sa.Column("source", sa.String(8)),
    sa.Column("sequence", sa.BigInteger),
    sa.Column("region", sa.String(6)),
    sa.Column("topic", sa.String(64)),
    sa.Column("said", sa.Text, nullable=False),
    sa.Column("turn", sa.Text, nullable=False),
    sa.Column("shown", sa.Text, nullable=False),
    sa.Column("failed", sa.Boolean, nullable=False),
    sa.Column("decision", sa.String(8), index=True),
    sa.Column("reason", sa.Text),
    sa.Column("edited", sa.Text),
    sa.Column("decided_at", sa.BigInteger),
    sa.UniqueConstraint("call", "message"),
)


@dataclass(frozen=True)
class Decision:
    """What the operator did with a suggestion.

    Attributes:
        decision: accept, edit or reject.
        reason: why, masked.
        text: what was told instead, masked.
    """

    decision: Choice
    reason: str | None = None
    text: str | None = None


@dataclass(frozen=True)
class Suggestion:
    """A suggestion beside something said or changed in a call.

    Attributes:
        call: the call's id.
        message: id of the message that it answers.
        at: when it was made, in milliseconds.
        said: what was said, masked; empty where the operator changed something.
        turn: the bot's whole turn, which the operator sees only when it is sure enough.
        shown: what the desk makes of it: short, long, clauses, facts and so on.
        region: code of the region that the turn speaks of.
        source: who sent the segment that it answers.
        sequence: that segment's place.
        failed: the message was not answered and may be asked again.
        decision: what the operator did with it.
        id: its id.
    """

    call: str
    message: str
    at: int
    said: str
    turn: Mapping[str, Any]
    shown: Mapping[str, Any]
    region: str | None = None
    source: str | None = None
    sequence: int | None = None
    failed: bool = False
    decision: Decision | None = None
    id: str = field(default_factory=lambda: secrets.token_hex(16))


def save_suggestion(connection: Connection, suggestion: Suggestion) -> Suggestion:
    """Keep a suggestion; one that failed gives way to another one for the same message.

    Returns:
        The suggestion that is kept for the message.
    """
    same = SUGGESTIONS.c.call == suggestion.call
    same &= SUGGESTIONS.c.message == suggestion.message
    before = _suggestions(connection, same)
    if before and not before[0].failed:
        return before[0]
    connection.execute(SUGGESTIONS.delete().where(same))
    connection.execute(SUGGESTIONS.insert().values(**_row(suggestion)))
    return suggestion


def suggestions_of(connection: Connection, call: str) -> list[Suggestion]:
    """The suggestions of a call, oldest first."""
    return _suggestions(connection, SUGGESTIONS.c.call == call)


def suggestions_for(
    connection: Connection, call: str, source: str, sequences: Iterable[int]
) -> list[Suggestion]:
    """The suggestions that answer segments of a call, oldest first."""
    same = (SUGGESTIONS.c.call == call) & (SUGGESTIONS.c.source == source)
    return _suggestions(connection, same & SUGGESTIONS.c.sequence.in_(list(sequences)))


def find_suggestion(connection: Connection, suggestion: str) -> Suggestion | None:
    """The suggestion of that id."""
    found = _suggestions(connection, SUGGESTIONS.c.id == suggestion)
    return found[0] if found else None


def decide(connection: Connection, suggestion: str, decision: Decision, at: int) -> None:
    """Note what an operator did with a suggestion, in place of what was noted before."""
    values = {
        "decision": decision.decision,
        "reason": decision.reason,
        "edited": decision.text,
        "decided_at": at,
    }
    connection.execute(SUGGESTIONS.update().where(SUGGESTIONS.c.id == suggestion).values(**values))


def disputed(connection: Connection, since: date | None = None) -> list[Suggestion]:
    """The suggestions that operators changed or did not use, oldest first."""
    where = SUGGESTIONS.c.decision.in_(("edit", "reject"))
    if since:
        where &= SUGGESTIONS.c.day >= since
    return _suggestions(connection, where)


def call_regions(connection: Connection, calls: Iterable[str]) -> dict[str, str | None]:
    """The region of each of some calls."""
    query = sa.select(CALLS.c.id, CALLS.c.region).where(CALLS.c.id.in_(list(calls)))
    return {row.id: row.region for row in connection.execute(query)}


def _row(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "id": suggestion.id,
        "call": suggestion.call,
        "message": suggestion.message,
        "at": suggestion.at,
        "day": day_of(moment(suggestion.at)),
        "source": suggestion.source,
        "sequence": suggestion.sequence,
        "region": suggestion.region,
        "topic": suggestion.turn.get("topic"),
        "said": suggestion.said,
        "turn": json.dumps(suggestion.turn, ensure_ascii=False),
        "shown": json.dumps(suggestion.shown, ensure_ascii=False),
        "failed": suggestion.failed,
    }


def _suggestions(connection: Connection, where: sa.sql.ClauseElement) -> list[Suggestion]:
    query = sa.select(SUGGESTIONS).where(where).order_by(SUGGESTIONS.c.at, SUGGESTIONS.c.id)
    return [_suggestion(row) for row in connection.execute(query).mappings()]


def _suggestion(row: sa.engine.RowMapping) -> Suggestion:
    decided, shown = row["decision"], json.loads(row["shown"])
    if "clauses" in shown:
        shown["clauses"] = upgraded_citations(shown["clauses"])
    return Suggestion(
        call=row["call"],
        message=row["message"],
        at=row["at"],
        said=row["said"],
        turn=upgraded(json.loads(row["turn"])),
        shown=shown,
        region=row["region"],
        source=row["source"],
        sequence=row["sequence"],
        failed=row["failed"],
        decision=Decision(decided, row["reason"], row["edited"]) if decided else None,
        id=row["id"],
    )
