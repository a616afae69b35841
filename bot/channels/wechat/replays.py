"""Requests that come again: WeChat repeats a message, nobody else repeats a request."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping

from bot.channels.wechat.wire import RefusedError


class Replays:
    """Refuses requests of another time, and signatures that come with another message.

    A plain message's signature does not cover the message, so whoever reads one request could
    send others under it. That the same message comes again is left to who answers each message
    once.

    Args:
        window: seconds that a request's time may differ from now.
        clock: gives the seconds since 1970.
    """

    def __init__(self, window: float, clock: Callable[[], float] = time.time) -> None:
        self._window = window
        self._clock = clock
        self._seen: OrderedDict[tuple[str, str, str], tuple[float, str]] = OrderedDict()

    def check_time(self, query: Mapping[str, str]) -> None:
        """Refuse a request of another time.

        Raises:
            RefusedError: its time is too far from now, or none.
        """
        timestamp = query.get("timestamp", "")
        known = timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 12
        if not known or abs(self._clock() - int(timestamp)) > self._window:
            raise RefusedError(
                "its time is too far from this server's: see that its clock is right"
            )

    def check_signature(self, query: Mapping[str, str], signature: str, message: str) -> None:
        """Refuse a signature that came with another message before.

        Raises:
            RefusedError: it did.
        """
        now = self._clock()
        while self._seen and next(iter(self._seen.values()))[0] < now - 2 * self._window:
            self._seen.popitem(last=False)
        signed = (query.get("timestamp", ""), query.get("nonce", ""), signature)
        if self._seen.setdefault(signed, (now, message))[1] != message:
            raise RefusedError("its signature came with another message before")
