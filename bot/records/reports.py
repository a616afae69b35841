"""Figures for the policy staff: what people ask, what stays unanswered, what is found wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.database import Connection
from bot.records.feedback import FEEDBACK, FEEDBACK_CLAUSES
from bot.records.handover_figures import FIGURES, handovers_by_day
from bot.records.policy_desk.outcomes import OUTCOME_COLUMNS, outcomes_by_verdict
from bot.records.rejections import REJECTION_COLUMNS, rejections
from bot.records.spreadsheet import as_csv
from bot.records.turns import DEGRADED, TURN_CLAUSES, TURNS, UNANSWERED
from bot.records.wanted import Row, Wanted, counted, rows_of
from luohu.clock import CHINA


@dataclass(frozen=True)
class Report:
    """A kind of report.

    Attributes:
        columns: names in its rows, in the order in which they are read.
        rows: makes it.
    """

    columns: tuple[str, ...]
    rows: Callable[[Connection, Wanted], list[Row]]


def turns_by_day(connection: Connection, wanted: Wanted) -> list[Row]:
    """Turns of each day, oldest first."""
    return _turns_by(connection, wanted, TURNS.c.day, TURNS.c.day)


def turns_by_channel(connection: Connection, wanted: Wanted) -> list[Row]:
    """Turns of each channel, most first."""
    return _turns_by(connection, wanted, TURNS.c.channel, sa.desc("turns"))


def turns_by_region(connection: Connection, wanted: Wanted) -> list[Row]:
    """Turns about each region, most first; None stands for no region."""
    return _turns_by(connection, wanted, TURNS.c.region, sa.desc("turns"))


def unanswered(connection: Connection, wanted: Wanted) -> list[Row]:
    """What the documents did not answer, the same question once, latest first."""
    last = sa.func.max(TURNS.c.at).label("last_at")
    same = (TURNS.c.question, TURNS.c.region, TURNS.c.kind)
    query = (
        sa.select(*same, counted(), last)
        .where(TURNS.c.question.is_not(None))
        .group_by(*same)
        .order_by(last.desc(), TURNS.c.question)
    )
    found = rows_of(connection, wanted.of(query, TURNS))
    return [{**row, "last_at": _moment(row["last_at"])} for row in found]


def cited_clauses(connection: Connection, wanted: Wanted) -> list[Row]:
    """How many turns cite each clause, most first."""
    cited = (TURN_CLAUSES.c.document, TURN_CLAUSES.c.clause)
    query = (
        sa.select(*cited, counted())
        .select_from(TURN_CLAUSES.join(TURNS))
        .group_by(*cited)
        .order_by(sa.desc("count"), *cited)
    )
    return rows_of(connection, wanted.of(query, TURNS))


def feedback_by_reason(connection: Connection, wanted: Wanted) -> list[Row]:
    """Thumbs by rating and reason, most first."""
    same = (FEEDBACK.c.rating, FEEDBACK.c.reason)
    query = sa.select(*same, counted()).group_by(*same).order_by(sa.desc("count"), *same)
    return rows_of(connection, wanted.of(query, FEEDBACK))


def comments(connection: Connection, wanted: Wanted) -> list[Row]:
    """Thumbs down one by one with comment and question, latest first."""
    query = (
        sa.select(*(FEEDBACK.c[name] for name in _COMMENTS))
        .where(FEEDBACK.c.rating == "down")
        .order_by(FEEDBACK.c.at.desc(), FEEDBACK.c.key)
    )
    found = rows_of(connection, wanted.of(query, FEEDBACK))
    return [{**row, "at": _moment(row["at"])} for row in found]


def rated_clauses(connection: Connection, wanted: Wanted) -> list[Row]:
    """Thumbs up and down of the turns that cite each clause, most thumbs down first."""
    cited = (FEEDBACK_CLAUSES.c.document, FEEDBACK_CLAUSES.c.clause)
    query = (
        sa.select(
            *cited,
            _number_of(FEEDBACK.c.rating == "up").label("up"),
            _number_of(FEEDBACK.c.rating == "down").label("down"),
        )
        .select_from(FEEDBACK_CLAUSES.join(FEEDBACK))
        .group_by(*cited)
        .order_by(sa.desc("down"), *cited)
    )
    return rows_of(connection, wanted.of(query, FEEDBACK))


_TURNS = ("turns", "unanswered", "degraded")
_COMMENTS = ("at", "channel", "region", "topic", "reason", "comment", "question")

REPORTS = {
    "turns_by_day": Report(("day", *_TURNS), turns_by_day),
    "by_channel": Report(("channel", *_TURNS), turns_by_channel),
    "by_region": Report(("region", *_TURNS), turns_by_region),
    "unanswered": Report(("question", "region", "kind", "count", "last_at"), unanswered),
    "clauses": Report(("document", "clause", "count"), cited_clauses),
    "handovers": Report(FIGURES, handovers_by_day),
    "rejections": Report(REJECTION_COLUMNS, rejections),
    "outcomes": Report(OUTCOME_COLUMNS, outcomes_by_verdict),
    "feedback": Report(("rating", "reason", "count"), feedback_by_reason),
    "comments": Report(_COMMENTS, comments),
    "rated_clauses": Report(("document", "clause", "up", "down"), rated_clauses),
}


def make_reports(
    connection: Connection, wanted: Wanted, names: Iterable[str]
) -> dict[str, list[Row]]:
    """Several reports about the same records, by name.

    Raises:
        KeyError: there is no such report.
    """
    return {name: REPORTS[name].rows(connection, wanted) for name in names}


def make_csv(
    connection: Connection, wanted: Wanted, name: str, names: Mapping[str, Callable[[str], str]]
) -> bytes:
    """One report as a file for Excel.

    Args:
        connection: to the records.
        wanted: what of them is wanted.
        name: the report's.
        names: what tells, for a column of codes, what each of them is called.

    Raises:
        KeyError: there is no such report.
    """
    report = REPORTS[name]
    rows = report.rows(connection, wanted)
    for row in rows:
        for column, name_of in names.items():
            if row.get(column):
                row[column] = name_of(row[column])
    return as_csv(report.columns, rows)


def _turns_by(connection: Connection, wanted: Wanted, group: Any, order: Any) -> list[Row]:  # noqa: ANN401 - SQLAlchemy 1.4 is untyped
    query = (
        sa.select(
            group,
            counted("turns"),
            _number_of(TURNS.c.kind.in_(UNANSWERED)).label("unanswered"),
            _number_of(TURNS.c.kind == DEGRADED).label("degraded"),
        )
        .group_by(group)
        .order_by(order, group)
    )
    return rows_of(connection, wanted.of(query, TURNS))


def _number_of(condition: Any) -> Any:  # noqa: ANN401 - SQLAlchemy 1.4 is untyped
    return sa.func.sum(sa.case((condition, 1), else_=0))


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, CHINA).isoformat(timespec="minutes")
