"""Over the WebSocket: missed answers first, then each answer, and an end to floods."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import Any

import pytest
import websockets.client

from bot.channels import tokens
from bot.channels.talk import live
from bot.limits import limits
from tests.bot.channels.keeping import Rasa
from tests.bot.channels.serving import Served
from tests.bot.channels.talk.conftest import API, Client, frame, run


def test_a_token_is_renewed_over_the_socket(
    person: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = tokens.read(person.token or "", "kiosk")
    assert claims is not None
    real = tokens.time.time
    monkeypatch.setattr(tokens.time, "time", lambda: real() - 2000)
    person.token = tokens.issue(claims, 3600, "kiosk")
    monkeypatch.setattr(tokens.time, "time", real)

    async def listen() -> tuple[dict[str, Any], dict[str, Any]]:
        async with person.connected() as connection:
            await frame(connection)
            renewed = await frame(connection)
            await connection.send('{"type": "ping"}')
            return renewed, await frame(connection)

    renewed, after = run(listen())
    assert (renewed["type"], renewed["expires_in"], after["type"]) == ("token", 3600, "pong")
    person.token = renewed["token"]
    assert person.say("租房").status == 200


def test_over_the_socket_each_message_gets_its_answer(person: Client) -> None:
    async def talk() -> None:
        async with person.connected() as connection:
            assert await frame(connection) == {"type": "ready", "answers": []}
            for number in range(3):
                message = {"type": "message", "id": f"s{number}", "text": str(number)}
                await connection.send(json.dumps(message))
            got = [await frame(connection) for _ in range(3)]
            assert [one["id"] for one in got] == ["s0", "s1", "s2"]
            assert [one["turn"]["text"] for one in got] == ["答:0", "答:1", "答:2"]
            await connection.send('{"type": "ping"}')
            assert await frame(connection) == {"type": "pong"}

    run(talk())


def test_after_a_reconnection_exactly_the_missed_answers_come(person: Client, keeper: Rasa) -> None:
    seen = person.say("1", "one").json["cursor"]
    keeper.pause = 0.05

    async def lose() -> None:
        async with person.connected(seen) as connection:
            assert (await frame(connection))["answers"] == []
            for text in "23":
                message = {"type": "message", "id": f"n{text}", "text": text}
                await connection.send(json.dumps(message))
            await connection.send('{"type": "ping"}')
            await frame(connection)

    async def resume() -> list[dict[str, Any]]:
        async with person.connected(seen) as connection:
            missed = list((await frame(connection))["answers"])
            again = {"type": "message", "id": "n3", "text": "3", "resent": True}
            await connection.send(json.dumps(again))
            repeated = await frame(connection)
            assert {**missed[1], "type": "answer"} == repeated
            return missed

    before = len(keeper.taken)
    run(lose())
    run(asyncio.sleep(0.3))
    assert [answer["turn"]["text"] for answer in run(resume())] == ["答:2", "答:3"]
    assert len(keeper.taken) - before == 2


def test_without_a_good_hello_the_socket_is_closed(served: Served, person: Client) -> None:
    async def refused_with(first: str | bytes) -> str:
        address = f"{served.socket_address}{API}/socket"
        async with websockets.client.connect(address) as connection:
            await connection.send(first)
            told = await frame(connection)
            assert told["type"] == "error"
            await asyncio.wait_for(connection.wait_closed(), 5)
            assert connection.close_code == 4401
            return str(told["code"])

    void = {"type": "hello", "token": "x", "after": None}
    odd = {"type": "hello", "token": person.token, "after": 5}
    assert run(refused_with(json.dumps(void))) == "unauthorized"
    for first in (b"x", "{", json.dumps(odd), '{"type": "message", "id": "a", "text": "b"}'):
        assert run(refused_with(first)) == "bad_request"


def test_what_cannot_be_read_on_the_socket_is_refused_and_it_goes_on(person: Client) -> None:
    async def talk() -> None:
        async with person.connected() as connection:
            await frame(connection)
            for sent, code in (
                ("{", "bad_request"),
                (b"\x00", "bad_request"),
                ('{"type": "other"}', "bad_request"),
                ('{"type": "message", "id": "x", "text": 5}', "bad_request"),
                (json.dumps({"type": "message", "id": "x", "text": "x" * 17_000}), "too_large"),
            ):
                await connection.send(sent)
                told = await frame(connection)
                assert (told["type"], told["code"]) == ("error", code)
            await connection.send('{"type": "message", "id": "y", "text": "租房"}')
            assert (await frame(connection))["turn"]["text"] == "答:租房"

    run(talk())


def test_the_socket_ends_with_the_conversation(person: Client) -> None:
    async def talk() -> None:
        async with person.connected() as connection:
            await frame(connection)
            await asyncio.to_thread(person.post, "/end")
            await connection.send('{"type": "message", "id": "y", "text": "租房"}')
            told = await frame(connection)
            assert (told["type"], told["id"], told["code"]) == ("error", "y", "unauthorized")
            await asyncio.wait_for(connection.wait_closed(), 5)

    run(talk())


def test_too_many_messages_on_the_socket_wait(person: Client) -> None:
    async def talk() -> list[dict[str, Any]]:
        async with person.connected() as connection:
            await frame(connection)
            for number in range(32):
                message = {"type": "message", "id": f"q{number}", "text": "x"}
                await connection.send(json.dumps(message))
            return [await frame(connection) for _ in range(32)]

    frames = run(talk())
    errors = [one for one in frames if one["type"] == "error"]
    assert sorted(one["id"] for one in errors) == ["q30", "q31"]
    assert all(one["code"] == "too_many" and one["retry_after"] for one in errors)


def test_who_sends_without_end_is_hung_up_on(
    person: Client, keeper: Rasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = replace(limits(), frames_of_a_socket=(5, 60))
    monkeypatch.setattr(live, "limits", lambda: few)
    before = len(keeper.taken)

    async def flood() -> int:
        async with person.connected() as connection:
            for number in range(50):
                message = {"type": "message", "id": f"q{number}", "text": "x"}
                await connection.send(json.dumps(message))
            await asyncio.wait_for(connection.wait_closed(), 5)
            return int(connection.close_code)

    assert run(flood()) == 1006
    assert len(keeper.taken) - before <= 5
    assert person.say("租房").status == 200


def test_a_quiet_socket_is_asked_whether_anybody_is_there(
    person: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "_QUIET_SECONDS", 0.05)

    async def listen() -> list[str]:
        async with person.connected() as connection:
            await frame(connection)
            kinds = [str((await frame(connection))["type"]) for _ in range(3)]
            await asyncio.wait_for(connection.wait_closed(), 5)
            return kinds

    assert run(listen()) == ["ping"] * 3
