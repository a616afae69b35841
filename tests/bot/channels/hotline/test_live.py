"""What happens in a call is on the operator's pages and the supervisor's at once."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import websockets.exceptions

from bot.channels.hotline import live as live_module
from bot.channels.hotline.live import _send as send_frames
from bot.records import accounts
from bot.records.database import database
from tests.bot.channels.hotline.conftest import Person, frames, segment
from tests.bot.channels.serving import Served


async def ask(person: Person, method: str, path: str, body: Any = None) -> Any:  # noqa: ANN401
    """A request while frames are awaited."""
    reply = await asyncio.to_thread(person.ask, method, path, body)
    assert reply.status == 200, reply.body
    return reply.json


async def closed(socket: Any) -> int:  # noqa: ANN401
    """With which code the server hangs up, whatever it sends before."""

    async def listen() -> None:
        while True:
            await socket.recv()

    with pytest.raises(websockets.exceptions.ConnectionClosed) as caught:
        await asyncio.wait_for(listen(), 20)
    return int(caught.value.code)


def test_everything_is_on_all_pages_at_once(operator: Person, supervisor: Person) -> None:
    async def watch() -> None:
        async with (
            operator.watching() as first,
            operator.watching() as second,
            supervisor.watching() as third,
        ):
            call = (await ask(operator, "POST", "calls", {}))["id"]
            path = f"calls/{call}/segments"
            segments = [segment(1, "威海租", final=False)]
            await ask(operator, "POST", path, {"segments": segments})
            segments = [segment(1, "威海租房能落户吗")]
            reply = await ask(operator, "POST", path, {"segments": segments})
            (suggestion,) = reply["suggestions"]
            for socket in (first, second, third):
                got = await frames(socket, 5, "call segment suggestion")
                assert [one["type"] for one in got] == [
                    "call",
                    "segment",
                    "segment",
                    "call",
                    "suggestion",
                ]
                assert got[0]["call"]["id"] == call
                assert [one["segment"]["final"] for one in got[1:3]] == [False, True]
                assert got[3]["call"]["region"]["code"] == "371000"
                assert got[4] == {"type": "suggestion", "call": call, "suggestion": suggestion}

    asyncio.run(watch())


def test_a_decision_in_one_tab_is_seen_in_the_other(operator: Person) -> None:
    async def watch() -> None:
        call = operator.open()
        (suggestion,) = operator.type(call, "威海租房能落户吗")
        async with operator.watching() as socket:
            path = f"suggestions/{suggestion['id']}/decision"
            await ask(operator, "POST", path, {"decision": "accept"})
            (frame,) = await frames(socket, 1, "suggestion")
            assert frame["suggestion"]["decision"]["decision"] == "accept"

    asyncio.run(watch())


def test_nobody_hears_another_operator_s_call(operator: Person, other: Person) -> None:
    async def watch() -> None:
        async with other.watching() as socket:
            call = (await ask(operator, "POST", "calls", {}))["id"]
            await asyncio.to_thread(operator.type, call, "威海租房能落户吗")
            own = (await ask(other, "POST", "calls", {}))["id"]
            (frame,) = await frames(socket, 1, "call segment suggestion")
            assert frame["call"]["id"] == own

    asyncio.run(watch())


def test_no_personal_number_is_pushed(operator: Person) -> None:
    async def watch() -> None:
        async with operator.watching() as socket:
            call = (await ask(operator, "POST", "calls", {}))["id"]
            text = "电话13812345678，证号370102199001011234"
            segments = [segment(1, text, final=False), segment(2, text)]
            await ask(operator, "POST", f"calls/{call}/segments", {"segments": segments})
            got = str(await frames(socket, 4, "call segment suggestion"))
            assert "13812345678" not in got and "370102199001011234" not in got

    asyncio.run(watch())


def test_a_page_hears_that_the_line_stands(operator: Person) -> None:
    async def watch() -> None:
        async with operator.watching() as socket:
            await frames(socket, 2, "ping")

    asyncio.run(watch())


@pytest.mark.parametrize("origin", ["https://elsewhere.test", "null", "http://["])
def test_a_page_of_another_site_hears_nothing(operator: Person, origin: str) -> None:
    async def watch() -> None:
        async with operator.watching(origin) as socket:
            assert await closed(socket) == 4403

    asyncio.run(watch())


def test_who_is_not_signed_in_hears_nothing(served: Served, policy: Person) -> None:
    async def watch() -> None:
        async with Person(served, "nobody").watching() as socket:
            assert await closed(socket) == 4401
        async with policy.watching() as socket:
            assert await closed(socket) == 4403

    asyncio.run(watch())


def test_a_removed_account_hears_nothing_more(operator: Person) -> None:
    async def watch() -> None:
        async with operator.watching() as socket:
            await frames(socket, 1, "ping")
            await database().run(accounts.remove_account, operator.name)
            assert await closed(socket) == 4401

    asyncio.run(watch())


def test_a_page_that_takes_nothing_is_dropped_and_the_others_go_on(
    operator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = 0

    async def only_the_second(socket: Any, page: Any) -> None:  # noqa: ANN401
        nonlocal sent
        sent += 1
        if sent == 1:
            await socket.send(await page.frames.get())
            await asyncio.sleep(60)
        await send_frames(socket, page)

    monkeypatch.setattr(live_module, "_send", only_the_second)

    async def watch() -> None:
        async with operator.watching() as slow, operator.watching() as quick:
            call = (await ask(operator, "POST", "calls", {}))["id"]
            said = [segment(number, f"第{number}句", "operator") for number in range(30)]
            for one in said:
                await ask(operator, "POST", f"calls/{call}/segments", {"segments": [one]})
            assert await closed(slow) == 1013
            got = await frames(quick, 30, "segment")
            assert [one["segment"]["sequence"] for one in got] == list(range(30))

    asyncio.run(watch())
