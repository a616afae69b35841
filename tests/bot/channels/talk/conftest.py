"""Someone in front of a kiosk, on a real server."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import websockets.client

from bot.channels.kiosk import KioskChannel
from luohu.settings import settings
from tests.bot.channels.keeping import Rasa
from tests.bot.channels.serving import Reply, Served, serving
from tests.bot.channels.standins import standing_in

_IDS, _SERVERS = itertools.count(), itertools.count()
PHONE = "13900000000"
API = "/kiosk/api"


@dataclass
class Library:
    """The action server's answer to every look-up, and what it was asked."""

    answer: tuple[int, Any] = (200, {})
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __call__(self, path: str, query: dict[str, str]) -> tuple[int, Any]:
        self.asked.append((path, query))
        return self.answer


@pytest.fixture(scope="module")
def library() -> Library:
    """What stands in for the action server."""
    return Library()


@pytest.fixture(scope="module")
def keeper(tmp_path_factory: pytest.TempPathFactory) -> Rasa:
    """The Rasa behind the channel."""
    return Rasa(tmp_path_factory.mktemp("talk") / "tracker.db")


@pytest.fixture(scope="module")
def actions_port(library: Library) -> Iterator[int]:
    """Where the action server's stand-in listens."""
    with standing_in(library) as port:
        yield port


@pytest.fixture(scope="module")
def served(keeper: Rasa) -> Iterator[Served]:
    """The kiosk's channel on a server, started once."""
    with serving(f"talk_test_{next(_SERVERS)}", keeper, [KioskChannel()]) as server:
        yield server


@pytest.fixture(autouse=True)
def _settings(
    tmp_path_factory: pytest.TempPathFactory, actions_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOHU_SECRET", "s" * 40)
    monkeypatch.setenv("LUOHU_ACTIONS_PORT", str(actions_port))
    monkeypatch.setenv("LUOHU_HOME_REGION", "371000")
    monkeypatch.setenv("LUOHU_CASE_LINK", "https://case.test/")
    settings.cache_clear()


@dataclass
class Client:
    """Someone in front of a kiosk."""

    served: Served
    token: str | None = None

    def post(self, path: str, body: Any = None) -> Reply:  # noqa: ANN401
        return self.served.ask("POST", API + path, {} if body is None else body, self.token)

    def get(self, path: str) -> Reply:
        return self.served.ask("GET", API + path, token=self.token)

    def begin(self, **body: str) -> Client:
        reply = self.post("/session", body)
        assert reply.status == 200
        self.token = reply.json["token"]
        return self

    def say(self, text: object, number: str | None = None, **more: object) -> Reply:
        return self.post("/messages", {"id": number or f"m{next(_IDS)}", "text": text, **more})

    def told(self, after: str | None = None) -> list[str]:
        reply = self.get(f"/messages?after={after}" if after else "/messages")
        return [answer["turn"]["text"] for answer in reply.json["answers"]]

    @asynccontextmanager
    async def connected(
        self, after: str | None = None
    ) -> AsyncIterator[websockets.client.WebSocketClientProtocol]:
        address = f"{self.served.socket_address}{API}/socket"
        async with websockets.client.connect(address, max_size=None) as connection:
            hello = {"type": "hello", "token": self.token, "after": after}
            await connection.send(json.dumps(hello))
            yield connection


@pytest.fixture
def person(served: Served, keeper: Rasa) -> Client:
    """Someone whose conversation has just begun."""
    keeper.pause, keeper.failing = 0.0, 0
    return Client(served).begin()


def refused(reply: Reply, status: int, code: str) -> dict[str, Any]:
    assert (reply.status, reply.json["error"]["code"]) == (status, code)
    assert any("\u4e00" <= one <= "\u9fff" for one in reply.json["error"]["message"])
    return dict(reply.json["error"])


def run(work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401
    return asyncio.run(asyncio.wait_for(work, 20))


async def frame(connection: Any) -> dict[str, Any]:  # noqa: ANN401
    return dict(json.loads(await connection.recv()))
