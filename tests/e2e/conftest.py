"""The running bot that these tests talk to, and people who talk to it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import pytest

from actions.corpus import Corpus, load_corpus
from luohu.settings import ROOT
from tests.e2e.talking import Talk
from tools.run import RunningBot, running_bot

# A day after Weihai's document has lapsed; no place is preset.
SETTINGS = {
    "LUOHU_TODAY": "2026-11-22",
    "LUOHU_HOME_REGION": "",
    "LUOHU_RECORDS_DB": "",
    "LUOHU_ASR_KEY": "k" * 40,
}


@pytest.fixture(scope="session")
def bot() -> Iterator[RunningBot]:
    """Both servers on free ports with conversations of their own, started once for all tests."""
    with running_bot(SETTINGS) as running:
        yield running


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The five documents."""
    return load_corpus(ROOT / "policy_corpus")


@pytest.fixture(scope="session")
def someone(bot: RunningBot, corpus: Corpus) -> Callable[[], Talk]:
    """Begins a conversation of a new person."""
    numbers = itertools.count()
    return lambda: Talk(bot, corpus, f"person-{next(numbers)}")
