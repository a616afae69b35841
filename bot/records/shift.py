"""What operators did: calls found again by what was said, and the figures of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.calls import CALLS, Call
from bot.records.database import Connection
from bot.records.handovers import HANDOVERS
from bot.records.segments import SEGMENTS
from bot.records.suggestions import SUGGESTIONS

_MOST_FOUND = 50
_MOST_TOPICS = 3


@dataclass(frozen=True)
class Found:
    """A call that was found again.

    Attributes:
        call: the call.
        topic: what was spoken of last, None where nothing was.
        line: the first line in which it was said, masked; empty where nothing was looked for.
    """

    call: Call
    topic: str | None
    line: str


@dataclass
class Figures:
    """What an operator did on a day.

    Attributes:
        calls: calls begun.
        still_open: those of them that go on.
        handovers: people from kiosks and phones among them.
        seconds: how long those that have ended took, together.
        decisions: suggestions by what was done with them: accept, edit, reject.
        undecided: suggestions that nothing was done with.
        topics: what calls were about, most first.
    """

    calls: int = 0
    still_open: int = 0
    handovers: int = 0
    seconds: int = 0
    decisions: Counter[str] = field(default_factory=Counter)
    undecided: int = 0
    topics: list[str] = field(default_factory=list)


def find_calls(connection: Connection, operator: str | None, text: str) -> list[Found]:
    """The latest calls in which something was said, latest first.

    Args:
        connection: of the records.
        operator: whose calls, None for all.
        text: what was said, a part of it; everything where it is empty.
    """
    whose = sa.true() if operator is None else CALLS.c.operator == operator
    said = SEGMENTS.c.text.contains(text, autoescape=True)
    named = CALLS.c.external_id.contains(text, autoescape=True)
    in_it = sa.select(SEGMENTS.c.call).where(said)
    where = whose & (CALLS.c.id.in_(in_it) | named) if text else whose
    columns = [CALLS.c[name] for name in Call.__dataclass_fields__]
    query = sa.select(*columns).where(where).order_by(CALLS.c.started_at.desc(), CALLS.c.id)
    calls = [Call(**row) for row in connection.execute(query.limit(_MOST_FOUND)).mappings()]
    ids = [call.id for call in calls]
    lines = _first_lines(connection, ids, said) if text else {}
    topics = _topics(connection, ids)
    return [
        Found(call, topics[call.id][-1] if topics.get(call.id) else None, lines.get(call.id, ""))
        for call in calls
    ]


def figures_of(connection: Connection, day: date, operator: str | None) -> dict[str, Figures]:
    """What each operator did on a day, by their name.

    Args:
        connection: of the records.
        day: the day, in China's time.
        operator: whose, None for all.
    """
    whose = (CALLS.c.day == day) & (sa.true() if operator is None else CALLS.c.operator == operator)
    columns = (CALLS.c.id, CALLS.c.operator, CALLS.c.started_at, CALLS.c.ended_at)
    calls = connection.execute(sa.select(*columns).where(whose)).mappings().all()
    operators = {call["id"]: call["operator"] for call in calls}
    figures = {name: Figures() for name in sorted(set(operators.values()))}
    for call in calls:
        one = figures[call["operator"]]
        one.calls += 1
        if call["ended_at"] is None:
            one.still_open += 1
        else:
            one.seconds += (call["ended_at"] - call["started_at"]) // 1000
    taken = sa.select(HANDOVERS.c.call).where(HANDOVERS.c.call.in_(list(operators)))
    for (call,) in connection.execute(taken):
        figures[operators[call]].handovers += 1
    same = (SUGGESTIONS.c.call, SUGGESTIONS.c.decision)
    decided = sa.select(*same, sa.func.count()).where(SUGGESTIONS.c.call.in_(list(operators)))
    for call, decision, count in connection.execute(decided.group_by(*same)):
        one = figures[operators[call]]
        if decision:
            one.decisions[decision] += count
        else:
            one.undecided += count
    spoken_of: dict[str, Counter[str]] = {name: Counter() for name in figures}
    for call, topics in _topics(connection, list(operators)).items():
        spoken_of[operators[call]].update(set(topics))
    for name, counted in spoken_of.items():
        figures[name].topics = [topic for topic, _count in counted.most_common(_MOST_TOPICS)]
    return figures


def _first_lines(
    connection: Connection, calls: Iterable[str], said: sa.sql.ClauseElement
) -> dict[str, str]:
    """The first line of each call in which it was said."""
    query = sa.select(SEGMENTS.c.call, SEGMENTS.c.text).where(
        SEGMENTS.c.call.in_(list(calls)) & said
    )
    found: dict[str, str] = {}
    for call, text in connection.execute(query.order_by(SEGMENTS.c.at, SEGMENTS.c.sequence)):
        found.setdefault(call, text)
    return found


def _topics(connection: Connection, calls: Iterable[str]) -> dict[str, list[str]]:
    """What each call spoke of, in order."""
    spoken = SUGGESTIONS.c.call.in_(list(calls)) & SUGGESTIONS.c.topic.is_not(None)
    query = sa.select(SUGGESTIONS.c.call, SUGGESTIONS.c.topic).where(spoken)
    topics: dict[str, list[str]] = {}
    for call, topic in connection.execute(query.order_by(SUGGESTIONS.c.at)):
        topics.setdefault(call, []).append(topic)
    return topics
