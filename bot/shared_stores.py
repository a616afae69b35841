"""Tracker store for several Rasa servers: PostgreSQL, and what is kept in memory is asked about."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa  # type: ignore[import-untyped]
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker

import bot.patches  # noqa: F401 - without them Rasa hides a failure of this store
from bot.limits import limits
from bot.records.conversations import (
    OvertakenError,
    add_events,
    count_of_session,
    delete_events,
    forget_end,
    forget_ends,
    is_ended,
    is_kept,
    last_event,
    read_events,
    row_of,
    silent_senders,
)
from bot.records.database import Connection, Database, RecordsError

logger = logging.getLogger(__name__)

# A person waits; what PostgreSQL does after so long is found by whoever sends the message again.
_HUNG_SECONDS = 4.0
# Longer than any token lives.
_ENDS_REMEMBERED = 2 * 86_400.0
_MARK = "_stored_in_the_database"

P = ParamSpec("P")
T = TypeVar("T")


class AwayError(Exception):
    """The database of the conversations does not answer; what was asked of it may still happen."""


@dataclass(frozen=True)
class _Stored:
    """How far a tracker is written.

    Attributes:
        last: id of its last event in the database.
        events: how many of its events are there.
    """

    last: int
    events: int


class SharedTrackerStore(TrackerStore):
    """Conversations in PostgreSQL, which any number of servers may serve in turn.

    Each server keeps conversations in memory and asks with each message whether their last event is
    still the last one; only where another server has gone on with one is it read again.

    What is written has to follow what was read: where two servers take messages of one conversation
    at once, though locks should prevent it, one of the turns fails and leaves nothing. No message
    gets two answers, which a constraint of the table sees to.

    Args:
        domain: Rasa's domain.
        database: where the conversations are.
        event_broker: Rasa's, None for none.
    """

    def __init__(
        self, domain: Domain | None, database: Database, event_broker: EventBroker | None = None
    ) -> None:
        super().__init__(domain, event_broker)
        self._database = database
        # With the number of events that count towards the bound.
        self._kept: OrderedDict[str, tuple[DialogueStateTracker, int]] = OrderedDict()
        self._events = 0

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation with the events of its latest session, None for a new one.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: it cannot be read.
            RecordsError: the database cannot be opened.
            AwayError: it does not answer.
        """
        kept = self._forget(sender_id)
        mark = _mark_of(kept) if kept else None
        is_whole = mark is not None and kept is not None and mark.events == len(kept.events)
        if mark and is_whole and await self._run(last_event, sender_id) == mark.last:
            self._keep(kept)
            return kept
        tracker = await self._read(sender_id, everything=False)
        if tracker is not None:
            self._keep(tracker)
        return tracker

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """The conversation with all its sessions; raises what ``retrieve`` does."""
        return await self._read(conversation_id, everything=True)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Add the events that are not stored yet, all or none.

        Raises:
            OvertakenError: another server has gone on with the conversation since it was read, or
                has answered the message; nothing was written.
            sqlalchemy.exc.SQLAlchemyError: likewise, as they cannot be written.
            RecordsError: likewise, as the database cannot be opened.
            AwayError: the database does not answer; whether they were written turns out later.
        """
        await self.stream_events(tracker)
        self._forget(tracker.sender_id)
        events = list(tracker.events)
        mark = _mark_of(tracker)
        stored = mark.events if mark else 0
        new = events[stored:]
        rows = [row_of(tracker.sender_id, one.type_name, one.as_dict()) for one in new]
        last = await self._run(_add, tracker.sender_id, rows, mark)
        vars(tracker)[_MARK] = _Stored(last, len(events))
        # A new session after another one: read it anew, without the old one's events.
        if stored == 0 or not any(isinstance(one, SessionStarted) for one in new):
            self._keep(tracker)

    async def exists(self, conversation_id: str) -> bool:
        """Whether there is such a conversation; raises what ``retrieve`` does."""
        return await self._run(is_kept, conversation_id)

    async def delete(self, sender_id: str) -> None:
        """Delete a conversation for good, all its sessions; raises what ``retrieve`` does."""
        self._forget(sender_id)
        now = time.time()
        await self._run(delete_events, sender_id, now)
        await self._run(forget_ends, now - _ENDS_REMEMBERED)

    async def has_ended(self, sender_id: str) -> bool:
        """Whether the conversation was deleted of late; raises what ``retrieve`` does."""
        return await self._run(is_ended, sender_id)

    async def begin_anew(self, sender_id: str) -> None:
        """Forget that a conversation was deleted; raises what ``retrieve`` does."""
        await self._run(forget_end, sender_id)

    async def silent_since(self, moment: float, channel: str | None = None) -> list[str]:
        """The conversations in which nothing has happened since a moment.

        Args:
            moment: seconds since the epoch.
            channel: what their ids begin with, before a hyphen; all channels if None.

        Raises what ``retrieve`` does.
        """
        return await self._database.read(silent_senders, moment, channel)

    async def empty_log(self) -> None:
        """Nothing to do: PostgreSQL clears away what was deleted by itself."""

    async def keys(self) -> list[str]:
        """The ids of all conversations; raises what ``retrieve`` does."""
        return await self._database.read(silent_senders, float("inf"), None)

    async def _read(self, sender: str, everything: bool) -> DialogueStateTracker | None:
        stored = await self._run(read_events, sender, everything)
        if not stored.events:
            return None
        tracker = DialogueStateTracker.from_dict(sender, stored.events, self.domain.slots)
        # Rasa leaves out of a tracker what was undone, so that places would not fit.
        if not everything and len(tracker.events) == len(stored.events):
            vars(tracker)[_MARK] = _Stored(stored.last, len(stored.events))
        return tracker

    async def _run(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        under_way = asyncio.ensure_future(self._database.run(work, *args, **kwargs))
        done, _ = await asyncio.wait({under_way}, timeout=_HUNG_SECONDS)
        if not done:
            under_way.add_done_callback(_fetch)
            logger.error("conversation not read or written: the database does not answer")
            raise AwayError
        try:
            return under_way.result()
        except (sa.exc.SQLAlchemyError, RecordsError) as error:
            reason = error if isinstance(error, RecordsError) else type(error).__name__
            logger.error("conversation not read or written: %s", reason)
            raise

    def _keep(self, tracker: DialogueStateTracker) -> None:
        self._forget(tracker.sender_id)
        self._kept[tracker.sender_id] = tracker, len(tracker.events)
        self._events += len(tracker.events)
        while self._events > limits().events_in_memory:
            self._forget(next(iter(self._kept)))

    def _forget(self, sender_id: str) -> DialogueStateTracker | None:
        tracker, events = self._kept.pop(sender_id, (None, 0))
        self._events -= events
        return tracker


def _add(
    connection: Connection, sender: str, rows: list[dict[str, Any]], mark: _Stored | None
) -> int:
    """Write the rows behind a mark; returns the id of the last event.

    Without a mark the conversation was new when it was read, and the rows are all of it.
    """
    if mark is not None:
        return add_events(connection, sender, rows, mark.last)
    stored = count_of_session(connection, sender)
    if stored > len(rows):
        raise OvertakenError(sender.split("-", 1)[0])
    return add_events(connection, sender, rows[stored:], last_event(connection, sender))


def _mark_of(tracker: DialogueStateTracker) -> _Stored | None:
    mark: _Stored | None = vars(tracker).get(_MARK)
    return mark


def _fetch(done: asyncio.Future[Any]) -> None:
    """Take note of a failure that nobody waits for any more."""
    if not done.cancelled() and (error := done.exception()) is not None:
        logger.error("conversation not read or written: %s", type(error).__name__)
