"""Who does something too often waits, everybody else does not."""

from __future__ import annotations

import pytest

import bot.channels.limits
from bot.channels.limits import Limiter


class Clock:
    """A time that a test moves."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_after_too_many_the_wait_is_told_and_then_over() -> None:
    clock = Clock()
    limiter = Limiter(2, 60, clock)
    for _ in range(2):
        assert limiter.wait("me") == 0
        limiter.count("me")
        clock.now += 10
    assert limiter.wait("me") == 40
    assert limiter.wait("other") == 0
    clock.now += 40
    assert limiter.wait("me") == 0


def test_what_is_taken_back_does_not_count() -> None:
    limiter = Limiter(1, 60, Clock())
    limiter.count("me")
    limiter.uncount("me")
    limiter.uncount("nobody")
    assert limiter.wait("me") == 0


def test_the_memory_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.channels.limits, "_MOST_KEYS", 10)
    clock = Clock()
    limiter = Limiter(1, 60, clock)
    for number in range(100):
        limiter.count(str(number))
        clock.now += 10
    assert len(limiter._happened) <= 10
