"""Who does something too often waits, everybody else does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

import bot.channels.limits
from bot.channels.limits import AtOnce, Limiter
from bot.channels.refusals import RefusedError
from bot.limits import limits


class Clock:
    """A time that a test moves."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_after_too_many_the_wait_is_told_and_then_over() -> None:
    clock = Clock()
    limiter = Limiter((2, 60), clock)
    for _ in range(2):
        assert limiter.wait("me") == 0
        limiter.count("me")
        clock.now += 10
    assert limiter.wait("me") == 40
    assert limiter.wait("other") == 0
    clock.now += 40
    assert limiter.wait("me") == 0


def test_what_is_taken_back_does_not_count() -> None:
    limiter = Limiter((1, 60), Clock())
    limiter.count("me")
    limiter.uncount("me")
    limiter.uncount("nobody")
    assert limiter.wait("me") == 0


@pytest.fixture
def _few_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.channels.limits, "limits", lambda: replace(limits(), keys=10))


@pytest.mark.usefixtures("_few_keys")
@pytest.mark.parametrize("pause", [0, 10])
def test_the_memory_has_an_end_however_many_come(pause: int) -> None:
    clock = Clock()
    limiter = Limiter((1, 60), clock)
    for number in range(100):
        limiter.count(str(number))
        clock.now += pause
    assert len(limiter._happened) <= 10


@pytest.mark.usefixtures("_few_keys")
def test_a_crowd_does_not_set_somebody_free_who_goes_on() -> None:
    limiter = Limiter((3, 60), Clock())
    for number in range(30):
        if not limiter.wait("me"):
            limiter.count("me")
        limiter.count(str(number % 5))
    assert limiter.wait("me") > 0


def test_who_comes_too_often_hears_when_to_come_again() -> None:
    limiter = Limiter((1, 60), Clock())
    limiter.take("me")
    with pytest.raises(RefusedError) as refused:
        limiter.take("me")
    assert (refused.value.status, refused.value.wait) == (429, 60)


def test_only_so_much_goes_on_at_once() -> None:
    at_once = AtOnce(1)
    with at_once.one("me"), at_once.one("other"), pytest.raises(RefusedError):  # noqa: SIM117
        with at_once.one("me"):
            pass
    with at_once.one("me"):
        pass
    assert not at_once._going_on
