"""Moments as calls keep them and as pages get them."""

from __future__ import annotations

import time

from bot.records.calls import moment


def now() -> int:
    """The present moment, in milliseconds since 1970."""
    return int(time.time() * 1000)


def iso(milliseconds: int) -> str:
    """A moment as pages get it, in China's time."""
    return moment(milliseconds).isoformat(timespec="milliseconds")
