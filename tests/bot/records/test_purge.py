"""What is old is erased for good, and the figures stay."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.records.calls import list_calls, open_call
from bot.records.cases import Case, open_case
from bot.records.database import Database, database
from bot.records.feedback import Feedback, save_feedback
from bot.records.purge import main
from bot.records.reports import make_reports
from bot.records.retention import purge, retention
from bot.records.turns import TurnRecord, add_turns
from bot.records.wanted import Wanted
from luohu.settings import settings

NOW = datetime.now(timezone.utc)


async def fill(records: Database, age: timedelta) -> None:
    then = NOW - age
    turn = TurnRecord(then, "kiosk", "371000", "no_answer", None, "oldquestion")
    await records.run(add_turns, [turn])
    await records.run(save_feedback, Feedback("m", "me", then, "kiosk", "down", comment="wrong"))
    await records.run(open_call, "wang", None, int(then.timestamp() * 1000))
    await records.run(open_case, Case(region="371000"), then)


def left(records: Database) -> list[int]:
    names = ("turns_by_day", "unanswered", "feedback")
    found = asyncio.run(records.read(make_reports, Wanted(), names))
    calls = asyncio.run(records.read(list_calls, None))
    return [*(len(found[name]) for name in names), len(calls)]


@pytest.mark.parametrize(("days", "expected"), [(179, [1, 1, 1, 1]), (182, [1, 0, 0, 0])])
def test_what_is_older_than_half_a_year_is_erased(
    records: Database, days: int, expected: list[int]
) -> None:
    asyncio.run(fill(records, timedelta(days=days)))
    erased = asyncio.run(records.run(purge, retention().records, NOW))
    assert left(records) == expected
    assert erased["cases"] == 1


def test_an_administrator_erases(capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(fill(database(), timedelta(days=20)))
    assert main([]) == 0
    assert "0 questions, 0 feedback, 0 calls, 1 cases" in capsys.readouterr().out
    assert main(["--days", "10"]) == 0
    assert "1 questions, 1 feedback, 1 calls, 0 cases" in capsys.readouterr().out
    assert left(database()) == [1, 0, 0, 0]


def test_nothing_of_it_is_left_in_the_files() -> None:
    asyncio.run(fill(database(), timedelta(days=300)))
    assert main([]) == 0
    file = Path(settings().records_url.removeprefix("sqlite:///"))
    for one in file.parent.glob("records.db*"):
        assert b"oldquestion" not in one.read_bytes()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM turns").fetchone() == (1,)


def test_records_that_cannot_be_opened_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LUOHU_RECORDS_DB", "nowhere")
    settings.cache_clear()
    assert main([]) == 1
    assert "LUOHU_RECORDS_DB" in capsys.readouterr().err


@pytest.mark.parametrize("days", ["0", "-1", "x"])
def test_nobody_erases_everything_by_a_slip(days: str) -> None:
    with pytest.raises(SystemExit):
        main([f"--days={days}"])
