"""Accounts in the database."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.accounts.passwords import LONGEST, SHORTEST, hashed
from bot.records.database import Connection, metadata

Role = Literal["operator", "supervisor", "policy"]

ROLES: tuple[Role, ...] = ("operator", "supervisor", "policy")
LONGEST_NAME = 64

ACCOUNTS = sa.Table(
    "accounts",
    metadata,
    sa.Column("name", sa.String(LONGEST_NAME), primary_key=True),
    sa.Column("display_name", sa.String(LONGEST_NAME), nullable=False),
    sa.Column("roles", sa.String(64), nullable=False),
    sa.Column("password", sa.Text, nullable=False),
    # Changes with the password and when the person signs out: an older sign-in is void.
    sa.Column("stamp", sa.String(16), nullable=False),
)


class AccountError(ValueError):
    """An account cannot be as asked; the message says why."""


@dataclass(frozen=True)
class Account:
    """Somebody who may sign in.

    Attributes:
        name: what is typed to sign in, in small letters.
        display_name: what others see.
        roles: what the person may do.
        stamp: of the present sign-ins; one under another stamp is void.
    """

    name: str
    display_name: str
    roles: tuple[Role, ...]
    stamp: str


def add_account(
    connection: Connection, name: str, display_name: str, roles: Sequence[str], password: str
) -> Account:
    """Add an account.

    Raises:
        AccountError: the name is taken or unusable, a role unknown, the password too short.
    """
    plain = plain_name(name)
    if not plain or len(plain) > LONGEST_NAME or not plain.isprintable() or " " in plain:
        raise AccountError(f"a name has 1 to {LONGEST_NAME} characters and no spaces")
    shown = display_name.strip()
    if not shown or len(shown) > LONGEST_NAME or not shown.isprintable():
        raise AccountError(f"a display name has 1 to {LONGEST_NAME} characters")
    if not roles or not set(roles) <= set(ROLES):
        raise AccountError(f"a role is one of {', '.join(ROLES)}")
    if find_account(connection, plain):
        raise AccountError(f"there is an account {plain} already")
    row = {
        "name": plain,
        "display_name": shown,
        "roles": ",".join(role for role in ROLES if role in roles),
        **_secret(password),
    }
    connection.execute(ACCOUNTS.insert().values(**row))
    return _account(row)


def find_account(connection: Connection, name: str) -> Account | None:
    """The account of that name, however it is typed."""
    row = connection.execute(_of(name)).mappings().first()
    return _account(row) if row else None


def list_accounts(connection: Connection) -> list[Account]:
    """All accounts by name."""
    rows = connection.execute(sa.select(ACCOUNTS).order_by(ACCOUNTS.c.name)).mappings()
    return [_account(row) for row in rows]


def remove_account(connection: Connection, name: str) -> None:
    """Remove an account; whoever is signed in with it is out.

    Raises:
        AccountError: there is none of that name.
    """
    changed = connection.execute(ACCOUNTS.delete().where(ACCOUNTS.c.name == plain_name(name)))
    if not changed.rowcount:
        raise AccountError(f"there is no account {name}")


def set_password(connection: Connection, name: str, password: str) -> None:
    """Change an account's password; whoever is signed in with the old one is out.

    Raises:
        AccountError: there is no such account, or the password is too short.
    """
    of_name = ACCOUNTS.c.name == plain_name(name)
    changed = connection.execute(ACCOUNTS.update().where(of_name).values(**_secret(password)))
    if not changed.rowcount:
        raise AccountError(f"there is no account {name}")


def rotate_stamp(connection: Connection, account: Account) -> None:
    """End all sign-ins of an account; nothing where they were ended meanwhile."""
    same = (ACCOUNTS.c.name == account.name) & (ACCOUNTS.c.stamp == account.stamp)
    connection.execute(ACCOUNTS.update().where(same).values(stamp=_stamp()))


def find_password(connection: Connection, name: str) -> tuple[Account, str] | None:
    """An account and the hash of its password."""
    row = connection.execute(_of(name)).mappings().first()
    return (_account(row), row["password"]) if row else None


def replace_hash(connection: Connection, account: Account, new: str) -> None:
    """Store the same password under a stronger hash; nobody is signed out."""
    same = (ACCOUNTS.c.name == account.name) & (ACCOUNTS.c.stamp == account.stamp)
    connection.execute(ACCOUNTS.update().where(same).values(password=new))


def plain_name(name: str) -> str:
    """A name as it is stored, however it is typed."""
    # No database takes a lone surrogate, and PostgreSQL no NUL.
    name = name.encode("utf-8", "replace").decode("utf-8").replace("\0", "?")
    return unicodedata.normalize("NFKC", name).strip().lower()


def _of(name: str) -> sa.sql.Select:
    return sa.select(ACCOUNTS).where(ACCOUNTS.c.name == plain_name(name))


def _secret(password: str) -> dict[str, str]:
    if not SHORTEST <= len(password) <= LONGEST:
        raise AccountError(f"a password has {SHORTEST} to {LONGEST} characters")
    return {"password": hashed(password), "stamp": _stamp()}


def _stamp() -> str:
    return secrets.token_hex(8)


def _account(row: sa.engine.RowMapping | dict[str, str]) -> Account:
    roles = tuple(role for role in ROLES if role in row["roles"].split(","))
    return Account(row["name"], row["display_name"], roles, row["stamp"])
