"""How long what is kept: the one policy for conversations and records, from ``retention.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.accounts import purge_attempts
from bot.records.accounts.identities import IDENTITIES
from bot.records.accounts.store import ACCOUNTS
from bot.records.audit import AUDIT
from bot.records.calls import CALLS, forget_calls
from bot.records.cases import CASES, purge_cases
from bot.records.database import Connection
from bot.records.feedback import FEEDBACK, forget_feedback
from bot.records.handovers import HANDOVERS, purge_handovers
from bot.records.policy_desk.outcomes import OUTCOMES
from bot.records.policy_desk.queue import COMMENTS
from bot.records.results import RESULTS, purge_results
from bot.records.turns import TURNS, day_of, forget_questions
from bot.records.wechat import purge as purge_wechat
from bot.words import words_beside

OTHERS = "others"


@dataclass(frozen=True)
class Retention:
    """The policy.

    Attributes:
        conversations: channel -> seconds that a conversation is kept after its last event;
            ``others`` for those that are not named.
        records: kind -> days that a record is kept.
        every: seconds between two looks for what is too old.
    """

    conversations: Mapping[str, float]
    records: Mapping[str, int]
    every: float

    def seconds(self, sender: str) -> float:
        """How long a conversation is kept.

        Args:
            sender: its id, which begins with its channel.
        """
        channel = sender.split("-", 1)[0]
        return self.conversations.get(channel, self.conversations[OTHERS])


@dataclass(frozen=True)
class Kept:
    """What is kept of one kind.

    Attributes:
        title: what it is.
        period: how long it is kept.
        count: how many there are.
        oldest: of when the oldest is, empty where that is not known.
    """

    title: str
    period: str
    count: int
    oldest: str = ""


@lru_cache(maxsize=1)
def retention() -> Retention:
    """The policy of this installation."""
    words = words_beside(__file__)
    day = timedelta(days=1).total_seconds()
    return Retention(
        {channel: days * day for channel, days in words["conversations"].items()},
        dict(words["records"]),
        words["every"] * timedelta(hours=1).total_seconds(),
    )


def purge(connection: Connection, days: Mapping[str, int], now: datetime) -> dict[str, int]:
    """Erase the records that are too old, and cases that have run out.

    Turns stay as figures, without what was asked.

    Args:
        connection: of the records.
        days: kind of record -> how long it is kept.
        now: the present.

    Returns:
        How many of each were erased.
    """
    before = {kind: day_of(now - timedelta(days=kept)) for kind, kept in days.items()}
    return {
        "questions": forget_questions(connection, before["questions"]),
        "feedback": forget_feedback(connection, before["feedback"]),
        "calls": forget_calls(connection, before["calls"]),
        "cases": purge_cases(connection, now),
        "results": purge_results(connection, now),
        "hand-overs": len(purge_handovers(connection, now, retention().seconds)),
        "attempts to sign in": purge_attempts(connection, now),
        "messages of WeChat": purge_wechat(connection, now.timestamp()),
    }


def kept_records(connection: Connection) -> list[Kept]:
    """What the records hold, kind by kind, and how long each is kept."""
    words = words_beside(__file__)
    asked = TURNS.c.question.is_not(None)
    counted = (
        ("questions", TURNS, TURNS.c.day, asked),
        ("feedback", FEEDBACK, FEEDBACK.c.day, sa.true()),
        ("calls", CALLS, CALLS.c.day, sa.true()),
        ("cases", CASES, None, sa.true()),
        ("results", RESULTS, None, sa.true()),
        ("handovers", HANDOVERS, HANDOVERS.c.day, HANDOVERS.c.content.is_not(None)),
        ("turns", TURNS, TURNS.c.day, sa.true()),
        ("queue_comments", COMMENTS, None, sa.true()),
        ("outcomes", OUTCOMES, OUTCOMES.c.day, sa.true()),
        ("audit", AUDIT, None, sa.true()),
        ("accounts", ACCOUNTS, None, sa.true()),
        ("identities", IDENTITIES, None, sa.true()),
    )
    found = []
    for kind, table, column, where in counted:
        oldest = sa.func.min(column) if column is not None else sa.null()
        query = sa.select(sa.func.count(), oldest).select_from(table).where(where)
        count, first = connection.execute(query).one()
        found.append(Kept(words["titles"][kind], period_of(kind), count, str(first or "")))
    return found


def period_of(kind: str) -> str:
    """How long a kind of conversation or record is kept, in words."""
    words = words_beside(__file__)
    if kind in words["by_themselves"]:
        return str(words["by_themselves"][kind])
    days = {**words["conversations"], **words["records"]}.get(kind)
    if days is None:
        return str(words["until_removed"])
    return f"{days:g} 天" if days >= 1 else f"{days * 24:.0f} 小时"


def title_of(kind: str) -> str:
    """What a kind of conversation or record is called."""
    return str(words_beside(__file__)["titles"][kind])
