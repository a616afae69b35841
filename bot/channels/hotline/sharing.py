"""Pages of one server hear what happens on another one: frames go round by Redis' messages."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections.abc import Mapping
from typing import Any

from bot.channels.hotline.hub import Hub
from bot.redis import FAILURES, Redis, shared_redis

_CHANNEL = "luohu:console"
# A server that says nothing for so many beats is gone; one that does not hear itself is deaf.
_BEATS = 3
_MOST_WAITING = 1000


def new_hub(most_waiting: int) -> Hub:
    """The pages of this server, and of all servers where they share a Redis.

    Args:
        most_waiting: frames that may wait for a page.
    """
    redis = shared_redis()
    return SharedHub(redis, most_waiting) if redis else Hub(most_waiting)


class SharedHub(Hub):
    """Pushes what happens here to the pages of all servers, and what happens elsewhere to its own.

    Redis keeps none of it. While it is away pages hear of their own server alone, and once it is
    back they read everything anew.

    Args:
        redis: what passes frames on.
        most_waiting: frames that may wait for a page.
        beat: seconds between two signs of life to the other servers.
    """

    def __init__(self, redis: Redis, most_waiting: int, beat: float = 5.0) -> None:
        super().__init__(most_waiting)
        self._redis = redis
        self._beat = beat
        self._server = secrets.token_hex(8)
        self._outgoing: asyncio.Queue[dict[str, Any]] = asyncio.Queue(_MOST_WAITING)
        # Whether the others have missed something of this server.
        self._lost = False
        self._hears = False
        self._over = False
        self._elsewhere: dict[str, tuple[float, frozenset[str]]] = {}

    @property
    def hears_all(self) -> bool:
        """Whether its pages hear of all servers now."""
        return self._hears

    def names_on_duty(self) -> frozenset[str]:
        """The operators who have a page open, on any server."""
        since = time.monotonic() - _BEATS * self._beat
        self._elsewhere = {one: told for one, told in self._elsewhere.items() if told[0] >= since}
        return super().names_on_duty().union(*(names for _at, names in self._elsewhere.values()))

    def sign_out(self, name: str) -> None:
        """Close the pages of an account that has signed out."""
        super().sign_out(name)
        self._send({"signed_out": name})

    def push(self, operator: str, frame: Mapping[str, Any]) -> None:
        """Push a frame about an operator's call to all pages that show it."""
        super().push(operator, frame)
        self._send({"operator": operator, "frame": frame})

    def push_to_all(self, frame: Mapping[str, Any]) -> None:
        """Push a frame about what concerns every operator and supervisor."""
        super().push_to_all(frame)
        self._send({"operator": None, "frame": frame})

    async def run(self) -> None:
        """Speak and listen until cancelled."""
        parts = (self._speak(), self._give_signs(), self._listen())
        working = [asyncio.create_task(one) for one in parts]
        try:
            await asyncio.wait(working)
        finally:
            # A cancellation that meets a time-out of Redis is lost in it.
            self._over = True
            for one in working:
                one.cancel()

    def _send(self, message: dict[str, Any]) -> None:
        try:
            self._outgoing.put_nowait({"server": self._server, **message})
        except asyncio.QueueFull:
            self._lost = True

    async def _speak(self) -> None:
        while not self._over:
            message = await self._outgoing.get()
            if not self._redis.is_worth_asking():
                self._lost = True
                continue
            said = json.dumps({**message, "lost": self._lost}, ensure_ascii=False)
            self._lost = False
            try:
                await self._redis.client.publish(_CHANNEL, said)
            except FAILURES as error:
                self._redis.failed(error)
                self._lost = True

    async def _give_signs(self) -> None:
        while not self._over:
            self._give_sign()
            await asyncio.sleep(self._beat)

    def _give_sign(self) -> None:
        self._send({"on_duty": sorted(super().names_on_duty())})

    async def _listen(self) -> None:
        while not self._over:
            try:
                await self._hear()
            except FAILURES as error:
                self._redis.failed(error)
            self._hears = False
            await asyncio.sleep(min(1.0, self._beat))

    async def _hear(self) -> None:
        """Listen until nothing comes any more, not even what this server itself says."""
        async with self._redis.client.pubsub(ignore_subscribe_messages=True) as heard:
            await heard.subscribe(_CHANNEL)
            self._give_sign()
            last = time.monotonic()
            while not self._over and time.monotonic() - last < _BEATS * self._beat:
                message = await heard.get_message(timeout=self._beat)
                if message is None:
                    continue
                last = time.monotonic()
                if not self._hears:
                    self._hears = True
                    # Nobody knows what happened before.
                    self.read_anew()
                self._take(json.loads(message["data"]))

    def _take(self, message: Mapping[str, Any]) -> None:
        if message["server"] == self._server:
            return
        if message["lost"]:
            self.read_anew()
        if "on_duty" in message:
            self._elsewhere[message["server"]] = time.monotonic(), frozenset(message["on_duty"])
        elif "signed_out" in message:
            super().sign_out(message["signed_out"])
        elif message["operator"] is None:
            super().push_to_all(message["frame"])
        else:
            super().push(message["operator"], message["frame"])
