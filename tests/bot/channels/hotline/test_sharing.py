"""Operators on one server see what happens on another one, and nothing is missed unnoticed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import pytest
from redis.exceptions import TimeoutError as RedisTimeoutError

from bot.channels.hotline.hub import Hub, Page
from bot.channels.hotline.sharing import SharedHub, new_hub
from bot.records.accounts import Account
from bot.redis import Redis, shared_redis
from luohu.settings import settings
from tests.bot.conftest import RedisServer

WANG = Account("wang", "王芳", ("operator",), "stamp")
LI = Account("li", "李明", ("operator",), "stamp")
BOSS = Account("boss", "主任", ("supervisor",), "stamp")
BEAT = 0.1


async def soon(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    for _time in range(500):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never came to be")


@asynccontextmanager
async def two_servers(redis_server: RedisServer) -> AsyncIterator[tuple[SharedHub, SharedHub]]:
    """The hubs of two servers that hear one another."""
    hubs = [SharedHub(Redis(redis_server.url), 100, BEAT) for _server in range(2)]
    running = [asyncio.create_task(hub.run()) for hub in hubs]
    try:
        await soon(lambda: all(hub.hears_all for hub in hubs))
        yield hubs[0], hubs[1]
    finally:
        for task in running:
            task.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*running)


def talk(
    redis_server: RedisServer, what: Callable[[SharedHub, SharedHub], Awaitable[None]]
) -> None:
    """Let something happen between two servers."""

    async def happen() -> None:
        async with two_servers(redis_server) as (here, there):
            await what(here, there)

    asyncio.run(happen())


async def heard(page: Page, number: int) -> list[int]:
    """The numbers of the next frames of a page."""
    frames = [await asyncio.wait_for(page.frames.get(), 10) for _frame in range(number)]
    return [json.loads(frame)["number"] for frame in frames]


def test_a_page_hears_of_both_servers_once_and_in_order(redis_server: RedisServer) -> None:
    async def happen(here: SharedHub, there: SharedHub) -> None:
        near, far, others = here.join(WANG), there.join(WANG), there.join(LI)
        for number in range(5):
            here.push("wang", {"number": number})
        here.push_to_all({"number": 5})
        assert await heard(far, 6) == await heard(near, 6) == [0, 1, 2, 3, 4, 5]
        assert await heard(others, 1) == [5]
        assert near.frames.empty() and far.frames.empty() and others.frames.empty()

    talk(redis_server, happen)


def test_an_operator_at_another_server_is_on_duty(redis_server: RedisServer) -> None:
    async def happen(here: SharedHub, there: SharedHub) -> None:
        here.join(BOSS)
        page = there.join(WANG)
        await soon(lambda: here.names_on_duty() == {"wang"})
        there.leave(page)
        await soon(lambda: not here.names_on_duty())

    talk(redis_server, happen)


def test_who_signs_out_is_out_at_every_server(redis_server: RedisServer) -> None:
    async def happen(here: SharedHub, there: SharedHub) -> None:
        gone, stays = there.join(WANG), there.join(LI)
        here.sign_out("wang")
        await asyncio.wait_for(gone.signed_out.wait(), 10)
        assert not stays.signed_out.is_set()

    talk(redis_server, happen)


def test_what_was_missed_while_redis_was_away_is_read_anew(redis_server: RedisServer) -> None:
    async def happen(here: SharedHub, there: SharedHub) -> None:
        redis_server.stop()
        await soon(lambda: not there.hears_all)
        page = there.join(WANG)
        here.push("wang", {"number": 1})
        redis_server.start()
        await asyncio.wait_for(page.overrun.wait(), 10)
        await soon(lambda: here.hears_all and there.hears_all)
        again = there.join(WANG)
        here.push("wang", {"number": 2})
        assert await heard(again, 1) == [2]

    talk(redis_server, happen)


def test_what_one_server_could_not_tell_makes_the_others_read_anew(
    redis_server: RedisServer,
) -> None:
    async def happen(here: SharedHub, there: SharedHub) -> None:
        page = there.join(WANG)
        # Redis did not answer this server, and never left the other one.
        here._redis.failed(TimeoutError())
        here.push("wang", {"number": 1})
        await asyncio.wait_for(page.overrun.wait(), 10)

    talk(redis_server, happen)


def test_one_server_needs_no_redis(
    monkeypatch: pytest.MonkeyPatch, redis_server: RedisServer
) -> None:
    assert type(new_hub(1)) is Hub
    monkeypatch.setenv("LUOHU_REDIS", redis_server.url)
    settings.cache_clear()
    shared_redis.cache_clear()
    assert isinstance(new_hub(1), SharedHub)


def test_a_server_ends_though_redis_is_slow(redis_server: RedisServer) -> None:
    async def slow(*_: object) -> None:
        """What redis-py does where a cancellation meets its own time-out."""
        speaking.set()
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            raise RedisTimeoutError from None

    async def end() -> bool:
        hub = SharedHub(Redis(redis_server.url), 100, BEAT)
        hub._redis.client.publish = slow
        running = asyncio.create_task(hub.run())
        await speaking.wait()
        running.cancel()
        done, _ = await asyncio.wait(asyncio.all_tasks() - {asyncio.current_task()}, timeout=3)
        return running in done and len(asyncio.all_tasks()) == 1

    speaking = asyncio.Event()
    assert asyncio.run(end())
