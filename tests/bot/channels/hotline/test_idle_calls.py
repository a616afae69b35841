"""A call that nobody ended is ended after a while."""

from __future__ import annotations

import pytest

from bot.channels.hotline.channel import Times
from tests.bot.channels.hotline.conftest import Person, until


@pytest.fixture
def times() -> Times:
    """A call is over after a moment without a word."""
    return Times(idle=0.3, sweep=0.1)


def test_a_call_in_which_nothing_happens_is_ended(operator: Person) -> None:
    call = operator.open()
    assert operator.get(f"calls/{call}")["call"]["ended_at"] is None
    until(lambda: operator.get(f"calls/{call}")["call"]["ended_at"])
