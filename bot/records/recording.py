"""Writes turns down behind the person's back: nobody waits for it and no turn fails by it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import lru_cache

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.database import Connection, Database, RecordsError, database
from bot.records.turns import TurnRecord, add_turns

logger = logging.getLogger(__name__)

# Half an hour of a busy day; what a database that stays away costs in memory.
_MOST_WAITING = 10_000
_SECONDS_BETWEEN_COMPLAINTS = 60.0


class Recorder:
    """Collects turns and writes them in the database's worker thread, many at once under load.

    What is waiting when the server stops is written before Python ends. While the database cannot
    be reached turns wait for the next attempt, which the next turn makes.

    Args:
        find: gives the database; called for each attempt.
    """

    def __init__(self, find: Callable[[], Database]) -> None:
        self._find = find
        self._lock = threading.Lock()
        self._waiting: list[TurnRecord] = []
        self._asked = False
        self._complained: float | None = None

    @property
    def waiting(self) -> int:
        """How many turns wait to be written."""
        return len(self._waiting)

    def record(self, turn: TurnRecord) -> None:
        """Have a turn written; returns at once and raises nothing."""
        with self._lock:
            if len(self._waiting) < _MOST_WAITING:
                self._waiting.append(turn)
            if self._asked:
                return
            self._asked = True
        try:
            self._find().submit(self._write).add_done_callback(self._done)
        except Exception as error:  # a person is waiting for this turn, whatever broke
            self._failed(error)

    def _write(self, connection: Connection) -> None:
        with self._lock:
            turns, self._waiting = self._waiting, []
            # From here on the next turn asks for a writing of its own.
            self._asked = False
        try:
            add_turns(connection, turns)
        except sa.exc.OperationalError:
            with self._lock:
                self._waiting = [*turns, *self._waiting][:_MOST_WAITING]
            raise

    def _done(self, written: Future[None]) -> None:
        error = written.exception()
        if error is not None:
            self._failed(error)

    def _failed(self, error: BaseException) -> None:
        with self._lock:
            self._asked = False
            now = time.monotonic()
            last = self._complained
            if last is not None and now - last < _SECONDS_BETWEEN_COMPLAINTS:
                return
            self._complained = now
        # The database's own words may hold what people said, ours do not.
        reason = str(error) if isinstance(error, RecordsError) else type(error).__name__
        logger.error("turns not recorded: %s", reason)


@lru_cache(maxsize=1)
def recorder() -> Recorder:
    """The recorder of this process."""
    return Recorder(database)
