"""How often something may happen within a time, by key; remembers no more than that time."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

_MOST_KEYS = 10_000


class Limiter:
    """Counts what happened for a key within the last seconds.

    Args:
        most: how often it may happen.
        seconds: within which time.
        clock: gives the time in seconds.
    """

    def __init__(
        self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._happened: dict[str, deque[float]] = {}

    def wait(self, key: str = "") -> float:
        """Seconds until it may happen again, 0 if it may now."""
        happened = self._recent(key)
        if len(happened) < self._most:
            return 0.0
        return happened[0] + self._seconds - self._clock()

    def count(self, key: str = "") -> None:
        """Take note that it happened."""
        if key not in self._happened and len(self._happened) >= _MOST_KEYS:
            self._forget_the_quiet()
        self._happened[key] = self._recent(key)
        self._happened[key].append(self._clock())

    def uncount(self, key: str = "") -> None:
        """Take the last note back."""
        if happened := self._happened.get(key):
            happened.pop()

    def _recent(self, key: str) -> deque[float]:
        happened = self._happened.get(key, deque())
        while happened and happened[0] <= self._clock() - self._seconds:
            happened.popleft()
        return happened

    def _forget_the_quiet(self) -> None:
        self._happened = {
            key: happened for key in self._happened if (happened := self._recent(key))
        }
