"""Signing in, with an end to guessing."""

from __future__ import annotations

import asyncio
import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timezone

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.limits import Rate, limits
from bot.records.accounts.passwords import hashed, holds, is_outdated
from bot.records.accounts.store import Account, find_password, plain_name, replace_hash
from bot.records.database import Connection, Database, insert_into, metadata

# A hash takes 64 MB and a core for a while: a rush of sign-ins must not take the bot's, and one of
# strangers not that of the browsers that know a name.
_HASHING = {known: ThreadPoolExecutor(1, "passwords") for known in (True, False)}

ATTEMPTS = sa.Table(
    "sign_in_attempts",
    metadata,
    # Of a name and a place; of a name, known or not: nobody learns from a refusal whether there is
    # such an account.
    sa.Column("name_hash", sa.String(64), primary_key=True),
    sa.Column("failed", sa.Integer, nullable=False),
    sa.Column("last_at", sa.BigInteger, nullable=False, index=True),
)


@dataclass(frozen=True)
class Place:
    """Where somebody signs in.

    Attributes:
        key: a browser's id, else an address; empty where nothing is known.
        known: whether it is a browser in which the same name has signed in before: whoever fails
            elsewhere does not lock it.
    """

    key: str = ""
    known: bool = False


class TooManyAttemptsError(Exception):
    """A name failed too often in a place, or everywhere, and has to wait.

    Attributes:
        seconds: how long.
    """

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many attempts, wait {seconds} s")
        self.seconds = seconds


async def sign_in(
    database: Database,
    name: str,
    password: str,
    now: datetime | None = None,
    place: Place | None = None,
) -> Account | None:
    """The account that name and password open.

    An unknown name takes as long as a wrong password, and is locked as it would be. A name is
    locked where it failed, so that nobody elsewhere can lock a colleague out.

    Returns:
        None where they open none.

    Raises:
        TooManyAttemptsError: the name failed there too often of late; the password was not looked
            at.
        RecordsError: the database cannot be opened.
    """
    now, place = now or datetime.now(timezone.utc), place or Place()
    # Counted before the password is looked at, so that many at once get no further than one.
    found = await database.run(_begin, name, place, now)
    account, stored = found or (None, None)
    loop = asyncio.get_running_loop()
    hashing = _HASHING[place.known]
    if not await loop.run_in_executor(hashing, holds, password, stored) or not account:
        return None
    await database.run(_forgive, name, place)
    if stored and is_outdated(stored):
        anew = await loop.run_in_executor(hashing, hashed, password)
        await database.run(replace_hash, account, anew)
    return account


def locked_for(connection: Connection, name: str, place: Place, now: datetime) -> int:
    """Seconds for which a name is locked in a place or everywhere, 0 where it is not.

    For who signs in without a password, which nobody guesses: it is not counted.
    """
    rates = _counted(name, place).items()
    return max(0, *(_wait(connection, key, rate, int(now.timestamp())) for key, rate in rates))


def purge_attempts(connection: Connection, now: datetime) -> int:
    """Erase the attempts that count no longer; returns how many."""
    _most, locked = limits().failed_sign_ins
    over = ATTEMPTS.c.last_at <= int(now.timestamp() - locked)
    return int(connection.execute(ATTEMPTS.delete().where(over)).rowcount)


def _begin(
    connection: Connection, name: str, place: Place, now: datetime
) -> tuple[Account, str] | None:
    purge_attempts(connection, now)
    for key, rate in _counted(name, place).items():
        _count(connection, key, rate, int(now.timestamp()))
    return find_password(connection, name)


def _counted(name: str, place: Place) -> dict[str, Rate]:
    """Under which keys a name's attempts in a place are counted, and how many each may have."""
    here = {_key(name, place): limits().failed_sign_ins}
    return here if place.known else {**here, _key(name): limits().failed_sign_ins_of_a_name}


def _wait(connection: Connection, key: str, rate: Rate, now: int) -> int:
    most, locked = rate
    row = connection.execute(sa.select(ATTEMPTS).where(ATTEMPTS.c.name_hash == key)).first()
    return row.last_at + int(locked) - now if row and row.failed >= most else 0


def _count(connection: Connection, key: str, rate: Rate, now: int) -> None:
    most, locked = rate
    counted = ATTEMPTS.c.name_hash == key
    first = insert_into(connection, ATTEMPTS).values(name_hash=key, failed=0, last_at=now)
    connection.execute(first.on_conflict_do_nothing())
    row = connection.execute(sa.select(ATTEMPTS).where(counted).with_for_update()).one()
    if row.failed >= most:
        raise TooManyAttemptsError(row.last_at + int(locked) - now)
    more = {"failed": row.failed + 1, "last_at": now}
    connection.execute(ATTEMPTS.update().where(counted).values(**more))


def _forgive(connection: Connection, name: str, place: Place) -> None:
    keys = list(_counted(name, place))
    connection.execute(ATTEMPTS.delete().where(ATTEMPTS.c.name_hash.in_(keys)))


def _key(name: str, place: Place | None = None) -> str:
    where = f"\0{place.known}\0{place.key}" if place else ""
    return hashlib.sha256(f"{plain_name(name)}{where}".encode()).hexdigest()
