"""A hotline on a real server, with operators, a stand-in desk and a Rasa that keeps its word."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
import websockets.client
import websockets.exceptions
from argon2 import PasswordHasher

from bot.channels.hotline import HotlineChannel
from bot.channels.hotline.channel import Times
from bot.channels.staff import COOKIE
from bot.records import accounts
from bot.records.accounts import passwords as passwords_module
from bot.records.database import database
from luohu.settings import settings
from tests.bot.channels.hotline.standin import CLAUSE, StandInDesk
from tests.bot.channels.keeping import Rasa, turn_for
from tests.bot.channels.serving import Reply, Served, serving
from tests.bot.channels.standins import standing_in

PASSWORD = "correct horse"
ASR_KEY = "k" * 40
_NAMES = itertools.count()

Socket = websockets.client.WebSocketClientProtocol


def run(work: Callable[..., Any], *given: Any) -> Any:  # noqa: ANN401
    """Work in the records, from a test."""
    return asyncio.run(database().run(work, *given))


@dataclass
class Person:
    """Somebody of the staff at the page.

    Attributes:
        served: the server.
        name: of the account.
        cookie: of the sign-in.
    """

    served: Served
    name: str
    cookie: str = field(default="", repr=False)

    def sign_in(self) -> Person:
        reply = self.ask("POST", "sign-in", {"name": self.name, "password": PASSWORD})
        morsel = SimpleCookie(reply.headers["Set-Cookie"])[COOKIE]
        self.cookie = f"{COOKIE}={morsel.value}"
        return self

    def ask(self, method: str, path: str, body: Any = None) -> Reply:  # noqa: ANN401
        headers = {"Content-Type": "application/json", "Cookie": self.cookie}
        sent = {} if body is None and method != "GET" else body
        return self.served.ask(method, f"/hotline/api/{path}", sent, headers=headers)

    def get(self, path: str) -> Any:  # noqa: ANN401
        reply = self.ask("GET", path)
        assert reply.status == 200, reply.body
        return reply.json

    def open(self, **given: str) -> str:
        """A call's id."""
        reply = self.ask("POST", "calls", given)
        assert reply.status == 200, reply.body
        return str(reply.json["id"])

    def type(self, call: str, *texts: str, first: int = 1) -> list[dict[str, Any]]:
        """Type what the caller says; gives the suggestions."""
        reply = self.ask("POST", f"calls/{call}/segments", spoken(*texts, first=first))
        assert reply.status == 200, reply.body
        return list(reply.json["suggestions"])

    @asynccontextmanager
    async def watching(self, origin: str | None = None) -> AsyncIterator[Socket]:
        """The page's WebSocket, once it misses nothing any more; or once it was refused."""
        async with websockets.client.connect(
            f"{self.served.socket_address}/hotline/api/live",
            extra_headers={"Cookie": self.cookie},
            origin=origin or self.served.address,  # type: ignore[arg-type]
        ) as socket:
            with suppress(websockets.exceptions.ConnectionClosed):
                await asyncio.wait_for(socket.recv(), 10)
            yield socket


def segment(
    sequence: int, text: str, speaker: str = "caller", final: bool = True
) -> dict[str, Any]:
    """A segment as it is sent."""
    return {"sequence": sequence, "speaker": speaker, "text": text, "final": final}


def spoken(*texts: str, first: int = 1) -> dict[str, Any]:
    """Segments of the caller, one after the other."""
    return {"segments": [segment(number, text) for number, text in enumerate(texts, first)]}


async def frames(socket: Socket, number: int, kinds: str = "") -> list[dict[str, Any]]:
    """The next frames of some kinds."""
    found: list[dict[str, Any]] = []
    while len(found) < number:
        frame = json.loads(await asyncio.wait_for(socket.recv(), 10))
        if not kinds or frame["type"] in kinds.split():
            found.append(frame)
    return found


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds that happens behind a request."""
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def refused(reply: Reply, status: int, code: str) -> str:
    """Check that a request was refused for a reason; gives what people read."""
    assert (reply.status, reply.json["error"]["code"]) == (status, code), reply.body
    message = str(reply.json["error"]["message"])
    assert any("\u4e00" <= one <= "\u9fff" for one in message)
    return message


def answered(text: str) -> dict[str, Any]:
    """A turn about Weihai that cites a clause."""
    region = {"code": "371000", "name": "威海市"}
    return {**turn_for(text), "region": region, "topic": "renting", "citations": [CLAUSE]}


@pytest.fixture
def desk() -> StandInDesk:
    """The desk of the action server."""
    return StandInDesk()


@pytest.fixture
def rasa(tmp_path: Path) -> Rasa:  # type: ignore[override]
    """The Rasa behind the hotline."""
    return Rasa(tmp_path / "tracker.db", answer=answered)


@pytest.fixture
def times() -> Times:
    """Short ones."""
    return Times(pause=0.1, ping=0.2)


@pytest.fixture
def served(
    desk: StandInDesk, rasa: Rasa, times: Times, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Served]:
    """The hotline's channel on a server."""
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords_module, "_HASHER", hasher)
    with standing_in(desk.answer) as port:
        monkeypatch.setenv("LUOHU_SECRET", "s" * 40)
        monkeypatch.setenv("LUOHU_ACTIONS_PORT", str(port))
        monkeypatch.setenv("LUOHU_ASR_KEY", ASR_KEY)
        monkeypatch.setenv("LUOHU_CASE_LINK", "https://case.test/")
        settings.cache_clear()
        channel = HotlineChannel(times, most_waiting=20)
        with serving(f"hotline_test_{next(_NAMES)}", rasa, [channel]) as server:
            yield server


@pytest.fixture
def member(served: Served) -> Callable[..., Person]:
    """Makes an account of some roles and signs it in."""

    def make(name: str, *roles: str) -> Person:
        run(accounts.add_account, name, f"坐席{name}", list(roles), PASSWORD)
        return Person(served, name).sign_in()

    return make


@pytest.fixture
def operator(member: Callable[..., Person]) -> Person:
    """An operator."""
    return member("wang", "operator")


@pytest.fixture
def other(member: Callable[..., Person]) -> Person:
    """Another operator."""
    return member("li", "operator")


@pytest.fixture
def supervisor(member: Callable[..., Person]) -> Person:
    """Who looks after the operators."""
    return member("zhao", "supervisor")


@pytest.fixture
def policy(member: Callable[..., Person]) -> Person:
    """Somebody of the policy office."""
    return member("sun", "policy")
