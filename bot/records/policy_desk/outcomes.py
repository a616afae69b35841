"""What a window decided on a case that the bot had judged, set against the bot's verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.masking import mask
from bot.records.audit import Change, append
from bot.records.database import Connection, insert_into, metadata
from bot.records.turns import day_of
from bot.records.wanted import Row, Wanted, counted, rows_of

Outcome = Literal["accepted", "refused"]

OUTCOME_KINDS: tuple[Outcome, ...] = ("accepted", "refused")
LONGEST_WHY = 200
OUTCOME_COLUMNS = ("region", "topic", "verdict", "outcome", "count")

OUTCOMES = sa.Table(
    "outcomes",
    metadata,
    # Of a case one outcome: the last one that was recorded.
    sa.Column("code", sa.String(8), primary_key=True),
    sa.Column("day", sa.Date, nullable=False, index=True),
    sa.Column("region", sa.String(6), nullable=False),
    sa.Column("topic", sa.String(64), nullable=False),
    # As the contract names verdicts; empty where the case was not judged.
    sa.Column("verdict", sa.String(16), nullable=False),
    sa.Column("outcome", sa.String(16), nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("recorded_by", sa.String(64), nullable=False),
)


class OutcomeError(ValueError):
    """An outcome cannot be as given."""


@dataclass(frozen=True)
class Decided:
    """What the window decided on a case.

    Attributes:
        code: the case's short code.
        region: code of the place.
        topic: the pathway that was judged.
        verdict: what the bot said, empty where it said nothing.
        outcome: what the window said.
        why: why it refused, in the clerk's words; kept masked.
    """

    code: str
    region: str
    topic: str
    verdict: str
    outcome: Outcome
    why: str = ""

    def __post_init__(self) -> None:
        if self.outcome not in OUTCOME_KINDS or len(self.why) > LONGEST_WHY:
            raise OutcomeError
        if self.outcome == "refused" and not self.why.strip():
            raise OutcomeError


def record_outcome(connection: Connection, decided: Decided, by: str, now: datetime) -> None:
    """Keep what the window decided, in place of what was recorded of the case before."""
    row = {**vars(decided), "why": mask(decided.why.strip()), "day": day_of(now), "recorded_by": by}
    old = sa.select(OUTCOMES.c.outcome, OUTCOMES.c.why).where(OUTCOMES.c.code == decided.code)
    before = connection.execute(old).mappings().first()
    statement = insert_into(connection, OUTCOMES).values(**row)
    connection.execute(statement.on_conflict_do_update(index_elements=["code"], set_=row))
    told = {"outcome": row["outcome"], "verdict": decided.verdict, "topic": decided.topic}
    append(
        connection,
        Change(
            by,
            "outcome.record",
            decided.code,
            decided.region,
            dict(before) if before else None,
            told,
            str(row["why"]),
        ),
    )


def outcomes_by_verdict(connection: Connection, wanted: Wanted) -> list[Row]:
    """How often windows decided how, by place, pathway and what the bot had said."""
    same = tuple(OUTCOMES.c[name] for name in OUTCOME_COLUMNS[:-1])
    query = sa.select(*same, counted()).group_by(*same).order_by(*same)
    return rows_of(connection, wanted.of(query, OUTCOMES))
