"""Nobody waits for the statistics, no turn fails by them, and stopping the server loses none."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

import bot.records.recording
from bot.channels.delivery import deliver
from bot.records.database import Connection, Database, database
from bot.records.recording import Recorder, recorder
from bot.records.turns import TURNS, TurnRecord, turn_record
from luohu.settings import ROOT
from tests.bot.conftest import StandIn

SERVER = """
from datetime import datetime
from bot.records.recording import recorder
from bot.records.turns import TurnRecord
from luohu.clock import CHINA
for number in range(300):
    recorder().record(TurnRecord(datetime.now(CHINA), "kiosk", None, "answer", None, None))
"""


def count(connection: Connection) -> int:
    return int(connection.execute(sa.select(sa.func.count()).select_from(TURNS)).scalar())


def counted(records: Database) -> int:
    """How many turns are there once all that was under way is written."""
    return asyncio.run(records.run(count))


def answering(turn: dict[str, Any]) -> StandIn:
    """A Rasa that answers once: what it sends is taken apart on the way."""
    return StandIn(answers=[{"custom": turn}])


@pytest.fixture
def one(turn: dict[str, Any]) -> TurnRecord:
    """A turn to be recorded."""
    return turn_record("kiosk", turn, "租房能落户吗")


def until(holds: Callable[[], bool]) -> None:
    waiting = threading.Event()
    for _ in range(500):
        if holds():
            return
        waiting.wait(0.02)
    pytest.fail("not within ten seconds")


def test_what_goes_out_is_recorded(rasa: StandIn) -> None:
    asyncio.run(deliver(rasa, "租房能落户吗", "me", "kiosk"))
    asyncio.run(deliver(StandIn(), "租房能落户吗", "me", "kiosk"))
    until(lambda: counted(database()) == 2)


@pytest.mark.parametrize(
    ("said", "kept"), [("租房能打滴滴吗？", "租房能打滴滴吗"), ("", None), ("/restart", "restart")]
)
def test_the_question_is_what_the_person_asked(
    turn: dict[str, Any], said: str, kept: str | None
) -> None:
    asyncio.run(deliver(answering({**turn, "kind": "no_answer"}), said, "me", "kiosk"))

    def questions(connection: Connection) -> list[str | None]:
        return [row.question for row in connection.execute(sa.select(TURNS.c.question))]

    until(lambda: asyncio.run(database().run(questions)) == [kept])


def test_many_turns_at_once_are_all_recorded(records: Database, one: TurnRecord) -> None:
    busy = Recorder(lambda: records)
    threads = [
        threading.Thread(target=lambda: [busy.record(one) for _ in range(200)]) for _ in range(5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    until(lambda: counted(records) == 1000)


def test_nobody_waits_while_the_database_is_busy(records: Database, one: TurnRecord) -> None:
    go_on = threading.Event()
    blocked = [records.submit(lambda _connection: go_on.wait(30)) for _ in range(4)]
    busy = Recorder(lambda: records)
    for _ in range(100):
        busy.record(one)
    assert not any(one.done() for one in blocked)
    go_on.set()
    until(lambda: counted(records) == 100)


def test_what_waits_when_the_server_stops_is_written(records_url: str) -> None:
    environment = {**os.environ, "LUOHU_RECORDS_DB": records_url}
    subprocess.run([sys.executable, "-c", SERVER], cwd=ROOT, env=environment, check=True)
    records = Database(records_url)
    assert counted(records) == 300
    records.close()


def test_a_database_that_is_away_fails_no_turn_and_is_named_once(
    turn: dict[str, Any],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "folder").write_text("in the way")
    late = Database(f"sqlite:///{tmp_path}/folder/records.db")
    away = Recorder(lambda: late)
    monkeypatch.setattr("bot.channels.delivery.recorder", lambda: away)
    for _ in range(5):
        items = asyncio.run(deliver(answering(turn), "租房能落户吗", "me", "kiosk"))
        assert [item["custom"] for item in items if "custom" in item] == [turn]
    until(lambda: "LUOHU_RECORDS_DB" in caplog.text)
    assert caplog.text.count("not recorded") == 1
    (tmp_path / "folder").unlink()
    until(lambda: not away._asked)
    asyncio.run(deliver(answering(turn), "租房能落户吗", "me", "kiosk"))
    until(lambda: counted(late) == 6)
    late.close()


def test_a_setting_of_no_use_fails_no_turn(
    rasa: StandIn, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    lost = Recorder(lambda: Database("mysql://me:secret@host/name"))
    monkeypatch.setattr("bot.channels.delivery.recorder", lambda: lost)
    assert asyncio.run(deliver(rasa, "租房能落户吗", "me", "kiosk"))
    assert "LUOHU_RECORDS_DB" in caplog.text
    assert "secret" not in caplog.text


def test_a_table_that_breaks_is_logged_without_what_was_asked(
    records: Database, turn: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    def spoil(connection: Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE turns RENAME COLUMN question TO elsewhere")

    asyncio.run(records.run(spoil))
    said = turn_record("kiosk", {**turn, "kind": "no_answer"}, "租房")
    with caplog.at_level(logging.DEBUG):
        Recorder(lambda: records).record(said)
        until(lambda: "turns not recorded" in caplog.text)
    assert "租房" not in caplog.text


def test_a_turn_of_another_shape_is_passed_on_all_the_same() -> None:
    items = asyncio.run(deliver(answering({"odd": 1}), "租房", "me", "kiosk"))
    assert [item["custom"] for item in items if "custom" in item] == [{"odd": 1}]


def test_a_database_that_stays_away_does_not_fill_the_memory(
    one: TurnRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.records.recording, "_MOST_WAITING", 10)
    lost = Recorder(lambda: Database("nowhere"))
    for _ in range(50):
        lost.record(one)
    assert len(lost._waiting) == 10


def test_the_recorder_writes_to_the_database_of_the_settings(one: TurnRecord) -> None:
    recorder().record(one)
    until(lambda: counted(database()) == 1)
