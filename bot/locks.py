"""One message of a conversation at a time, also where several servers take them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from rasa.core.lock_store import LOCK_LIFETIME, InMemoryLockStore, LockError
from redis.asyncio.lock import Lock
from redis.exceptions import LockError as RedisLockError

from bot.redis import FAILURES, Redis

_PREFIX = "luohu:turn:"
# A server that is killed holds up its conversations no longer than this; one that lives goes on
# holding them.
_LIFETIME = 8.0
_RENEWED_EVERY = 2.0
_LOOK_EVERY = 0.02
# As long as Rasa's own lock lets somebody wait.
_LONGEST_WAIT = float(LOCK_LIFETIME)


class SharedLockStore(InMemoryLockStore):
    """Rasa's lock within this server, and redis-py's between servers.

    Without Redis the servers go on without the second one: of turns that are made at once only one
    can be stored (``bot/shared_stores.py``).

    Args:
        redis: where the locks are.
        lifetime: seconds after which a lock ends that its server does not renew.
    """

    def __init__(self, redis: Redis, lifetime: float = _LIFETIME) -> None:
        super().__init__()
        self._redis = redis
        self._lifetime = lifetime

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = _LOOK_EVERY,
    ) -> AsyncIterator[None]:
        """Hold a conversation.

        Raises:
            LockError: somebody else holds it for too long.
        """
        wait = min(wait_time_in_seconds, _LOOK_EVERY)
        async with super().lock(conversation_id, lock_lifetime, wait):
            held = await self._hold(conversation_id)
            over = asyncio.Event()
            renewing = asyncio.create_task(self._renew(held, over)) if held else None
            try:
                yield
            finally:
                over.set()
                if renewing is not None:
                    renewing.cancel()
                    with suppress(asyncio.CancelledError):
                        await renewing
                if held is not None:
                    await self._let_go(held)

    async def _hold(self, conversation_id: str) -> Lock | None:
        """Redis' lock; None where there is no Redis now."""
        if not self._redis.is_worth_asking():
            return None
        lock = self._redis.client.lock(
            _PREFIX + conversation_id,
            timeout=self._lifetime,
            sleep=_LOOK_EVERY,
            blocking_timeout=_LONGEST_WAIT,
        )
        try:
            if not await lock.acquire():
                raise LockError("a conversation is held by another server for too long")
        except FAILURES as error:
            self._redis.failed(error)
            return None
        return lock

    async def _renew(self, lock: Lock, over: asyncio.Event) -> None:
        # A cancellation that meets a time-out of Redis is lost in it.
        while not over.is_set():
            await asyncio.sleep(min(_RENEWED_EVERY, self._lifetime / 3))
            try:
                await lock.reacquire()
            except RedisLockError:
                # It has run out while this server stood still; whoever has it now goes first.
                return
            except FAILURES as error:
                self._redis.failed(error)

    async def _let_go(self, lock: Lock) -> None:
        try:
            await lock.release()
        except RedisLockError:
            # It has run out: the other server's turn counts, and this one was not stored.
            return
        except FAILURES as error:
            self._redis.failed(error)
