"""Two servers answer one person one message after the other, whatever becomes of either."""

from __future__ import annotations

import asyncio
import time

import pytest
from redis.asyncio.lock import Lock
from redis.exceptions import TimeoutError as RedisTimeoutError

from bot.locks import SharedLockStore
from bot.redis import Redis, RedisSettingError
from tests.bot.conftest import RedisServer


def two_servers(redis_server: RedisServer, lifetime: float = 8.0) -> list[SharedLockStore]:
    return [SharedLockStore(Redis(redis_server.url), lifetime) for _ in range(2)]


async def at_once(servers: list[SharedLockStore], senders: list[str]) -> int:
    """How many turns were made at the same time, at most."""
    going_on = most = 0

    async def turn(server: SharedLockStore, sender: str) -> None:
        nonlocal going_on, most
        async with server.lock(sender):
            going_on += 1
            most = max(most, going_on)
            await asyncio.sleep(0.01)
            going_on -= 1

    await asyncio.gather(*(turn(server, sender) for server in servers for sender in senders))
    return most


def test_one_conversation_is_held_by_one_server_at_a_time(redis_server: RedisServer) -> None:
    assert asyncio.run(at_once(two_servers(redis_server), ["me"] * 10)) == 1


def test_nobody_waits_for_another_person(redis_server: RedisServer) -> None:
    assert asyncio.run(at_once(two_servers(redis_server)[:1], ["me", "you", "they"])) == 3


def test_a_turn_that_takes_long_stays_alone(redis_server: RedisServer) -> None:
    async def talk() -> float:
        one, two = two_servers(redis_server, lifetime=0.3)
        async with one.lock("me"):
            waiting = asyncio.ensure_future(at_once([two], ["me"]))
            await asyncio.sleep(1.0)
            assert not waiting.done()
        await waiting
        return await one._redis.client.dbsize()

    assert asyncio.run(talk()) == 0


def test_a_server_that_was_killed_holds_up_its_conversations_for_seconds(
    redis_server: RedisServer,
) -> None:
    async def talk() -> float:
        one, two = two_servers(redis_server, lifetime=0.3)
        # Nobody renews it any more.
        await one._hold("me")
        begun = time.monotonic()
        async with two.lock("me"):
            return time.monotonic() - begun

    assert 0.1 < asyncio.run(talk()) < 30


def test_without_redis_each_server_still_takes_one_message_after_the_other(
    redis_server: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    async def talk() -> int:
        one, _ = two_servers(redis_server)
        async with one.lock("me"):
            # It goes away in the middle of a turn.
            redis_server.stop()
        return await at_once([one], ["me"] * 5)

    assert asyncio.run(talk()) == 1
    assert caplog.text.count("Redis does not answer") == 1
    assert "luohu:turn" not in caplog.text


def test_a_redis_that_comes_back_is_used(
    redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.redis._PAUSE", 0.0)

    async def talk() -> int:
        servers = two_servers(redis_server)
        redis_server.stop()
        await at_once(servers[:1], ["me"])
        redis_server.start()
        return await at_once(servers, ["me"] * 5)

    assert asyncio.run(talk()) == 1


def test_an_address_of_no_use_names_the_setting() -> None:
    with pytest.raises(RedisSettingError, match="LUOHU_REDIS") as failure:
        Redis("http://me:secret@host")
    assert "secret" not in str(failure.value)


async def turn_cancellation_into_a_time_out(*_: object) -> None:
    """What redis-py does where a cancellation meets its own time-out."""
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        raise RedisTimeoutError from None


def test_a_turn_ends_though_redis_is_slow_to_lengthen_its_lock(
    redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Lock, "reacquire", turn_cancellation_into_a_time_out)

    async def talk() -> bool:
        one, _ = two_servers(redis_server, lifetime=0.3)
        # Long enough that the lock is being lengthened when the turn ends.
        turn = asyncio.create_task(held_for(one, 0.2))
        done, _ = await asyncio.wait({turn}, timeout=3)
        turn.cancel()
        return bool(done)

    async def held_for(server: SharedLockStore, seconds: float) -> None:
        async with server.lock("me"):
            await asyncio.sleep(seconds)

    assert asyncio.run(talk())
