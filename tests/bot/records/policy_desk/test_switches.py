"""What is switched off stays so until its end or until somebody ends it, and both are on record."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from bot.records.audit import entries
from bot.records.database import Database
from bot.records.policy_desk.switches import (
    Aim,
    Switch,
    SwitchError,
    find_switch,
    switch_off,
    switch_on,
    switches_before,
    switches_on,
)

NOW = datetime(2026, 11, 1, 9, tzinfo=timezone.utc)
DAY = timedelta(days=1)
CLAUSE = Aim("clause", "371000", "weihai-2021", "一/(二)")


def run(records: Database, work: Any, *given: Any) -> Any:  # noqa: ANN401
    return asyncio.run(records.run(work, *given))


def set_one(records: Database, aim: Aim = CLAUSE, reason: str = "文件正在修订") -> Switch:
    switched: Switch = run(records, switch_on, aim, reason, NOW + DAY, "wang", NOW)
    return switched


def test_a_switch_holds_until_its_end(records: Database) -> None:
    switch = set_one(records)
    assert run(records, switches_on, NOW) == [switch]
    assert run(records, switches_before, NOW, 10) == []
    assert run(records, switches_on, NOW + DAY) == []
    assert run(records, switches_before, NOW + DAY, 10) == [switch]


def test_a_switch_can_be_ended_before_its_time(records: Database) -> None:
    switch = set_one(records)
    for _ in range(2):
        run(records, switch_off, switch, "核对完了", "li", NOW)
    assert run(records, switches_on, NOW) == []
    ended = run(records, find_switch, switch.id)
    assert (ended.ended_by, ended.ended_at) == ("li", int(NOW.timestamp()))
    told = [(one.who, one.what, one.why) for one in run(records, entries)]
    assert told == [("li", "switch.off", "核对完了"), ("wang", "switch.on", "文件正在修订")]


@pytest.mark.parametrize(("reason", "ahead"), [("  ", DAY), ("改" * 201, DAY), ("在修订", -DAY)])
def test_a_switch_needs_a_reason_and_an_end(
    records: Database, reason: str, ahead: timedelta
) -> None:
    with pytest.raises(SwitchError):
        run(records, switch_on, CLAUSE, reason, NOW + ahead, "wang", NOW)
    assert run(records, entries) == []


@pytest.mark.parametrize(
    "given",
    [
        ("clause", "371000", "weihai-2021"),
        ("pathway", "371000"),
        ("place", "371000", "weihai-2021"),
        ("document", "371000"),
        ("moon", "371000"),
    ],
)
def test_what_is_switched_has_to_be_named_exactly(given: Any) -> None:  # noqa: ANN401
    with pytest.raises(SwitchError):
        Aim(*given)
