"""The directory of offices, as the offices themselves give it: never law, and empty by default."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.audit import Change, append
from bot.records.database import Connection, metadata

LONGEST = {
    "name": 80,
    "address": 120,
    "hours": 80,
    "does": 120,
    "phone": 40,
    "map_link": 300,
    "source": 200,
}
_NEEDED = ("name", "address", "source")
_LINK = re.compile(r"https://[^\s\"'<>]+")

OFFICES = sa.Table(
    "offices",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("region", sa.String(6), nullable=False, index=True),
    *(sa.Column(name, sa.String(most), nullable=False) for name, most in LONGEST.items()),
    sa.Column("checked_on", sa.Date, nullable=False),
)


class OfficeError(ValueError):
    """An office cannot be as given; the message names the field."""


@dataclass(frozen=True)
class Office:
    """Where residents go.

    Attributes:
        id: its id; empty for one that is not kept yet.
        region: code of the place.
        name: what it is called.
        address: where it is.
        hours: when it is open.
        does: what is done there.
        phone: a public telephone number.
        map_link: where a map shows it.
        source: who says so.
        checked_on: the day on which somebody last made sure of it.
    """

    id: str
    region: str
    name: str
    address: str
    hours: str
    does: str
    phone: str
    map_link: str
    source: str
    checked_on: date

    def __post_init__(self) -> None:
        for name, most in LONGEST.items():
            text = getattr(self, name)
            if len(text) > most or not text.isprintable() or (name in _NEEDED and not text.strip()):
                raise OfficeError(name)
        if self.map_link and not _LINK.fullmatch(self.map_link):
            raise OfficeError("map_link")


def office_of(values: Mapping[str, str], region: str, today: date, office_id: str = "") -> Office:
    """An office from the texts of a form.

    Args:
        values: by the names of ``Office``; what is left out is empty.
        region: code of the place.
        today: no office was made sure of after it.
        office_id: where it is one that is kept.

    Raises:
        OfficeError: a value that cannot be.
    """
    try:
        checked = date.fromisoformat(values.get("checked_on", ""))
    except ValueError as error:
        raise OfficeError("checked_on") from error
    if checked > today:
        raise OfficeError("checked_on")
    texts = {name: values.get(name, "").strip() for name in LONGEST}
    return Office(id=office_id, region=region, checked_on=checked, **texts)


def offices_of(connection: Connection, regions: Collection[str] | None = None) -> list[Office]:
    """The offices of places, or of all of them, by place and name."""
    query = sa.select(OFFICES).order_by(OFFICES.c.region, OFFICES.c.name, OFFICES.c.id)
    if regions is not None:
        query = query.where(OFFICES.c.region.in_(list(regions)))
    return [Office(**row) for row in connection.execute(query).mappings()]


def find_office(connection: Connection, office_id: str) -> Office | None:
    """The office of an id."""
    row = connection.execute(sa.select(OFFICES).where(OFFICES.c.id == office_id)).mappings().first()
    return Office(**row) if row else None


def keep_office(connection: Connection, office: Office, by: str, why: str = "") -> Office:
    """Keep an office, in place of the one of its id where it has one."""
    before = find_office(connection, office.id) if office.id else None
    values = {one.name: getattr(office, one.name) for one in fields(Office)}
    if before is None:
        values["id"] = secrets.token_hex(8)
        connection.execute(OFFICES.insert().values(**values))
    else:
        connection.execute(OFFICES.update().where(OFFICES.c.id == office.id).values(**values))
    kept = Office(**values)
    change = Change(by, "office.keep", kept.id, kept.region, _told(before), _told(kept), why)
    append(connection, change)
    return kept


def remove_office(connection: Connection, office: Office, by: str, why: str) -> None:
    """Remove an office; nothing where it is gone."""
    if connection.execute(OFFICES.delete().where(OFFICES.c.id == office.id)).rowcount:
        change = Change(
            by, "office.remove", office.id, office.region, before=_told(office), why=why
        )
        append(connection, change)


def _told(office: Office | None) -> dict[str, str] | None:
    return {name: str(value) for name, value in asdict(office).items()} if office else None
