"""Whichever server somebody comes to, they may do the same number of things."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest

import bot.channels.shared_limits
from bot.channels.refusals import RefusedError
from bot.channels.shared_limits import SharedLimiter
from bot.limits import limits
from bot.redis import Redis, shared_redis
from luohu.settings import settings
from tests.bot.conftest import RedisServer


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    few = replace(limits(), sessions=(3, 0.4))
    monkeypatch.setattr(bot.channels.shared_limits, "limits", lambda: few)


@pytest.fixture
def _shared(redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LUOHU_REDIS", redis_server.url)
    settings.cache_clear()
    shared_redis.cache_clear()
    yield
    shared_redis.cache_clear()


async def come(servers: list[SharedLimiter], times: int, key: str = "me") -> int:
    """How often somebody is let in who comes to the servers in turn."""
    let_in = 0
    for number in range(times):
        try:
            await servers[number % len(servers)].take(key)
            let_in += 1
        except RefusedError as refused:
            assert refused.wait is not None
            assert 0 < refused.wait <= 1
    return let_in


@pytest.mark.usefixtures("_shared")
def test_two_servers_count_together_and_for_each_person_apart() -> None:
    async def talk() -> None:
        servers = [SharedLimiter("sessions"), SharedLimiter("sessions")]
        assert await come(servers, 8) == 3
        assert await come(servers, 8, "you") == 3
        assert await servers[1].wait("me") > 0
        await asyncio.sleep(0.5)
        assert await servers[0].wait("me") == 0
        assert await come(servers, 8) == 3

    asyncio.run(talk())


@pytest.mark.usefixtures("_shared")
def test_what_is_taken_back_does_not_count() -> None:
    async def talk() -> int:
        one, two = SharedLimiter("sessions"), SharedLimiter("sessions")
        await come([one], 3)
        await one.uncount("me")
        return await come([two], 3)

    assert asyncio.run(talk()) == 1


@pytest.mark.usefixtures("_shared")
def test_nobody_can_be_told_from_what_is_counted(redis_server: RedisServer) -> None:
    async def talk() -> list[bytes]:
        await come([SharedLimiter("sessions")], 1, "203.0.113.7")
        return await Redis(redis_server.url).client.keys()

    assert not any(b"203.0" in key for key in asyncio.run(talk()))


@pytest.mark.usefixtures("_shared")
def test_without_redis_each_server_counts_for_itself(redis_server: RedisServer) -> None:
    redis_server.stop()
    servers = [SharedLimiter("sessions"), SharedLimiter("sessions")]
    assert asyncio.run(come(servers, 12)) == 6


def test_one_server_needs_no_redis() -> None:
    assert asyncio.run(come([SharedLimiter("sessions")], 8)) == 3
