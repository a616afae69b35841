"""The directory of offices holds what offices say of themselves, with its source and its check."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.records.audit import entries
from bot.records.database import Database
from bot.records.policy_desk.offices import (
    OfficeError,
    keep_office,
    office_of,
    offices_of,
    remove_office,
)

TODAY = date(2026, 11, 1)
FORM = {
    "name": "环翠区户籍窗口",
    "address": "文化中路1号",
    "hours": "工作日9:00–17:00",
    "phone": "0631-5200000",
    "map_link": "https://example.org/map",
    "source": "区分局来函",
    "checked_on": "2026-10-30",
}


def run(records: Database, work: Any, *given: Any) -> Any:  # noqa: ANN401
    return asyncio.run(records.run(work, *given))


def test_nothing_stands_in_the_directory_by_itself(records: Database) -> None:
    assert run(records, offices_of) == []


def test_an_office_is_kept_changed_and_removed(records: Database) -> None:
    kept = run(records, keep_office, office_of(FORM, "371000", TODAY), "wang")
    assert run(records, offices_of, ["371000"]) == [kept]
    assert run(records, offices_of, ["131000"]) == []
    moved = replace(kept, address="文化中路2号")
    run(records, keep_office, moved, "li", "搬了")
    assert run(records, offices_of) == [moved]
    run(records, remove_office, moved, "li", "撤了")
    assert run(records, offices_of) == []
    audit = run(records, entries)
    assert [one.what for one in audit] == ["office.remove", "office.keep", "office.keep"]
    assert "文化中路1号" in (audit[1].before or "")
    assert "文化中路2号" in (audit[1].after or "")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("address", ""),
        ("source", ""),
        ("phone", "0" * 41),
        ("map_link", "javascript:alert(1)"),
        ("checked_on", ""),
        ("checked_on", "2026-11-02"),
    ],
)
def test_what_nobody_could_use_is_refused_by_its_name(field: str, value: str) -> None:
    with pytest.raises(OfficeError, match=field):
        office_of({**FORM, field: value}, "371000", TODAY)
