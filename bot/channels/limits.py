"""How often something may happen within a time, or at once, by key; what is kept has a bound."""

from __future__ import annotations

import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.channels.refusals import RefusedError
from bot.limits import Rate, limits


class Limiter:
    """Counts what happened for a key within the last seconds.

    Of more keys than ``limits.yml`` allows those that were quiet for the longest are forgotten.

    Args:
        rate: how often it may happen, within how many seconds.
        clock: gives the time in seconds.
    """

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds = rate
        self._clock = clock
        # The key that something happened for last comes last.
        self._happened: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, key: str = "") -> float:
        """Seconds until it may happen again, 0 if it may now."""
        happened = self._recent(key)
        if len(happened) < self._most:
            return 0.0
        return happened[0] + self._seconds - self._clock()

    def count(self, key: str = "") -> None:
        """Take note that it happened."""
        happened = self._recent(key)
        happened.append(self._clock())
        self._happened[key] = happened
        self._happened.move_to_end(key)
        while len(self._happened) > limits().keys or not self._recent(next(iter(self._happened))):
            self._happened.popitem(last=False)

    def uncount(self, key: str = "") -> None:
        """Take the last note back."""
        if happened := self._happened.get(key):
            happened.pop()

    def take(self, key: str, code: str = "too_many") -> None:
        """Take note that it happens.

        Raises:
            RefusedError: it has happened too often, under ``code``.
        """
        if wait := self.wait(key):
            raise RefusedError(429, code, wait=wait)
        self.count(key)

    def _recent(self, key: str) -> deque[float]:
        happened = self._happened.get(key, deque())
        while happened and happened[0] <= self._clock() - self._seconds:
            happened.popleft()
        return happened


class AtOnce:
    """Counts what is going on for a key.

    Args:
        most: how much may go on at once.
        code: under which more is refused.
        wait: seconds after which it is worth another try.
    """

    def __init__(self, most: int, code: str = "busy", wait: float = 5.0) -> None:
        self._most = most
        self._code = code
        self._wait = wait
        self._going_on: Counter[str] = Counter()

    @contextmanager
    def one(self, key: str = "") -> Iterator[None]:
        """While one goes on.

        Raises:
            RefusedError: too much goes on.
        """
        if self._going_on[key] >= self._most:
            raise RefusedError(429, self._code, wait=self._wait)
        self._going_on[key] += 1
        try:
            yield
        finally:
            self._going_on[key] -= 1
            if not self._going_on[key]:
                del self._going_on[key]
