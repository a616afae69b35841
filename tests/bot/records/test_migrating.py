"""A release that changes tables brings them along, and leaves what was in them."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.records.database import Database, RecordsError, metadata
from bot.records.migrating import (
    NOTHING,
    LaterReleaseError,
    known_steps,
    last_step,
    migrate,
    step_of,
)
from bot.records.opening import engine_of, read_address
from bot.records.turns import TURNS
from luohu.settings import ROOT

VERSION = "alembic_version"


@pytest.fixture
def engine(records_url: str) -> Iterator[Any]:
    """An empty database, of each kind in turn."""
    (ROOT / "var").mkdir(exist_ok=True)
    opened = sqlite_or_postgresql(records_url)
    yield opened
    opened.dispose()


def sqlite_or_postgresql(url: str) -> Any:  # noqa: ANN401
    return engine_of(read_address(url))


def tables(connection: Any) -> set[str]:  # noqa: ANN401
    return set(sa.inspect(connection).get_table_names()) - {VERSION}


def differences(connection: Any) -> list[Any]:  # noqa: ANN401
    return compare_metadata(MigrationContext.configure(connection), metadata)


def test_the_steps_lead_to_the_tables_that_the_code_uses(engine: Any) -> None:  # noqa: ANN401
    with engine.begin() as connection:
        migrate(connection)
        assert differences(connection) == []
        assert step_of(connection) == last_step()


def test_each_step_can_be_gone_back_and_up_again(engine: Any) -> None:  # noqa: ANN401
    with engine.begin() as connection:
        migrate(connection)
        for step in (*reversed(known_steps()[:-1]), NOTHING):
            migrate(connection, step)
            assert (step_of(connection) or NOTHING) == step
        assert tables(connection) == set()
        for step in known_steps():
            migrate(connection, step)
        assert differences(connection) == []


def test_a_database_of_the_first_release_keeps_what_it_holds(
    engine: Any,  # noqa: ANN401
    records_url: str,
) -> None:
    with engine.begin() as connection:
        migrate(connection, known_steps()[0])
        # The first release kept no step.
        connection.exec_driver_sql(f"DROP TABLE {VERSION}")
        connection.execute(TURNS.insert().values(at=1, channel="kiosk", kind="answer"))
        before = tables(connection)
    database = Database(records_url)
    kept = asyncio.run(database.read(lambda one: one.execute(sa.select(TURNS.c.channel)).all()))
    database.close()
    assert [row.channel for row in kept] == ["kiosk"]
    with engine.begin() as connection:
        assert before < tables(connection)
        assert differences(connection) == []


def test_a_step_that_fails_changes_nothing(
    engine: Any,  # noqa: ANN401
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = known_steps()[0]
    with engine.begin() as connection:
        migrate(connection, first)
        # In the way of the second step, once it has made its first table.
        connection.exec_driver_sql("CREATE TABLE ended_conversations (other INTEGER)")
        before = tables(connection)
    with pytest.raises(sa.exc.DBAPIError), engine.begin() as connection:
        migrate(connection)
    with engine.begin() as connection:
        assert step_of(connection) == first
        assert tables(connection) == before


def test_tables_of_a_later_release_are_left_alone_and_named(
    engine: Any,  # noqa: ANN401
    records_url: str,
) -> None:
    with engine.begin() as connection:
        migrate(connection)
        connection.exec_driver_sql(f"UPDATE {VERSION} SET version_num = '9999'")
    database = Database(records_url)
    with pytest.raises(RecordsError, match=r"step 9999.*migrate --to"):
        asyncio.run(database.run(lambda _connection: None))
    database.close()


def test_a_step_that_is_not_there_is_named(engine: Any) -> None:  # noqa: ANN401
    with engine.begin() as connection, pytest.raises(LaterReleaseError, match="known are base"):
        migrate(connection, "nonsense")


def test_an_operator_sees_and_changes_the_step(records_url: str) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bot.records.migrate", *arguments]
        return subprocess.run(
            command,
            cwd=ROOT,
            env={"LUOHU_RECORDS_DB": records_url, "PATH": ""},
            capture_output=True,
            text=True,
        )

    assert "step none" in run().stdout
    assert f"step none -> {last_step()}" in run("--to", "head").stdout
    assert f"{last_step()} -> {known_steps()[0]}" in run("--to", known_steps()[0]).stdout
    wrong = run("--to", "nonsense")
    assert (wrong.returncode, "tables not changed" in wrong.stderr) == (1, True)
