"""The running bot that these tests talk to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tools.run import RunningBot, running_bot


@pytest.fixture(scope="session")
def bot() -> Iterator[RunningBot]:
    """Both servers on free ports with conversations of their own, started once for all tests."""
    with running_bot() as running:
        yield running
