"""A bot of its own whose action server is lost and comes back, on other days and at a kiosk."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from actions.corpus import Corpus
from luohu.settings import ROOT
from tests.e2e.conftest import SETTINGS
from tests.e2e.talking import check_turn, turn_in
from tools.run import RunningBot, running_bot
from tools.run.server import Server
from tools.run.servers import server_specs

QUESTION = "威海租房能落户吗"


@pytest.fixture(scope="module")
def own_bot() -> Iterator[RunningBot]:
    """A bot whose action server these tests may end."""
    with running_bot(SETTINGS) as running:
        yield running


@contextmanager
def action_server(bot: RunningBot, changed: Mapping[str, str]) -> Iterator[None]:
    """Another action server in the place of the lost one, with changed settings."""
    variables = {
        **os.environ, **SETTINGS, **bot.settings, **changed, "LUOHU_VAR_DIR": str(bot.var_dir),
    }  # fmt: skip
    server = Server(server_specs(variables)[0], ROOT)
    try:
        while not server.is_healthy():
            server.require_alive()
            time.sleep(0.2)
        yield
    finally:
        server.stop()


def ask(bot: RunningBot, sender: str, message: str) -> dict[str, Any]:
    return turn_in(bot.say(sender, message))


@pytest.fixture(scope="module")
def lost(own_bot: RunningBot) -> RunningBot:
    """The bot after its action server was killed, having answered once before."""
    assert ask(own_bot, "before", QUESTION)["citations"]
    os.kill(own_bot.pids["action server"], signal.SIGKILL)
    return own_bot


def test_without_the_action_server_the_turn_says_so(lost: RunningBot) -> None:
    for sender in ("before", "after"):
        turn = ask(lost, sender, QUESTION)
        assert turn["kind"] == "no_answer"
        assert [notice["kind"] for notice in turn["notices"]] == ["degraded"]
        assert not turn["citations"]
        assert "12345" in turn["text"]


def test_once_it_is_back_the_same_person_is_answered_again(
    lost: RunningBot, corpus: Corpus
) -> None:
    with action_server(lost, {}):
        for sender in ("before", "after", "later"):
            turn = ask(lost, sender, QUESTION)
            check_turn(turn, corpus)
            assert turn["citations"]


@pytest.mark.parametrize(
    ("today", "status"), [("2026-10-20", "in_force"), ("2026-10-21", "expired")]
)
def test_the_last_day_of_a_document_still_counts(lost: RunningBot, today: str, status: str) -> None:
    with action_server(lost, {"LUOHU_TODAY": today}):
        turn = ask(lost, f"on-{today}", QUESTION)
    assert {citation["status"] for citation in turn["citations"]} == {status}
    assert ("expired" in [notice["kind"] for notice in turn["notices"]]) == (status == "expired")


def test_a_kiosk_answers_for_where_it_stands_unless_told_otherwise(
    lost: RunningBot, corpus: Corpus
) -> None:
    with action_server(lost, {"LUOHU_HOME_REGION": "370983"}):
        turn = ask(lost, "kiosk", "租房能落户吗")
        check_turn(turn, corpus)
        assert turn["region"]["code"] == "370983"
        assert ask(lost, "kiosk-2", "周村租房能落户吗")["region"]["code"] == "370306"
