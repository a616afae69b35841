"""The places that all tests of places look up."""

from __future__ import annotations

import pytest

from luohu.places import Gazetteer, load_gazetteer
from tests.luohu.asking import CORPUS


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """Every place that the bot knows."""
    return load_gazetteer(CORPUS)
