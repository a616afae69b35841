"""What is written to the records is whole, and a database that is not there is named."""

from __future__ import annotations

import asyncio
import stat
import subprocess
import sys
import threading
import traceback
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.records.database import Connection, Database, RecordsError, database
from bot.records.turns import TURNS
from luohu.settings import ROOT, settings

OPEN = """
import asyncio, sys
from bot.records.database import Database
asyncio.run(Database(sys.argv[1]).run(lambda connection: print("opened")))
"""


def write(connection: Connection, channel: str) -> None:
    connection.execute(TURNS.insert().values(at=0, day=None, channel=channel, kind="answer"))


def write_and_fail(connection: Connection) -> None:
    write(connection, "half")
    raise ValueError("broken off")


def written(connection: Connection) -> list[str]:
    return sorted(row.channel for row in connection.execute(sa.select(TURNS.c.channel)))


def test_what_is_written_can_be_read(records: Database) -> None:
    async def use() -> list[str]:
        await asyncio.gather(*(records.run(write, f"{number:02}") for number in range(20)))
        return await records.read(written)

    assert asyncio.run(use()) == [f"{number:02}" for number in range(20)]


def test_work_that_fails_leaves_nothing(records: Database) -> None:
    with pytest.raises(ValueError, match="broken off"):
        asyncio.run(records.run(write_and_fail))
    assert asyncio.run(records.read(written)) == []


def test_an_error_does_not_show_what_was_to_be_written(records: Database) -> None:
    def spoil(connection: Connection, said: str) -> None:
        connection.execute(sa.text("INSERT INTO nowhere VALUES (:said)"), {"said": said})

    with pytest.raises(sa.exc.SQLAlchemyError) as failure:
        asyncio.run(records.run(spoil, bytes.fromhex("e7a79fe688bf").decode()))
    shown = "".join(traceback.format_exception(failure.value))
    assert "nowhere" in shown
    assert "租房" not in shown


def test_the_next_server_finds_what_was_written(records: Database, records_url: str) -> None:
    asyncio.run(records.run(write, "kiosk"))
    again = Database(records_url)
    assert asyncio.run(again.read(written)) == ["kiosk"]
    again.close()


def test_servers_that_start_together_all_open(records_url: str) -> None:
    command = [sys.executable, "-c", OPEN, records_url]
    servers = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    assert [server.communicate(timeout=120)[0] for server in servers] == ["opened\n"] * 3


def test_two_servers_write_at_once(records: Database, records_url: str) -> None:
    other = Database(records_url)

    async def use() -> list[str]:
        await asyncio.gather(
            *(one.run(write, str(number)) for number in range(50) for one in (records, other))
        )
        return await records.read(written)

    assert len(asyncio.run(use())) == 100
    other.close()


def test_long_reading_holds_up_no_writing(records: Database) -> None:
    go_on = threading.Event()

    def read_long(connection: Connection) -> int:
        connection.execute(sa.select(TURNS.c.id)).fetchall()
        assert go_on.wait(30)
        return len(written(connection))

    async def use() -> None:
        reading = asyncio.ensure_future(records.read(read_long))
        await asyncio.wait_for(records.run(write, "kiosk"), 30)
        go_on.set()
        await reading

    asyncio.run(use())


def test_nobody_waits_in_the_event_loop(records: Database) -> None:
    names = asyncio.run(records.run(lambda _connection: threading.current_thread().name))
    assert names.startswith("records")


def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "records.db"
    apart = Database(f"sqlite:///{file}")
    asyncio.run(apart.run(write, "kiosk"))
    modes = {stat.S_IMODE(one.stat().st_mode) for one in file.parent.iterdir()}
    apart.close()
    assert modes == {0o600}


@pytest.mark.parametrize(
    "url", ["", "records.db", "mysql://me:secret@host/name", "sqlite://", "sqlite:///:memory:"]
)
def test_an_address_of_no_use_names_the_setting(url: str) -> None:
    with pytest.raises(RecordsError, match="LUOHU_RECORDS_DB") as failure:
        Database(url)
    assert "secret" not in str(failure.value)


@pytest.mark.parametrize(
    "url", ["postgresql://me:secret@127.0.0.1:1/name", "sqlite:////proc/none/records.db"]
)
def test_a_database_that_cannot_be_opened_is_named_without_its_password(url: str) -> None:
    absent = Database(url)
    for _ in range(2):
        with pytest.raises(RecordsError, match=r"cannot be opened.*LUOHU_RECORDS_DB") as failure:
            asyncio.run(absent.run(write, "kiosk"))
        assert "secret" not in str(failure.value)
    absent.close()


def test_a_database_that_comes_back_is_used(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("in the way")
    late = Database(f"sqlite:///{tmp_path}/folder/records.db")
    with pytest.raises(RecordsError):
        asyncio.run(late.run(write, "kiosk"))
    (tmp_path / "folder").unlink()
    asyncio.run(late.run(write, "kiosk"))
    late.close()


def test_the_setting_names_the_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LUOHU_RECORDS_DB", f"sqlite:///{tmp_path}/named.db")
    settings.cache_clear()
    asyncio.run(database().run(write, "kiosk"))
    assert (tmp_path / "named.db").exists()


def test_without_the_setting_it_is_a_file_beside_the_conversations(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("LUOHU_RECORDS_DB")
    monkeypatch.setenv("LUOHU_VAR_DIR", str(tmp_path))
    settings.cache_clear()
    assert settings().records_url == f"sqlite:///{tmp_path}/db/records.db"


def test_every_table_is_known_when_the_database_is_opened() -> None:
    folder = ROOT / "bot" / "records"
    with_tables = {
        file.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
        for file in folder.rglob("*.py")
        if "migrations" not in file.parts
        if "sa.Table(" in file.read_text("utf-8")
    }
    program = "import bot.records.database, sys; print(*sys.modules)"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert len(with_tables) > 4
    assert with_tables <= set(done.stdout.split())
