"""The end of a server that loses nothing: what is under way is finished, sockets go elsewhere."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache

logger = logging.getLogger(__name__)

# The longest that a turn takes, with room: whoever stops the server has to wait a little longer.
DRAIN_SECONDS = 30.0
RESTARTS = 1012
"""The code with which a WebSocket is closed: the service restarts, come again at once."""

_LOOK_EVERY = 0.05

Leave = Callable[[], Awaitable[None]]


class Draining:
    """What is under way in this server, and whether it is about to end.

    Attributes:
        has_begun: whether it ends: it is not ready any more, and still answers what comes.
        turns: how many messages are being answered.
        sockets: how many WebSockets are open.
    """

    def __init__(self) -> None:
        self.has_begun = False
        self.turns = 0
        self._leaving: set[Leave] = set()

    @property
    def sockets(self) -> int:
        """How many WebSockets are open."""
        return len(self._leaving)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """While a message is answered."""
        self.turns += 1
        try:
            yield
        finally:
            self.turns -= 1

    @contextmanager
    def socket(self, leave: Leave) -> Iterator[None]:
        """While a WebSocket is open.

        Args:
            leave: tells the other side to come again, once what it waits for has arrived.
        """
        self._leaving.add(leave)
        try:
            yield
        finally:
            self._leaving.discard(leave)

    async def drain(self, seconds: float = DRAIN_SECONDS) -> None:
        """Be not ready any more, send the sockets away, and wait for the turns under way."""
        self.has_begun = True
        end = time.monotonic() + seconds
        leaving = [asyncio.ensure_future(leave()) for leave in self._leaving]
        while time.monotonic() < end and (self.turns or not all(one.done() for one in leaving)):
            await asyncio.sleep(_LOOK_EVERY)
        for one in leaving:
            one.cancel()
        await asyncio.gather(*leaving, return_exceptions=True)
        if self.turns:
            logger.error("%d turns were still under way when the server ended", self.turns)


@lru_cache(maxsize=1)
def draining() -> Draining:
    """What is under way in this process."""
    return Draining()
