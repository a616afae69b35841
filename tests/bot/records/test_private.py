"""Copies of what people said are nobody else's to read."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from bot.records import backup, candidates
from bot.records.database import Database, database
from bot.records.turns import TurnRecord, add_turns
from luohu.clock import CHINA
from luohu.settings import settings


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


@pytest.fixture
def _installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUOHU_VAR_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("LUOHU_RECORDS_DB", "")
    settings.cache_clear()
    database.cache_clear()


def keep_something() -> Database:
    turn = TurnRecord(datetime.now(CHINA), "kiosk", None, "no_answer", None, "积分")
    asyncio.run(database().run(add_turns, [turn]))
    return database()


@pytest.mark.usefixtures("_installed")
def test_a_backup_is_whole_and_private(tmp_path: Path) -> None:
    keep_something()
    copies = tmp_path / "copies"
    assert backup.main(["--out", str(copies)]) == 0
    copy = copies / "records.db"
    assert (mode(copies), mode(copy)) == (0o700, 0o600)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT question FROM turns").fetchall() == [("积分",)]
    assert [file.name for file in copies.iterdir()] == ["records.db"]


@pytest.mark.usefixtures("_installed")
def test_a_backup_never_replaces_the_database_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_something()
    assert backup.main(["--out", str(tmp_path / "var" / "db")]) == 1
    assert "another folder" in capsys.readouterr().err


@pytest.mark.usefixtures("_installed")
def test_an_export_is_private_also_where_an_open_file_was(tmp_path: Path) -> None:
    out = tmp_path / "candidates.yml"
    out.write_text("older")
    out.chmod(0o644)
    assert candidates.main(["--out", str(out)]) == 0
    assert mode(out) == 0o600
    assert "older" not in out.read_text()


@pytest.mark.usefixtures("_installed")
def test_a_database_that_others_may_read_is_closed_to_them(tmp_path: Path) -> None:
    keep_something().close()
    file = tmp_path / "var" / "db" / "records.db"
    file.chmod(0o644)
    database.cache_clear()
    keep_something()
    assert {mode(one) for one in file.parent.iterdir()} == {0o600}
    assert mode(file.parent) == 0o700
