"""Who may do what at the policy desk, and for which places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.accounts import AccountError, find_account
from bot.records.accounts.store import LONGEST_NAME, plain_name
from bot.records.audit import Change, append
from bot.records.database import Connection, insert_into, metadata
from bot.standing import EVERYWHERE as EVERYWHERE

DeskRole = Literal["editor", "reviewer", "publisher", "auditor", "administrator"]

DESK_ROLES: tuple[DeskRole, ...] = ("editor", "reviewer", "publisher", "auditor", "administrator")
_REGION = re.compile(r"[0-9]{6}")
# A code of GB/T 2260 has two digits a level; pairs of zeros at its end stand for all below.
_LEVELS = re.compile(r"(?:00)*$")

DESK_RIGHTS = sa.Table(
    "desk_rights",
    metadata,
    sa.Column(
        "account",
        sa.String(LONGEST_NAME),
        sa.ForeignKey("accounts.name", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("role", sa.String(16), primary_key=True),
    sa.Column("region", sa.String(6), primary_key=True),
)


@dataclass(frozen=True)
class Right:
    """A role for a place.

    Attributes:
        role: what may be done.
        region: code of the place, for which and all below which it holds.
    """

    role: DeskRole
    region: str

    def covers(self, region: str) -> bool:
        """Whether it holds for a place."""
        return covers(self.region, region)


def covers(region: str, other: str) -> bool:
    """Whether a place is another one, or holds it, by their codes."""
    return other.startswith(_LEVELS.sub("", region))


def rights_of(connection: Connection, account: str) -> tuple[Right, ...]:
    """The rights of an account."""
    query = sa.select(DESK_RIGHTS.c.role, DESK_RIGHTS.c.region).where(
        DESK_RIGHTS.c.account == plain_name(account)
    )
    ordered = query.order_by(DESK_RIGHTS.c.region, DESK_RIGHTS.c.role)
    return tuple(Right(*row) for row in connection.execute(ordered))


def all_rights(connection: Connection) -> list[tuple[str, Right]]:
    """Every right with the name of its account, by name."""
    table = DESK_RIGHTS.c
    ordered = sa.select(table.account, table.role, table.region).order_by(
        table.account, table.region, table.role
    )
    return [(name, Right(role, region)) for name, role, region in connection.execute(ordered)]


def grant(connection: Connection, account: str, role: str, region: str, by: str) -> Right:
    """Give an account a right; nothing where it has it already.

    Args:
        connection: to the records.
        account: name of the account.
        role: what may be done.
        region: code of the place for which.
        by: who gives it.

    Raises:
        AccountError: there is no such account, role or place.
    """
    name, right = plain_name(account), _right(role, region)
    if find_account(connection, name) is None:
        raise AccountError(f"there is no account {account}")
    row = {"account": name, "role": right.role, "region": right.region}
    added = connection.execute(
        insert_into(connection, DESK_RIGHTS).values(**row).on_conflict_do_nothing()
    )
    if added.rowcount:
        append(connection, Change(by, "right.give", name, right.region, after=row))
    return right


def revoke(connection: Connection, account: str, role: str, region: str, by: str) -> None:
    """Take a right from an account; nothing where it does not have it.

    Raises:
        AccountError: there is no such role or place.
    """
    name, right = plain_name(account), _right(role, region)
    row = {"account": name, "role": right.role, "region": right.region}
    same = sa.and_(*(DESK_RIGHTS.c[column] == value for column, value in row.items()))
    if connection.execute(DESK_RIGHTS.delete().where(same)).rowcount:
        append(connection, Change(by, "right.take", name, right.region, before=row))


def _right(role: str, region: str) -> Right:
    if role not in DESK_ROLES:
        raise AccountError(f"a role of the desk is one of {', '.join(DESK_ROLES)}")
    if not _REGION.fullmatch(region):
        raise AccountError(f"a place is a code of six digits, {EVERYWHERE} for every place")
    return Right(role, region)
