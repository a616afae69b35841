"""Waits a moment for the rest of what a caller is saying."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.records.segments import Segment

logger = logging.getLogger(__name__)

# However fast somebody goes on speaking, the operator sees something by then.
_LONGEST_PAUSES = 5


@dataclass
class _Waiting:
    """Segments of a call that wait for the next one."""

    since: float
    segments: list[Segment] = field(default_factory=list)
    timer: asyncio.TimerHandle | None = None


class Joiner:
    """Collects segments of each call until nothing has come for a moment.

    Args:
        pause: the moment, in seconds.
    """

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._waiting: dict[str, _Waiting] = {}
        self._under_way: set[asyncio.Task[None]] = set()

    def add(
        self,
        call: str,
        segments: list[Segment],
        hand_on: Callable[[list[Segment]], Awaitable[None]],
    ) -> None:
        """Add segments of a call; ``hand_on`` gets them together with those that follow."""
        loop = asyncio.get_running_loop()
        waiting = self._waiting.setdefault(call, _Waiting(loop.time()))
        waiting.segments += segments
        if waiting.timer:
            waiting.timer.cancel()
        latest = waiting.since + _LONGEST_PAUSES * self._pause
        when = min(loop.time() + self._pause, latest)
        waiting.timer = loop.call_at(when, self._flush, call, hand_on)

    async def close(self) -> None:
        """Forget what waits and stop what is under way."""
        for waiting in self._waiting.values():
            if waiting.timer:
                waiting.timer.cancel()
        self._waiting.clear()
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def _flush(self, call: str, hand_on: Callable[[list[Segment]], Awaitable[None]]) -> None:
        waiting = self._waiting.pop(call)
        task = asyncio.create_task(_handed_on(hand_on, waiting.segments))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)


async def _handed_on(
    hand_on: Callable[[list[Segment]], Awaitable[None]], segments: list[Segment]
) -> None:
    try:
        await hand_on(segments)
    except Exception as error:  # nobody waits for it; the segments may be sent again
        logger.error("segments not answered: %s", type(error).__name__)
