"""A server that ends answers what it was asked, and tells those who listen to come again."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import websockets.client
import websockets.exceptions
import yaml

from bot.channels.draining import RESTARTS, Draining, draining
from bot.channels.health import HealthChannel
from bot.channels.kiosk import KioskChannel
from bot.channels.upkeep import UpkeepChannel
from luohu.settings import ROOT
from tests.bot.channels.keeping import Rasa
from tests.bot.channels.serving import Served, serving


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    draining.cache_clear()
    yield
    draining.cache_clear()


@pytest.fixture
def keeper(tmp_path: Path) -> Rasa:
    """A Rasa with conversations of its own."""
    return Rasa(tmp_path / "tracker.db")


def served(keeper: Rasa) -> object:
    channels = [UpkeepChannel(), KioskChannel(), HealthChannel()]
    return serving(f"health_{time.monotonic_ns()}", keeper, channels)


def session(server: Served) -> str:
    token = server.ask("POST", "/kiosk/api/session", {}).json["token"]
    return str(token)


def test_a_server_lives_whether_or_not_it_answers(keeper: Rasa) -> None:
    keeper.is_ready = lambda: False
    with served(keeper) as server:
        assert server.ask("GET", "/health/live").status == 200
        reply = server.ask("GET", "/health/ready")
        assert (reply.status, reply.json) == (503, {"status": "no model"})


def test_a_server_that_ends_is_not_ready_and_still_answers(keeper: Rasa) -> None:
    with served(keeper) as server:
        token = session(server)
        draining().has_begun = True
        reply = server.ask("GET", "/health/ready")
        assert (reply.status, reply.json) == (503, {"status": "ending"})
        assert server.ask("GET", "/health/live").status == 200
        said = server.ask("POST", "/kiosk/api/messages", {"id": "1", "text": "租房"}, token=token)
        assert said.json["turn"]["text"] == "答:租房"


def test_a_message_under_way_is_answered_before_the_end(keeper: Rasa) -> None:
    keeper.pause = 1.0
    answers: list[str] = []
    with served(keeper) as server:
        token = session(server)

        def say() -> None:
            body = {"id": "1", "text": "租房"}
            reply = server.ask("POST", "/kiosk/api/messages", body, token=token)
            answers.append(reply.json["turn"]["text"])

        saying = threading.Thread(target=say)
        saying.start()
        until = time.monotonic() + 30
        while not draining().turns:
            assert time.monotonic() < until
            time.sleep(0.01)
    # The server has ended.
    saying.join(30)
    assert answers == ["答:租房"]


def test_a_socket_is_told_to_come_again_after_its_answer(keeper: Rasa) -> None:
    keeper.pause = 0.5

    async def talk(server: Served) -> tuple[list[str], int]:
        address = f"{server.socket_address}/kiosk/api/socket"
        hello = {"type": "hello", "token": session(server)}
        got: list[str] = []
        async with websockets.client.connect(address) as connection:
            await connection.send(json.dumps(hello))
            got.append(json.loads(await connection.recv())["type"])
            await connection.send(json.dumps({"type": "message", "id": "1", "text": "租房"}))
            while not draining().turns:
                await asyncio.sleep(0.01)
            ending = asyncio.run_coroutine_threadsafe(draining().drain(), server.loop)
            with pytest.raises(websockets.exceptions.ConnectionClosed) as closed:
                while True:
                    got.append(json.loads(await connection.recv())["type"])
            await asyncio.wrap_future(ending)
        return got, closed.value.code

    with served(keeper) as server:
        assert asyncio.run(talk(server)) == (["ready", "answer"], RESTARTS)
        assert draining().sockets == 0


def test_the_end_comes_even_where_a_turn_hangs() -> None:
    async def end() -> float:
        hanging = Draining()
        with hanging.turn():
            begun = time.monotonic()
            await hanging.drain(0.2)
            return time.monotonic() - begun

    assert 0.1 < asyncio.run(end()) < 20


def test_its_end_comes_before_that_of_all_other_channels() -> None:
    named = yaml.safe_load((ROOT / "credentials.yml").read_text("utf-8"))
    assert list(named)[-1] == f"{HealthChannel.__module__}.{HealthChannel.__name__}"
