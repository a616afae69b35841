"""Signing in, with an end to guessing."""

from __future__ import annotations

import asyncio
import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.accounts.passwords import hashed, holds, is_outdated
from bot.records.accounts.store import Account, find_password, plain_name, replace_hash
from bot.records.database import Connection, Database, insert_into, metadata

MOST_ATTEMPTS = 5
LOCKED = timedelta(minutes=15)

# A hash takes 64 MB and a core for a while: a rush of sign-ins must not take the bot's.
_HASHING = ThreadPoolExecutor(1, "passwords")

ATTEMPTS = sa.Table(
    "sign_in_attempts",
    metadata,
    # Of a name, known or not: nobody learns from a refusal whether there is such an account.
    sa.Column("name_hash", sa.String(64), primary_key=True),
    sa.Column("failed", sa.Integer, nullable=False),
    sa.Column("last_at", sa.BigInteger, nullable=False, index=True),
)


class TooManyAttemptsError(Exception):
    """A name failed too often and has to wait.

    Attributes:
        seconds: how long.
    """

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many attempts, wait {seconds} s")
        self.seconds = seconds


async def sign_in(
    database: Database, name: str, password: str, now: datetime | None = None
) -> Account | None:
    """The account that name and password open.

    An unknown name takes as long as a wrong password, and is locked as it would be.

    Returns:
        None where they open none.

    Raises:
        TooManyAttemptsError: the name failed too often of late; the password was not looked at.
        RecordsError: the database cannot be opened.
    """
    now = now or datetime.now(timezone.utc)
    # Counted before the password is looked at, so that many at once get no further than one.
    found = await database.run(_begin, name, now)
    account, stored = found or (None, None)
    loop = asyncio.get_running_loop()
    if not await loop.run_in_executor(_HASHING, holds, password, stored) or not account:
        return None
    await database.run(_forgive, name)
    if stored and is_outdated(stored):
        anew = await loop.run_in_executor(_HASHING, hashed, password)
        await database.run(replace_hash, account, anew)
    return account


def purge_attempts(connection: Connection, now: datetime) -> int:
    """Erase the attempts that count no longer; returns how many."""
    over = ATTEMPTS.c.last_at <= int((now - LOCKED).timestamp())
    return int(connection.execute(ATTEMPTS.delete().where(over)).rowcount)


def _begin(connection: Connection, name: str, now: datetime) -> tuple[Account, str] | None:
    purge_attempts(connection, now)
    key, seconds = _key(name), int(now.timestamp())
    counted = ATTEMPTS.c.name_hash == key
    first = insert_into(connection, ATTEMPTS).values(name_hash=key, failed=0, last_at=seconds)
    connection.execute(first.on_conflict_do_nothing())
    row = connection.execute(sa.select(ATTEMPTS).where(counted).with_for_update()).one()
    if row.failed >= MOST_ATTEMPTS:
        raise TooManyAttemptsError(row.last_at + int(LOCKED.total_seconds()) - seconds)
    more = {"failed": row.failed + 1, "last_at": seconds}
    connection.execute(ATTEMPTS.update().where(counted).values(**more))
    return find_password(connection, name)


def _forgive(connection: Connection, name: str) -> None:
    connection.execute(ATTEMPTS.delete().where(ATTEMPTS.c.name_hash == _key(name)))


def _key(name: str) -> str:
    return hashlib.sha256(plain_name(name).encode()).hexdigest()
