"""Documents on their way to being published: the received bytes, what was read, what people said.

Every change counts a version up. Whoever changes what somebody else has changed meanwhile is told
by whom and when, and nothing is stored.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.audit import Change, append
from bot.records.database import Connection, metadata

JSON = Mapping[str, Any]
State = Literal[
    "reading", "refused", "open", "signed", "scheduled", "publishing", "published", "discarded"
]

LONGEST_NAME = 200

DRAFTS = sa.Table(
    "drafts",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("region", sa.String(6), nullable=False, index=True),
    sa.Column("name", sa.String(LONGEST_NAME), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("received", sa.LargeBinary, nullable=False),
    # Which document of the file, from 0.
    sa.Column("part", sa.Integer, nullable=False),
    sa.Column("state", sa.String(16), nullable=False, index=True),
    sa.Column("version", sa.Integer, nullable=False),
    # Of the corpus, once it was published.
    sa.Column("folder", sa.String(128), nullable=False),
    # JSON: blocks and clauses as they were read; empty until then.
    sa.Column("reading", sa.Text, nullable=False),
    # JSON: what people said of it.
    sa.Column("content", sa.Text, nullable=False),
    # JSON: the names of all who have changed it.
    sa.Column("editors", sa.Text, nullable=False),
    sa.Column("signed_by", sa.String(64), nullable=False),
    sa.Column("publish_by", sa.String(64), nullable=False),
    sa.Column("publish_at", sa.BigInteger),
    sa.Column("publication", sa.String(64), nullable=False),
    # What a program has told of it last: why it was refused, or not published.
    sa.Column("told", sa.Text, nullable=False),
    sa.Column("begun_at", sa.BigInteger, nullable=False),
    sa.Column("changed_by", sa.String(64), nullable=False),
    sa.Column("changed_at", sa.BigInteger, nullable=False),
)

_LARGE = ("received", "reading")


class DraftError(ValueError):
    """A draft cannot be changed so; the message says why, as a name for the page's words."""


class StaleDraftError(DraftError):
    """Somebody else has changed the draft meanwhile.

    Attributes:
        by: who.
        at: when, in seconds.
    """

    def __init__(self, by: str, at: int) -> None:
        super().__init__("stale")
        self.by = by
        self.at = at


@dataclass(frozen=True)
class Draft:
    """A document on its way.

    Attributes:
        region: code of its place.
        name: of the received file.
        part: which document of the file it is, from 0.
        version: counts its changes.
        folder: of the corpus, empty before it was published.
        content: what people said: ``form``, ``confirmed``, ``settled``, ``rules``, ``scenarios``.
        editors: the names of all who have changed it.
        signed_by: the reviewer who has signed it as it is.
        publish_by: who publishes it, or has.
        publish_at: when it is to be published, in seconds.
        publication: the publication it went out with.
        told: why it was refused, or not published.
        begun_at: when reading or publishing began, in seconds.
        changed_by: who changed it last.
        changed_at: when, in seconds.
    """

    id: str
    region: str
    name: str
    sha256: str
    part: int
    state: State
    version: int
    folder: str
    content: JSON
    editors: tuple[str, ...]
    signed_by: str
    publish_by: str
    publish_at: int | None
    publication: str
    told: str
    begun_at: int
    changed_by: str
    changed_at: int


@dataclass(frozen=True)
class Edit:
    """A change of a draft.

    Attributes:
        what: the kind of change, as the audit names it.
        by: who changes it.
        values: columns with what they become.
        before, after: what the audit says of it.
        why: in the person's words.
        edits: whether whoever does so is an editor of the draft from now on.
    """

    what: str
    by: str
    values: Mapping[str, Any]
    before: JSON | None = None
    after: JSON | None = None
    why: str = ""
    edits: bool = False


def add_draft(
    connection: Connection, region: str, name: str, received: bytes, by: str, now: datetime
) -> Draft:
    """Keep a received file as a draft that is being read."""
    at = int(now.timestamp())
    row = {
        "id": secrets.token_hex(8),
        "region": region,
        "name": name,
        "sha256": hashlib.sha256(received).hexdigest(),
        "received": received,
        "part": 0,
        "state": "reading",
        "version": 1,
        "folder": "",
        "reading": "",
        "content": "{}",
        "editors": json.dumps([by]),
        "signed_by": "",
        "publish_by": "",
        "publish_at": None,
        "publication": "",
        "told": "",
        "begun_at": at,
        "changed_by": by,
        "changed_at": at,
    }
    connection.execute(DRAFTS.insert().values(**row))
    told = {"name": name, "sha256": row["sha256"], "bytes": len(received)}
    append(connection, Change(by, "draft.upload", str(row["id"]), region, after=told))
    return _draft({name: value for name, value in row.items() if name not in _LARGE})


def add_part(
    connection: Connection, draft: Draft, part: int, reading: str, content: JSON, now: datetime
) -> None:
    """Keep a further document of a draft's file as a draft of its own."""
    received = DRAFTS.c.received
    query = sa.select(received).where(DRAFTS.c.id == draft.id)
    row = {
        **vars(draft),
        "id": secrets.token_hex(8),
        "received": connection.execute(query).scalar(),
        "part": part,
        "state": "open",
        "version": 1,
        "reading": reading,
        "content": json.dumps(content, ensure_ascii=False),
        "editors": json.dumps(draft.editors),
        "changed_at": int(now.timestamp()),
    }
    connection.execute(DRAFTS.insert().values(**row))
    told = {"name": draft.name, "part": part, "of": draft.id}
    change = Change(draft.changed_by, "draft.upload", str(row["id"]), draft.region, after=told)
    append(connection, change)


def find_draft(connection: Connection, draft_id: str) -> Draft | None:
    """The draft of an id."""
    rows = connection.execute(_small().where(DRAFTS.c.id == draft_id)).mappings()
    return next((_draft(row) for row in rows), None)


def drafts_of(connection: Connection) -> list[Draft]:
    """All drafts but discarded ones, the one changed last first."""
    there = _small().where(DRAFTS.c.state != "discarded")
    ordered = there.order_by(DRAFTS.c.changed_at.desc(), DRAFTS.c.id)
    return [_draft(row) for row in connection.execute(ordered).mappings()]


def due_drafts(connection: Connection, now: datetime) -> list[Draft]:
    """The drafts whose time to be published has come."""
    due = (DRAFTS.c.state == "scheduled") & (DRAFTS.c.publish_at <= int(now.timestamp()))
    return [_draft(row) for row in connection.execute(_small().where(due)).mappings()]


def reading_of(connection: Connection, draft: Draft) -> dict[str, Any] | None:
    """What was read of a draft: ``kept`` and ``shown``; None before it was."""
    query = sa.select(DRAFTS.c.reading).where(DRAFTS.c.id == draft.id)
    text = connection.execute(query).scalar()
    return json.loads(text) if text else None


def received_of(connection: Connection, draft: Draft) -> bytes:
    """The bytes of a draft as they were received."""
    query = sa.select(DRAFTS.c.received).where(DRAFTS.c.id == draft.id)
    return bytes(connection.execute(query).scalar())


def edit(connection: Connection, draft: Draft, version: int, change: Edit, now: datetime) -> Draft:
    """Change a draft that is still as whoever changes it has seen it.

    Raises:
        StaleDraftError: somebody has changed it since.
    """
    values = dict(change.values)
    if "content" in values:
        values["content"] = json.dumps(values["content"], ensure_ascii=False)
    if change.edits:
        values["editors"] = json.dumps(sorted({*draft.editors, change.by}))
    values |= {
        "version": version + 1,
        "changed_by": change.by,
        "changed_at": int(now.timestamp()),
    }
    same = (DRAFTS.c.id == draft.id) & (DRAFTS.c.version == version)
    if not connection.execute(DRAFTS.update().where(same).values(**values)).rowcount:
        latest = find_draft(connection, draft.id) or draft
        raise StaleDraftError(latest.changed_by, latest.changed_at)
    region = str(values.get("region", draft.region))
    told = Change(change.by, change.what, draft.id, region, change.before, change.after, change.why)
    append(connection, told)
    return find_draft(connection, draft.id) or draft


def _small() -> Any:  # noqa: ANN401 - SQLAlchemy 1.4 is untyped
    return sa.select(*(column for column in DRAFTS.c if column.name not in _LARGE))


def _draft(row: Mapping[str, Any]) -> Draft:
    values = dict(row)
    values["content"] = json.loads(values["content"])
    values["editors"] = tuple(json.loads(values["editors"]))
    return Draft(**values)
