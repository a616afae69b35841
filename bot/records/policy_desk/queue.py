"""Questions that got no answer, or one that was turned down, in groups of one meaning.

A group is worked on: taken by somebody, spoken about, and settled. The words of a question stay
where they are kept, and go when they go; here stands only which group it is of.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.masking import mask
from bot.records.audit import Change, append
from bot.records.database import Connection, insert_into, metadata
from bot.records.feedback import FEEDBACK
from bot.records.suggestions import SUGGESTIONS
from bot.records.turns import TURNS
from luohu.text import normalise

Kind = Literal["turn", "suggestion", "feedback"]
State = Literal["open", "proposed", "settled"]
SettledAs = Literal["clause", "silent", "document"]

SETTLED_AS: tuple[SettledAs, ...] = ("clause", "silent", "document")
LONGEST_COMMENT = 500
LONGEST_KNOWN = 200

GROUPS = sa.Table(
    "queue_groups",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    # Empty where people named no place.
    sa.Column("region", sa.String(6), nullable=False, index=True),
    sa.Column("name", sa.String(64), nullable=False),
    # 32-bit floats: where the questions lie on average.
    sa.Column("centre", sa.LargeBinary, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("assigned_to", sa.String(64), nullable=False),
    sa.Column("settled_as", sa.String(16), nullable=False),
    sa.Column("document", sa.String(128), nullable=False),
    sa.Column("clause", sa.String(128), nullable=False),
    # What becomes a known question of the clause.
    sa.Column("question", sa.String(LONGEST_KNOWN), nullable=False),
    sa.Column("settled_by", sa.String(64), nullable=False),
    sa.Column("reviewed_by", sa.String(64), nullable=False),
    sa.Column("reopened", sa.Integer, nullable=False),
)

MEMBERS = sa.Table(
    "queue_members",
    metadata,
    sa.Column("kind", sa.String(16), primary_key=True),
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column(
        "group", sa.String(32), sa.ForeignKey("queue_groups.id", ondelete="CASCADE"), nullable=False
    ),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Index("ix_queue_members_group", "group"),
)

COMMENTS = sa.Table(
    "queue_comments",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column(
        "group", sa.String(32), sa.ForeignKey("queue_groups.id", ondelete="CASCADE"), nullable=False
    ),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("by", sa.String(64), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Index("ix_queue_comments_group", "group"),
)


class QueueError(ValueError):
    """A group cannot be settled so; the message says why, as a name for the page's words."""


@dataclass(frozen=True)
class Asked:
    """A question that was asked in vain.

    Attributes:
        kind: from which records.
        key: its key there.
        day: when it was asked.
        region: code of the place, empty for none.
        channel: name of the channel.
        question: the words, masked.
    """

    kind: Kind
    key: str
    day: date
    region: str
    channel: str
    question: str


@dataclass(frozen=True)
class Group:
    """Questions of one meaning from one place.

    Attributes:
        id: its id.
        region: code of the place, empty for none.
        name: what its questions are about, in the project's words.
        centre: 32-bit floats, where its questions lie on average.
        state: open, proposed (settled by one, not yet seen by a second), or settled.
        assigned_to: name of the account that sees to it; empty for nobody.
        settled_as: that a clause answers, that the document is silent, that one is needed.
        document: folder of the document of that clause.
        clause: its id.
        question: what becomes a known question of the clause.
        settled_by: who settled it.
        reviewed_by: who agreed.
        reopened: how often it came up again after that.
    """

    id: str
    region: str
    name: str
    centre: bytes
    state: State = "open"
    assigned_to: str = ""
    settled_as: SettledAs | Literal[""] = ""
    document: str = ""
    clause: str = ""
    question: str = ""
    settled_by: str = ""
    reviewed_by: str = ""
    reopened: int = 0


@dataclass(frozen=True)
class Member:
    """A question's place in a group."""

    kind: Kind
    key: str
    group: str
    day: date
    channel: str


@dataclass(frozen=True)
class Comment:
    """What somebody of the staff says about a group; ``at`` in seconds."""

    at: int
    by: str
    text: str


@dataclass(frozen=True)
class Settlement:
    """How a group is settled.

    Attributes:
        settled_as: that a clause answers, that the document is silent, that one is needed.
        document: folder of the document of the clause that answers.
        clause: its id.
        question: what becomes a known question of it.

    Raises:
        QueueError: a clause that answers is not named, or one where none does.
    """

    settled_as: SettledAs
    document: str = ""
    clause: str = ""
    question: str = ""

    def __post_init__(self) -> None:
        named = bool(self.document), bool(self.clause), bool(self.question.strip())
        if self.settled_as not in SETTLED_AS or named != (self.settled_as == "clause",) * 3:
            raise QueueError("settlement")
        if len(self.question) > LONGEST_KNOWN:
            raise QueueError("settlement")


def new_group(region: str, name: str, centre: bytes) -> Group:
    """A group that is not kept yet."""
    return Group(secrets.token_hex(8), region, name[:64], centre)


def unfiled(connection: Connection, most: int) -> list[Asked]:
    """Questions that stand in no group yet, the oldest first.

    Args:
        connection: to the records.
        most: how many of each kind.
    """
    found: list[Asked] = []
    for kind, (table, key, question, wanted) in _SOURCES.items():
        filed = sa.select(MEMBERS.c.key).where(MEMBERS.c.kind == kind, MEMBERS.c.key == key)
        columns = (key, table.c.day, table.c.region, _channel(table), question)
        query = sa.select(*columns).where(wanted, ~filed.exists()).order_by(table.c.at).limit(most)
        for number, day, region, channel, text in connection.execute(query):
            found.append(Asked(kind, number, day, region or "", channel, text))
    return found


def file_questions(
    connection: Connection, groups: Iterable[Group], filed: Iterable[tuple[Asked, str]]
) -> int:
    """Put questions into groups; what another server filed meanwhile stays where it is.

    Args:
        connection: to the records.
        groups: those that are new, or whose centre moved.
        filed: each question with the id of its group.

    Returns:
        How many were filed.
    """
    for group in groups:
        row = vars(group)
        statement = insert_into(connection, GROUPS).values(**row)
        moved = {"centre": group.centre}
        connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=moved))
    added = 0
    for one, group_id in filed:
        row = {
            "kind": one.kind,
            "key": one.key,
            "group": group_id,
            "day": one.day,
            "channel": one.channel,
        }
        statement = insert_into(connection, MEMBERS).values(**row).on_conflict_do_nothing()
        added += connection.execute(statement).rowcount
    return added


def groups_of(connection: Connection, states: Collection[State] | None = None) -> list[Group]:
    """The groups, of some states or all."""
    query = sa.select(GROUPS).order_by(GROUPS.c.region, GROUPS.c.id)
    if states is not None:
        query = query.where(GROUPS.c.state.in_(list(states)))
    return [Group(**row) for row in connection.execute(query).mappings()]


def find_group(connection: Connection, group_id: str) -> Group | None:
    """The group of an id."""
    row = connection.execute(sa.select(GROUPS).where(GROUPS.c.id == group_id)).mappings().first()
    return Group(**row) if row else None


def members_of(connection: Connection, groups: Collection[str], since: date) -> list[Member]:
    """The questions of groups that were asked since a day, the latest first."""
    query = (
        sa.select(MEMBERS)
        .where(MEMBERS.c.group.in_(list(groups)), MEMBERS.c.day >= since)
        .order_by(MEMBERS.c.day.desc(), MEMBERS.c.kind, MEMBERS.c.key.desc())
    )
    return [Member(**row) for row in connection.execute(query).mappings()]


def words_of(connection: Connection, members: Iterable[Member]) -> dict[tuple[Kind, str], str]:
    """What was asked, masked, by kind and key; what is erased meanwhile is left out."""
    wanted: dict[Kind, list[str]] = {}
    for member in members:
        wanted.setdefault(member.kind, []).append(member.key)
    found: dict[tuple[Kind, str], str] = {}
    for kind, keys in wanted.items():
        _table, key, question, has_one = _SOURCES[kind]
        query = sa.select(key, question).where(has_one, key.in_(keys))
        found |= {(kind, name): mask(text) for name, text in connection.execute(query)}
    return found


def comments_of(connection: Connection, group: str) -> list[Comment]:
    """What was said about a group, the oldest first."""
    columns = (COMMENTS.c.at, COMMENTS.c.by, COMMENTS.c.text)
    query = sa.select(*columns).where(COMMENTS.c.group == group).order_by(COMMENTS.c.id)
    return [Comment(*row) for row in connection.execute(query)]


def comment(connection: Connection, group: Group, text: str, by: str, at: int) -> None:
    """Say something about a group; it is kept masked.

    Raises:
        QueueError: there are no words, or too many.
    """
    told = mask(normalise(text)).strip()
    if not 0 < len(told) <= LONGEST_COMMENT:
        raise QueueError("comment")
    connection.execute(COMMENTS.insert().values(group=group.id, at=at, by=by, text=told))
    # Its words can be erased one day, those of the audit never.
    length = {"characters": len(told)}
    append(connection, Change(by, "queue.comment", group.id, group.region, after=length))


def assign(connection: Connection, group: Group, to: str, by: str) -> None:
    """Let somebody see to a group; nobody where ``to`` is empty."""
    _change(connection, group, "queue.assign", by, {"assigned_to": to})


def settle(
    connection: Connection, group: Group, settlement: Settlement, by: str, why: str = ""
) -> None:
    """Settle a group; that a clause answers waits for a second person.

    Raises:
        QueueError: it is settled, or waits for a second person, already.
    """
    if group.state != "open":
        raise QueueError("not_open")
    values = {
        **vars(settlement),
        "question": mask(settlement.question.strip()),
        "state": "proposed" if settlement.settled_as == "clause" else "settled",
        "settled_by": by,
        "reviewed_by": "",
    }
    _change(connection, group, "queue.settle", by, values, why)


def review(connection: Connection, group: Group, agrees: bool, by: str, why: str = "") -> None:
    """A second person agrees that a clause answers, or opens the group again.

    Raises:
        QueueError: nothing waits, or the same person proposed it.
    """
    if group.state != "proposed":
        raise QueueError("not_proposed")
    if group.settled_by == by:
        raise QueueError("same_person")
    agreed = {"state": "settled", "reviewed_by": by}
    _change(connection, group, "queue.review", by, agreed if agrees else _OPENED, why)


def reopen(connection: Connection, group: Group, by: str, why: str) -> None:
    """Open a group that was settled: its questions fail again, or somebody sees it otherwise."""
    if group.state == "open":
        return
    opened = {**_OPENED, "reopened": group.reopened + 1}
    _change(connection, group, "queue.reopen", by, opened, why)


_OPENED: Mapping[str, Any] = {
    "state": "open",
    "settled_as": "",
    "document": "",
    "clause": "",
    "question": "",
    "settled_by": "",
    "reviewed_by": "",
}


def _change(
    connection: Connection,
    group: Group,
    what: str,
    by: str,
    values: Mapping[str, Any],
    why: str = "",
) -> None:
    before = {name: getattr(group, name) for name in values}
    # Two who act at once: the second one finds it changed.
    same = (GROUPS.c.id == group.id) & (GROUPS.c.state == group.state)
    if not connection.execute(GROUPS.update().where(same).values(**values)).rowcount:
        raise QueueError("changed_meanwhile")
    append(connection, Change(by, what, group.id, group.region, before, dict(values), why))


def _channel(table: Any) -> Any:  # noqa: ANN401 - SQLAlchemy 1.4 is untyped
    return table.c.channel if "channel" in table.c else sa.literal("hotline")


_SOURCES: Mapping[Kind, tuple[Any, Any, Any, Any]] = {
    "turn": (
        TURNS,
        sa.cast(TURNS.c.id, sa.String),
        TURNS.c.question,
        TURNS.c.question.is_not(None),
    ),
    "suggestion": (
        SUGGESTIONS,
        SUGGESTIONS.c.id,
        SUGGESTIONS.c.said,
        (SUGGESTIONS.c.decision == "reject") & (SUGGESTIONS.c.said != ""),
    ),
    "feedback": (
        FEEDBACK,
        FEEDBACK.c.key,
        FEEDBACK.c.question,
        (FEEDBACK.c.rating == "down") & FEEDBACK.c.question.is_not(None),
    ),
}
