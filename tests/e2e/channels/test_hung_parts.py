"""A bot whose parts hang: people hear so soon, and nothing is lost or said twice."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest

from luohu.settings import ROOT
from tests.e2e.conftest import SETTINGS
from tests.e2e.talking import turn_in
from tools.local_http import answers, post_json, refusal
from tools.run import RunningBot, running_bot
from tools.run.servers import server_specs

QUESTION = "威海租房能落户吗"
PERSONAL = "我叫张三,电话138,0013,8000,住环翠区文化东路15号3单元401室,租房能落户吗"
WITHIN = 10.0


@pytest.fixture(scope="module")
def bot() -> Iterator[RunningBot]:
    """A bot that these tests may stop and lock out."""
    with running_bot(SETTINGS) as running:
        yield running


def ask(bot: RunningBot, sender: str, number: int = 1) -> dict[str, Any]:
    """The turn that a message gets; the same number is the same message."""
    body = {"sender": sender, "message": QUESTION, "id": f"m{number}"}
    return turn_in(post_json(bot.rest_url, body))


def ask_at_once(bot: RunningBot, senders: list[str]) -> tuple[list[dict[str, Any]], float]:
    """The turns of several people, and how long the last of them waited."""
    began = time.monotonic()
    with ThreadPoolExecutor(len(senders)) as pool:
        turns = list(pool.map(lambda sender: ask(bot, sender), senders))
    return turns, time.monotonic() - began


def is_apology(turn: dict[str, Any]) -> bool:
    return [notice["kind"] for notice in turn["notices"]] == ["degraded"]


def told(bot: RunningBot, sender: str) -> int:
    """How many turns a conversation holds."""
    with closing(sqlite3.connect(bot.var_dir / "db" / "tracker.db")) as connection:
        query = "SELECT count(*) FROM events WHERE sender_id = ? AND type_name = 'bot'"
        return int(connection.execute(query, (f"rest-{sender}",)).fetchone()[0])


def in_files(bot: RunningBot, text: str) -> bool:
    """Whether a text stands in any file of the databases, the logs beside them included."""
    forms = (text.encode(), text.encode("unicode_escape"))
    found = (file.read_bytes() for file in (bot.var_dir / "db").iterdir() if file.is_file())
    return any(form in content for content in found for form in forms)


def test_a_stopped_action_server_costs_seconds_and_no_turn(bot: RunningBot) -> None:
    assert not is_apology(ask(bot, "before"))
    os.kill(bot.pids["action server"], signal.SIGSTOP)
    try:
        turns, waited = ask_at_once(bot, ["stopped-a", "stopped-b", "stopped-c"])
        assert refusal(f"{bot.bot_url}/upkeep/ready") == "no action server"
    finally:
        os.kill(bot.pids["action server"], signal.SIGCONT)
    assert all(map(is_apology, turns))
    assert waited < WITHIN
    for sender in ("before", "stopped-a", "stopped-b"):
        assert not is_apology(ask(bot, sender, 2))
    assert [told(bot, sender) for sender in ("before", "stopped-a")] == [2, 1]


def test_locked_conversations_cost_seconds_and_other_channels_go_on(bot: RunningBot) -> None:
    with closing(sqlite3.connect(bot.var_dir / "db" / "tracker.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with ThreadPoolExecutor(1) as pool:
            asked = pool.submit(ask_at_once, bot, [f"locked-{n}" for n in range(8)])
            time.sleep(0.5)
            began = time.monotonic()
            assert answers(f"{bot.bot_url}/")
            assert time.monotonic() - began < 1
            turns, waited = asked.result()
        other.execute("ROLLBACK")
    assert all(map(is_apology, turns))
    assert waited < WITHIN
    assert not is_apology(ask(bot, "locked-0"))
    assert told(bot, "locked-0") == 1


def test_a_second_server_on_the_same_files_says_why_it_ends(bot: RunningBot) -> None:
    variables = {
        **os.environ, **SETTINGS, **bot.settings, "LUOHU_VAR_DIR": str(bot.var_dir),
        "LUOHU_BOT_PORT": "59999",
    }  # fmt: skip
    second = server_specs(variables)[1]
    ended = subprocess.run(
        second.command, env=dict(second.variables), cwd=ROOT, capture_output=True, text=True
    )
    assert ended.returncode != 0
    assert "server not started" in ended.stderr
    assert str(bot.pids["Rasa server"]) in ended.stderr


def test_nothing_personal_is_written_and_a_person_can_be_erased(bot: RunningBot) -> None:
    turn = turn_in(post_json(bot.rest_url, {"sender": "personal", "message": PERSONAL}))
    assert "privacy" in [notice["kind"] for notice in turn["notices"]]
    assert turn["region"]["code"] == "371000"
    assert not any(in_files(bot, one) for one in ("张三", "138,0013", "文化东路"))
    assert in_files(bot, "rest-personal")
    python = str(ROOT / ".venv" / "bot" / "bin" / "python")
    variables = {**os.environ, **SETTINGS, **bot.settings, "LUOHU_VAR_DIR": str(bot.var_dir)}
    command = (python, "-m", "bot.erase", "rest", "personal")
    erased = subprocess.run(command, env=variables, cwd=ROOT, capture_output=True, text=True)
    assert "erased: 1 conversations" in erased.stdout, erased.stderr
    assert not in_files(bot, "rest-personal")
