"""How often something may happen within a time, whichever of several servers it happens on."""

from __future__ import annotations

import secrets

from bot.channels.limits import Limiter
from bot.channels.refusals import RefusedError
from bot.channels.tokens import keyed_hash
from bot.limits import Rate, limits
from bot.redis import asked

_PREFIX = "luohu:rate:"
# The moments at which it happened, by Redis' own clock; gives how many milliseconds to wait.
_TAKE = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local most, window = tonumber(ARGV[1]), tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
if redis.call('ZCARD', KEYS[1]) >= most then
  local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
  return math.max(1, tonumber(first[2]) + window - now)
end
if ARGV[3] ~= '' then
  redis.call('ZADD', KEYS[1], now, ARGV[3])
  redis.call('PEXPIRE', KEYS[1], window)
end
return 0
"""


class SharedLimiter:
    """Counts what happened for a key, in Redis where there is one, else in this server.

    While Redis does not answer each server counts for itself. A key stands in Redis as a keyed
    hash, which tells nobody who it was.

    Args:
        name: what is counted: a name of ``limits.yml``, which has the rate.
    """

    def __init__(self, name: str) -> None:
        rate: Rate = getattr(limits(), name)
        self._name = name
        self._most, self._seconds = rate
        self._local = Limiter(rate)

    async def wait(self, key: str = "") -> float:
        """Seconds until it may happen again, 0 if it may now."""
        waiting = await self._ask(key, "")
        return self._local.wait(key) if waiting is None else waiting

    async def take(self, key: str, code: str = "too_many") -> None:
        """Take note that it happens.

        Raises:
            RefusedError: it has happened too often, under ``code``.
        """
        wait = await self._ask(key, secrets.token_hex(8))
        if wait is None:
            self._local.take(key, code)
        elif wait:
            raise RefusedError(429, code, wait=wait)

    async def uncount(self, key: str = "") -> None:
        """Take the last note back."""
        self._local.uncount(key)
        await asked(lambda client: client.zpopmax(self._key(key)))

    async def _ask(self, key: str, note: str) -> float | None:
        """Seconds to wait as Redis says, which takes a note; None where it does not answer."""
        rate = (self._most, round(self._seconds * 1000))
        told = await asked(lambda client: client.eval(_TAKE, 1, self._key(key), *rate, note))
        return None if told is None else int(told) / 1000

    def _key(self, key: str) -> str:
        return f"{_PREFIX}{self._name}:{keyed_hash(key, 'limit')}"
