"""Tracker store for one Rasa server: SQLite, with the conversations under way in memory."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa  # type: ignore[import-untyped]
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker

import bot.patches  # noqa: F401 - without them Rasa hides a failure of this store
from bot.limits import limits
from bot.owning import own
from bot.records.conversations import row_of
from bot.records.opening import make_private

logger = logging.getLogger(__name__)

# How long SQLite waits for a file that another program has locked, and after how long the work
# that is being done counts as hung.
_BUSY_SECONDS = 2.0
_HUNG_SECONDS = 4.0

T = TypeVar("T")


class BusyError(Exception):
    """The file of the conversations has not been free for too long; nothing was done."""


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

    The file is read and written in one thread of its own, so that a disk that hangs or a file that
    is locked holds up nothing but the turns that need it, and those not for long.

    The memory is right only while nobody else writes the file: a second server on it ends at once.
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
        own(Path(db))
        with suppress(OSError):
            make_private(Path(db))
        super().__init__(domain=domain, db=db, event_broker=event_broker, **settings)
        self.engine.dispose()
        self.engine = sa.create_engine(
            self.engine.url,
            # All access is from one thread, so one connection is enough.
            poolclass=sa.pool.StaticPool,
            connect_args={"check_same_thread": False, "timeout": _BUSY_SECONDS},
            # An error must not carry what people said into the log.
            hide_parameters=True,
        )
        sa.event.listen(self.engine, "connect", _set_up)
        self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)
        self._worker = ThreadPoolExecutor(1, "conversations")
        # Since when the present work is being done, and when the file was last found locked.
        self._begun: float | None = None
        self._locked_at = 0.0
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._events = 0

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation with the events of its latest session, None for a new one.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the file cannot be read.
            BusyError: it is not free.
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
            BusyError: likewise, as the file is not free.
        """
        await self.stream_events(tracker)
        sender, events = tracker.sender_id, list(tracker.events)
        kept = self._forget(sender)
        known = kept.stored if kept and kept.tracker is tracker else None
        stored = await self._run(lambda: self._add(sender, events, known))
        # A new session after another one: read it anew, without the old one's events.
        if stored == 0 or not any(isinstance(one, SessionStarted) for one in events[stored:]):
            self._keep(tracker, len(events))

    async def exists(self, conversation_id: str) -> bool:
        """Whether there is such a conversation.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the file cannot be read.
            BusyError: it is not free.
        """
        return conversation_id in self._kept or await self._run(
            lambda: self._is_in(conversation_id)
        )

    async def delete(self, sender_id: str) -> None:
        """Delete a conversation for good, all its sessions.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: it cannot be deleted; it is as it was.
            BusyError: likewise, as the file is not free.
        """
        self._forget(sender_id)
        events = self.SQLEvent.__table__

        def erase() -> None:
            with self.engine.begin() as connection:
                connection.execute(events.delete().where(events.c.sender_id == sender_id))

        await self._run(erase)

    async def has_ended(self, _sender_id: str) -> bool:
        """Whether the file remembers that a conversation was deleted: nothing of it stays there."""
        return False

    async def begin_anew(self, _sender_id: str) -> None:
        """Forget that a conversation was deleted, which nothing here remembers."""

    async def silent_since(self, moment: float, channel: str | None = None) -> list[str]:
        """The conversations in which nothing has happened since a moment.

        Args:
            moment: seconds since the epoch.
            channel: what their ids begin with, before a hyphen; all channels if None.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the file cannot be read.
            BusyError: it is not free.
        """
        events = self.SQLEvent.__table__
        query = sa.select([events.c.sender_id]).group_by(events.c.sender_id)
        if channel is not None:
            # A range, not a pattern: the index serves it.
            query = query.where(events.c.sender_id.between(f"{channel}-", f"{channel}-\uffff"))
        query = query.having(sa.func.max(events.c.timestamp) < moment)

        def read() -> list[str]:
            with self.engine.connect() as connection:
                return [row[0] for row in connection.execute(query)]

        return await self._run(read)

    async def empty_log(self) -> None:
        """Empty the log beside the file, which still holds what was erased.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the file cannot be written.
            BusyError: it is not free.
        """

        def empty() -> None:
            with self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

        await self._run(empty)

    async def _retrieve(
        self, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> DialogueStateTracker | None:
        rows = await self._run(lambda: self._read(sender_id, fetch_events_from_all_sessions))
        if not rows or not self.domain:
            return None
        return DialogueStateTracker.from_dict(sender_id, rows, self.domain.slots)

    async def _run(self, work: Callable[[], T]) -> T:
        """Do work in the file's thread.

        What waited while the file turned out to be locked, or behind work that hangs, is not done:
        whoever waits for it hears so at once instead of one after the other.
        """
        asked = time.monotonic()
        future = self._worker.submit(lambda: self._work(work, asked))
        waiting = asyncio.wrap_future(future)
        while not (await asyncio.wait({waiting}, timeout=_HUNG_SECONDS))[0]:
            begun = self._begun
            hangs = begun is not None and time.monotonic() - begun > _HUNG_SECONDS
            if hangs and future.cancel():
                logger.error("conversation not read or written: the file does not answer")
                raise BusyError
        return await waiting

    def _work(self, work: Callable[[], T], asked: float) -> T:
        if asked <= self._locked_at:
            raise BusyError
        self._begun = time.monotonic()
        try:
            return work()
        except sa.exc.OperationalError as error:
            if "locked" in str(error.orig):
                self._locked_at = time.monotonic()
            raise
        finally:
            self._begun = None

    def _read(self, sender: str, everything: bool) -> list[dict[str, Any]]:
        with self.session_scope() as session:
            found = self._event_query(session, sender, fetch_events_from_all_sessions=everything)
            return [json.loads(event.data) for event in found.all()]

    def _is_in(self, sender: str) -> bool:
        with self.session_scope() as session:
            query = session.query(self.SQLEvent.id).filter_by(sender_id=sender)
            return query.first() is not None

    def _add(self, sender: str, events: Sequence[Event], stored: int | None) -> int:
        """Write the events that are not in the file; returns how many were in it."""
        stored = self._count(sender) if stored is None else stored
        if new := events[stored:]:
            self._insert([row_of(sender, event.type_name, event.as_dict()) for event in new])
        return stored

    def _keep(self, tracker: DialogueStateTracker, stored: int) -> None:
        kept = _Kept(tracker, stored)
        self._kept[tracker.sender_id] = kept
        self._events += kept.stored
        while self._events > limits().events_in_memory:
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


def _set_up(connection: Any, _record: object) -> None:  # noqa: ANN401 - any database driver's
    # After a power cut the last turns may be missing, but the file is whole.
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    # What was deleted is overwritten.
    connection.execute("PRAGMA secure_delete=ON")
