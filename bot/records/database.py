"""The one database of records: SQLite by default, PostgreSQL by setting."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar

import sqlalchemy as sa  # type: ignore[import-untyped]
from sqlalchemy.dialects import postgresql, sqlite  # type: ignore[import-untyped]

from bot.records.opening import CONNECTIONS, SETTING, open_database, options_of, read_address
from bot.records.opening import RecordsError as RecordsError
from bot.records.opening import metadata as metadata
from luohu.settings import settings

CONVERSATIONS_SETTING = "LUOHU_CONVERSATIONS_DB"

P = ParamSpec("P")
T = TypeVar("T")
# SQLAlchemy 1.4 has no type information.
Connection: TypeAlias = Any


class Database:
    """Runs work in transactions, in worker threads, so that nobody waits for a disk.

    It is opened by the first work, tables that are missing are made then, and where it cannot be
    opened each work fails and the next one tries again.

    Args:
        url: SQLAlchemy's address of an SQLite file or of a PostgreSQL database.
        setting: what the address comes from.

    Raises:
        RecordsError: the address is neither.
    """

    def __init__(self, url: str, setting: str = SETTING) -> None:
        self._url = read_address(url, setting)
        self._setting = setting
        self._lock = threading.Lock()
        self._engine: Any = None
        sqlite = self._url.get_backend_name() == "sqlite"
        # SQLite has one writer at a time: a queue is fairer than its busy timeout.
        self._writers = ThreadPoolExecutor(1 if sqlite else CONNECTIONS, "records")
        self._readers = ThreadPoolExecutor(2, "records-read") if sqlite else self._writers

    async def run(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run ``work(connection, *args)`` in one transaction and give what it returns.

        Raises:
            RecordsError: the database cannot be opened.
            sqlalchemy.exc.SQLAlchemyError: the work failed; nothing of it is stored.
        """
        return await asyncio.wrap_future(self.submit(work, *args, **kwargs))

    async def read(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Like ``run`` for work that only reads: it sees one state, and holds up no writing."""
        return await asyncio.wrap_future(
            self._readers.submit(lambda: self._transact(True, work, *args, **kwargs))
        )

    def submit(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Like ``run`` for callers that do not wait; it is done before Python ends."""
        return self._writers.submit(lambda: self._transact(False, work, *args, **kwargs))

    def close(self) -> None:
        """Finish what was submitted and close all connections."""
        self._writers.shutdown()
        self._readers.shutdown()
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()

    def _transact(
        self,
        reads: bool,
        work: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        engine = self._opened()
        with engine.connect().execution_options(**options_of(engine, reads)) as connection:  # noqa: SIM117
            with connection.begin():
                try:
                    return work(connection, *args, **kwargs)
                except sa.exc.DBAPIError as error:
                    _hide_values(error)
                    raise

    def _opened(self) -> Any:  # noqa: ANN401 - SQLAlchemy 1.4 is untyped
        with self._lock:
            if self._engine is None:
                self._engine = open_database(self._url, self._setting)
            return self._engine


def insert_into(connection: Connection, table: Any) -> Any:  # noqa: ANN401 - SQLAlchemy 1.4 is untyped
    """An insert that has ``on_conflict_do_update`` and ``on_conflict_do_nothing``."""
    return (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)


@lru_cache(maxsize=1)
def database() -> Database:
    """The database that this process's settings name.

    Raises:
        RecordsError: the setting is no address of a database that can be used.
    """
    return Database(settings().records_url)


@lru_cache(maxsize=1)
def conversations() -> Database:
    """The PostgreSQL database that keeps the conversations of several servers.

    Where it is that of the records, too, both share its connections.

    Raises:
        RecordsError: the setting names no PostgreSQL database.
    """
    url = settings().conversations_url
    if url == settings().records_url:
        return database()
    named = Database(url, CONVERSATIONS_SETTING)
    if not url.startswith("postgresql"):
        raise RecordsError(
            f"{CONVERSATIONS_SETTING} names no PostgreSQL database; write "
            "postgresql://user:password@host:5432/name, or leave it empty for a file below var/db"
        )
    return named


def _hide_values(error: Any) -> None:  # noqa: ANN401 - SQLAlchemy 1.4 is untyped
    """Leave only the first line of what PostgreSQL says: the others quote row and statement."""
    error.args = tuple(str(one).split("\n", 1)[0] for one in error.args)
    error.orig.args = tuple(str(one).split("\n", 1)[0] for one in error.orig.args)
