"""Whom an identity provider's people are here: identities, each bound to one account."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.accounts.store import (
    LONGEST_NAME,
    Account,
    AccountError,
    find_account,
    plain_name,
    rotate_stamp,
)
from bot.records.audit import Change, append
from bot.records.database import Connection, metadata

LONGEST = 255
"""Characters of an issuer or a subject."""

IDENTITIES = sa.Table(
    "identities",
    metadata,
    sa.Column("issuer", sa.String(LONGEST), primary_key=True),
    sa.Column("subject", sa.String(LONGEST), primary_key=True),
    sa.Column(
        "account",
        sa.String(LONGEST_NAME),
        sa.ForeignKey("accounts.name", ondelete="CASCADE"),
        nullable=False,
    ),
    # Whose sign-in it was would be open otherwise.
    sa.UniqueConstraint("issuer", "account", name="one_identity_of_an_issuer"),
)


@dataclass(frozen=True)
class Identity:
    """Somebody as an identity provider knows them.

    Attributes:
        issuer: the provider's address.
        subject: what it calls the person, letter by letter and for ever.
    """

    issuer: str
    subject: str


def bind(connection: Connection, name: str, identity: Identity, by: str) -> Account:
    """Let an identity sign in with an account.

    Args:
        connection: to the records.
        name: name of the account.
        identity: whose it is from now on.
        by: who says so.

    Raises:
        AccountError: there is no such account, the identity cannot be, is bound already, or
            another one of its provider is bound to the account.
    """
    account = find_account(connection, name)
    if account is None:
        raise AccountError(f"there is no account {name}")
    if not 0 < len(identity.subject) <= LONGEST or not identity.subject.isprintable():
        raise AccountError(f"a subject has 1 to {LONGEST} characters that can be printed")
    if len(identity.issuer) > LONGEST:
        raise AccountError(f"an issuer has at most {LONGEST} characters")
    if holder := find_bound(connection, identity):
        raise AccountError(f"this subject is bound to {holder.name} already; unbind it first")
    if _bound_to(connection, account.name, identity.issuer):
        raise AccountError(f"{account.name} is bound to another subject; unbind it first")
    row = {**asdict(identity), "account": account.name}
    connection.execute(IDENTITIES.insert().values(**row))
    append(connection, Change(by, "identity.bind", account.name, after=row))
    return account


def unbind(connection: Connection, name: str, by: str) -> None:
    """Let no identity sign in with an account; whoever is signed in with it is out.

    Raises:
        AccountError: none is bound to it.
    """
    table = IDENTITIES.c
    bound = sa.select(IDENTITIES).where(table.account == plain_name(name))
    rows = [dict(row) for row in connection.execute(bound).mappings()]
    account = find_account(connection, name)
    if account is None or not rows:
        raise AccountError(f"nothing is bound to an account {name}")
    connection.execute(IDENTITIES.delete().where(table.account == account.name))
    rotate_stamp(connection, account)
    for row in rows:
        append(connection, Change(by, "identity.unbind", account.name, before=row))


def find_bound(connection: Connection, identity: Identity) -> Account | None:
    """The account that an identity signs in with."""
    table = IDENTITIES.c
    query = sa.select(table.account).where(
        (table.issuer == identity.issuer) & (table.subject == identity.subject)
    )
    name = connection.execute(query).scalar()
    return None if name is None else find_account(connection, name)


def list_identities(connection: Connection) -> list[tuple[str, Identity]]:
    """Every identity with the name of its account, by name."""
    table = IDENTITIES.c
    ordered = sa.select(table.account, table.issuer, table.subject).order_by(
        table.account, table.issuer
    )
    return [
        (name, Identity(issuer, subject)) for name, issuer, subject in connection.execute(ordered)
    ]


def _bound_to(connection: Connection, account: str, issuer: str) -> bool:
    table = IDENTITIES.c
    query = sa.select(table.subject).where((table.account == account) & (table.issuer == issuer))
    return connection.execute(query).first() is not None
