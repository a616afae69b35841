"""Tracker store for one Rasa server: SQLite, with the conversations under way in memory."""

from __future__ import annotations

import json
import logging
import os
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa  # type: ignore[import-untyped]
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker

import bot.patches  # noqa: F401 - without them Rasa hides a failure of this store

logger = logging.getLogger(__name__)

# Some three thousand turns of seven events and 13 kB of JSON each, however long one person talks.
_MOST_EVENTS = 20_000


@dataclass(frozen=True)
class _Kept:
    """A conversation in memory and how many of its events are in the file."""

    tracker: DialogueStateTracker
    stored: int


class LocalTrackerStore(SQLTrackerStore):
    """SQLite on the disk of the one server that writes it.

    Rasa's own store reads the whole conversation for each message, counts its events before it
    adds to them, opens a connection for each of these and waits for the disk: a third of a turn.
    Here one insert is left. A conversation that has more events in memory than were written had a
    turn that failed: it is read anew, without what was never acknowledged.

    The memory is right only while nobody else writes the file.
    """

    engine: Any
    sessionmaker: Any

    def __init__(
        self,
        domain: Domain | None = None,
        db: str = "rasa.db",
        event_broker: EventBroker | None = None,
        **settings: Any,  # noqa: ANN401 - whatever else stands in endpoints.yml
    ) -> None:
        # What people say is nobody else's to read; SQLite's files beside it take the same mode, and
        # SQLite itself says what is wrong where there can be no file.
        with suppress(OSError):
            os.close(os.open(db, os.O_CREAT | os.O_EXCL, 0o600))
        super().__init__(domain=domain, db=db, event_broker=event_broker, **settings)
        self.engine.dispose()
        self.engine = sa.create_engine(
            self.engine.url,
            # Rasa's access is all from the event loop's thread, so one connection is enough.
            poolclass=sa.pool.StaticPool,
            connect_args={"check_same_thread": False},
            # An error must not carry what people said into the log.
            hide_parameters=True,
        )
        sa.event.listen(self.engine, "connect", _set_up)
        self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._events = 0

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation with the events of its latest session, None for a new one.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the file cannot be read.
        """
        kept = self._kept.get(sender_id)
        if kept and len(kept.tracker.events) == kept.stored:
            return kept.tracker
        self._forget(sender_id)
        return await super().retrieve(sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Add the events that are not yet in the file, all or none.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: they cannot be written; the file is as it was, and the
                conversation is read from it again for the next message.
        """
        await self.stream_events(tracker)
        sender = tracker.sender_id
        kept = self._forget(sender)
        stored = kept.stored if kept and kept.tracker is tracker else self._count(sender)
        new = list(tracker.events)[stored:]
        if new:
            self._insert([_row(sender, event) for event in new])
        # A new session after another one: read it anew, without the old one's events.
        if stored == 0 or not any(isinstance(event, SessionStarted) for event in new):
            self._keep(tracker)

    async def exists(self, conversation_id: str) -> bool:
        """Whether there is such a conversation.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the file cannot be read.
        """
        if conversation_id in self._kept:
            return True
        with self.session_scope() as session:
            query = session.query(self.SQLEvent.id).filter_by(sender_id=conversation_id)
            return query.first() is not None

    async def delete(self, sender_id: str) -> None:
        """Delete a conversation for good, all its sessions.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: it cannot be deleted; it is as it was.
        """
        self._forget(sender_id)
        events = self.SQLEvent.__table__
        with self.engine.begin() as connection:
            connection.execute(events.delete().where(events.c.sender_id == sender_id))

    def silent_since(self, channel: str, moment: float) -> list[str]:
        """The conversations of a channel in which nothing has happened since ``moment``.

        Args:
            channel: what their ids begin with, before a hyphen.
            moment: seconds since the epoch.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the file cannot be read.
        """
        events = self.SQLEvent.__table__
        # A range, not a pattern: the index serves it.
        mine = events.c.sender_id.between(f"{channel}-", f"{channel}-\uffff")
        latest = sa.func.max(events.c.timestamp)
        query = sa.select([events.c.sender_id]).where(mine).group_by(events.c.sender_id)
        with self.engine.connect() as connection:
            return [row[0] for row in connection.execute(query.having(latest < moment))]

    def _keep(self, tracker: DialogueStateTracker) -> None:
        kept = _Kept(tracker, stored=len(tracker.events))
        self._kept[tracker.sender_id] = kept
        self._events += kept.stored
        while self._events > _MOST_EVENTS:
            self._forget(next(iter(self._kept)))

    def _forget(self, sender_id: str) -> _Kept | None:
        kept = self._kept.pop(sender_id, None)
        self._events -= kept.stored if kept else 0
        return kept

    def _insert(self, rows: list[dict[str, Any]]) -> None:
        try:
            with self.engine.begin() as connection:
                connection.execute(self.SQLEvent.__table__.insert(), rows)
        except sa.exc.DBAPIError as error:
            logger.error("conversation not written: %s", error.orig)
            raise

    def _count(self, sender_id: str) -> int:
        """How many events of the conversation's latest session are in the file."""
        with self.session_scope() as session:
            query = self._event_query(session, sender_id, fetch_events_from_all_sessions=False)
            return int(query.count())


def _row(sender_id: str, event: Event) -> dict[str, Any]:
    data: dict[str, Any] = event.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def _set_up(connection: Any, _record: object) -> None:  # noqa: ANN401 - any database driver's
    # After a power cut the last turns may be missing, but the file is whole.
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    # What was deleted is overwritten.
    connection.execute("PRAGMA secure_delete=ON")
