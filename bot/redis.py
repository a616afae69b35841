"""The Redis of this installation, where one is set: its address, its client, its absence."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import Any, TypeVar

import redis.asyncio
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as BrokenError
from redis.exceptions import RedisError

from luohu.settings import settings

logger = logging.getLogger(__name__)

SETTING = "LUOHU_REDIS"
T = TypeVar("T")
FAILURES = (RedisError, OSError, asyncio.TimeoutError)
"""What asking Redis raises where it does not answer."""

_SCHEMES = ("redis://", "rediss://", "unix://")
# Redis answers in less than a millisecond, a busy server hears it later; nobody waits for longer.
_SECONDS = 2.0
# After a failure it is left alone for so long: all that wait would time out one by one.
_PAUSE = 2.0
_SECONDS_BETWEEN_COMPLAINTS = 60.0


class RedisSettingError(ValueError):
    """The setting is no address of a Redis; the message says what to write."""


class Redis:
    """A client, and whether it is worth asking.

    Args:
        url: address, ``redis://[:password@]host:6379/0``.

    Raises:
        RedisSettingError: it is none.
    """

    def __init__(self, url: str) -> None:
        if not url.startswith(_SCHEMES):
            raise RedisSettingError(
                f"{SETTING} is no address of a Redis; write redis://:password@host:6379/0, "
                "or leave it empty where one Rasa server runs"
            )
        self.client = redis.asyncio.Redis.from_url(
            url,
            socket_timeout=_SECONDS,
            socket_connect_timeout=_SECONDS,
            # A connection from before Redis was started anew breaks once, each of them.
            retry=Retry(NoBackoff(), 1),
            retry_on_error=[BrokenError],
        )
        self._failed = float("-inf")
        self._complained = float("-inf")

    def is_worth_asking(self) -> bool:
        """Whether it has not just failed."""
        return time.monotonic() - self._failed > _PAUSE

    def failed(self, error: BaseException) -> None:
        """Take note that it did not answer; says so in the log from time to time."""
        self._failed = time.monotonic()
        if self._failed - self._complained > _SECONDS_BETWEEN_COMPLAINTS:
            self._complained = self._failed
            # Its own words may hold a key, and with it who somebody is.
            logger.error("Redis does not answer: %s", type(error).__name__)


async def asked(question: Callable[[Any], Awaitable[T]]) -> T | None:
    """What Redis answers; None where none is set or it does not answer.

    Args:
        question: asks the client.
    """
    redis = shared_redis()
    if redis is None or not redis.is_worth_asking():
        return None
    try:
        return await question(redis.client)
    except FAILURES as error:
        redis.failed(error)
        return None


@lru_cache(maxsize=1)
def shared_redis() -> Redis | None:
    """The Redis that this process's settings name, None where they name none.

    Raises:
        RedisSettingError: the setting is no address.
    """
    return Redis(settings().redis_url) if settings().redis_url else None
