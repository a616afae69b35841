"""What the bot was told it still knows after any accident, and nothing that it did not answer."""

from __future__ import annotations

import asyncio
import logging
import signal
import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import read_endpoint_config

import bot.stores
from bot.limits import limits
from bot.stores import BusyError, LocalTrackerStore
from luohu.settings import ROOT

DOMAIN = Domain.from_dict({"actions": ["action_converse"], "intents": ["inform"]})
WRITER = """
import asyncio, sys
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from bot.stores import LocalTrackerStore

async def talk():
    store = LocalTrackerStore(Domain.empty(), db=sys.argv[1])
    for number in range(100_000):
        tracker = await store.get_or_create_tracker("me", append_action_listen=False)
        tracker.update(UserUttered(str(number)))
        await store.save(tracker)
        print(number, flush=True)

asyncio.run(talk())
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the conversations are written."""
    return tmp_path / "tracker.db"


@pytest.fixture
def store(file: Path) -> LocalTrackerStore:
    """The store of a server that has just started."""
    return started(file)


def started(file: Path) -> LocalTrackerStore:
    return LocalTrackerStore(DOMAIN, db=str(file))


def fetch(store: TrackerStore, sender: str = "me") -> DialogueStateTracker:
    """The conversation as Rasa fetches it for a message."""
    return asyncio.run(store.get_or_create_tracker(sender, append_action_listen=False))


def save(store: TrackerStore, tracker: DialogueStateTracker) -> None:
    asyncio.run(store.save(tracker))


def say(store: TrackerStore, text: str, sender: str = "me") -> None:
    """A turn from beginning to end."""
    tracker = fetch(store, sender)
    if not tracker.events:
        start_session(tracker)
    tracker.update(UserUttered(text))
    save(store, tracker)


def start_session(tracker: DialogueStateTracker) -> None:
    tracker.update(ActionExecuted("action_session_start"))
    tracker.update(SessionStarted())
    tracker.update(ActionExecuted("action_listen"))


def said(tracker: DialogueStateTracker | None) -> list[str]:
    return [event.text for event in tracker.events if isinstance(event, UserUttered)]


def written(file: Path, sender: str = "me") -> list[str]:
    """What another server would read after a restart."""
    return said(asyncio.run(started(file).retrieve_full_tracker(sender)))


def spoil(store: LocalTrackerStore, order: str) -> None:
    with store.engine.connect() as connection:
        connection.exec_driver_sql(order)


def test_a_restart_keeps_the_conversation(store: LocalTrackerStore, file: Path) -> None:
    say(store, "我在威海")
    say(store, "租房")
    assert said(fetch(started(file))) == ["我在威海", "租房"]


def test_the_conversation_goes_on_after_a_restart(store: LocalTrackerStore, file: Path) -> None:
    say(store, "我在威海")
    again = started(file)
    say(again, "租房")
    say(again, "两年")
    assert said(fetch(again)) == written(file) == ["我在威海", "租房", "两年"]


@pytest.mark.parametrize("before", [[], ["我在威海"], ["我在威海", "租房"]])
def test_a_turn_that_failed_leaves_nothing(
    store: LocalTrackerStore, file: Path, before: list[str]
) -> None:
    for text in before:
        say(store, text)
    fetch(store).update(UserUttered("没答上"))
    assert said(fetch(store)) == before
    say(store, "再说一次")
    assert said(fetch(store)) == written(file) == [*before, "再说一次"]


def test_looking_at_a_conversation_changes_nothing(store: LocalTrackerStore, file: Path) -> None:
    say(store, "我在威海")
    assert fetch(store).events == fetch(store).events
    say(store, "租房")
    assert written(file) == ["我在威海", "租房"]


def test_a_turn_that_is_saved_twice_is_written_once(store: LocalTrackerStore, file: Path) -> None:
    tracker = fetch(store)
    start_session(tracker)
    for text in ("我在威海", "租房"):
        tracker.update(UserUttered(text))
        save(store, tracker)
        save(store, tracker)
    assert written(file) == ["我在威海", "租房"]


def test_a_new_session_does_not_see_the_old_one(store: LocalTrackerStore, file: Path) -> None:
    say(store, "我在威海")
    tracker = fetch(store)
    start_session(tracker)
    tracker.update(UserUttered("我在周村"))
    save(store, tracker)
    assert said(fetch(store)) == ["我在周村"]
    say(store, "租房")
    assert said(fetch(store)) == said(fetch(started(file))) == ["我在周村", "租房"]


def test_all_sessions_are_in_the_full_conversation(store: LocalTrackerStore, file: Path) -> None:
    say(store, "我在威海")
    tracker = fetch(store)
    start_session(tracker)
    tracker.update(UserUttered("我在周村"))
    save(store, tracker)
    assert said(asyncio.run(store.retrieve_full_tracker("me"))) == ["我在威海", "我在周村"]
    assert written(file) == ["我在威海", "我在周村"]


def test_nobody_sees_the_conversation_of_another(store: LocalTrackerStore, file: Path) -> None:
    say(store, "我在威海", "one")
    say(store, "我在周村", "two")
    say(store, "租房", "one")
    assert said(fetch(store, "one")) == written(file, "one") == ["我在威海", "租房"]
    assert said(fetch(store, "two")) == written(file, "two") == ["我在周村"]


def test_the_memory_has_an_end_and_the_conversations_have_none(
    store: LocalTrackerStore, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = replace(limits(), events_in_memory=20)
    monkeypatch.setattr(bot.stores, "limits", lambda: few)
    for number in range(30):
        for sender in ("a", "b", "c"):
            say(store, str(number), sender)
            assert sum(len(kept.tracker.events) for kept in store._kept.values()) <= 20
    say(store, "bye", "d")
    for sender in ("a", "b", "c"):
        assert said(fetch(store, sender)) == written(file, sender) == [str(n) for n in range(30)]


@pytest.mark.parametrize(
    ("accident", "mend"),
    [
        ("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1073741823"),
        ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
    ],
    ids=["disk full", "read-only"],
)
def test_what_cannot_be_written_fails_the_turn_and_no_other(
    store: LocalTrackerStore,
    file: Path,
    caplog: pytest.LogCaptureFixture,
    accident: str,
    mend: str,
) -> None:
    behind_rasa = FailSafeTrackerStore(store)
    say(behind_rasa, "我在威海")
    spoil(store, accident)
    for _ in range(2):
        with pytest.raises(sa.exc.OperationalError) as failure:
            say(behind_rasa, "租房" * 3000)
    spoil(store, mend)
    assert said(fetch(behind_rasa)) == ["我在威海"]
    say(behind_rasa, "两年")
    assert said(fetch(behind_rasa)) == written(file) == ["我在威海", "两年"]
    assert "conversation not written" in caplog.text
    assert "租房" not in caplog.text + str(failure.value)


def test_a_file_that_cannot_be_opened_fails_the_turn(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.CRITICAL):
        store = FailSafeTrackerStore(started(tmp_path / "missing" / "tracker.db"))
    with pytest.raises(sa.exc.OperationalError):
        say(store, "我在威海")


def test_a_killed_server_loses_no_turn_that_it_acknowledged(file: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(file)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        acknowledged = [int(writer.stdout.readline()) for _ in range(50)]
        writer.send_signal(signal.SIGKILL)
        acknowledged += [int(line) for line in writer.stdout if line.endswith("\n")]
    kept = [int(text) for text in written(file)]
    assert kept == list(range(len(kept)))
    assert kept[: len(acknowledged)] == acknowledged


def test_the_file_can_be_read_while_the_bot_runs(store: LocalTrackerStore, file: Path) -> None:
    with sqlite3.connect(file) as reader:
        say(store, "我在威海")
        assert reader.execute("SELECT count(*) FROM events").fetchone() == (4,)
        say(store, "租房")
    reader.close()


def test_the_endpoints_lead_to_this_store(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUOHU_TRACKER_DB", str(file))
    monkeypatch.setenv("LUOHU_ACTIONS_URL", "http://127.0.0.1:1/webhook")
    endpoint = read_endpoint_config(str(ROOT / "endpoints.yml"), "tracker_store")
    store = TrackerStore.create(endpoint, DOMAIN)
    assert isinstance(store, LocalTrackerStore)
    say(store, "我在威海")
    assert written(file) == ["我在威海"]


def test_what_people_say_is_nobody_elses_to_read(store: LocalTrackerStore, file: Path) -> None:
    asyncio.run(store.save(DialogueStateTracker("me", [])))
    modes = {stat.S_IMODE(one.stat().st_mode) for one in file.parent.iterdir()}
    assert modes == {0o600}


def test_a_locked_file_fails_all_that_wait_for_it_at_once(
    file: Path, store: LocalTrackerStore
) -> None:
    say(store, "before")

    async def talk(number: int) -> None:
        tracker = await store.get_or_create_tracker(f"p{number}", append_action_listen=False)
        tracker.update(UserUttered("hello"))
        await store.save(tracker)

    async def all_talk() -> list[object]:
        return await asyncio.gather(*map(talk, range(20)), return_exceptions=True)

    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        failed = asyncio.run(all_talk())
        other.execute("ROLLBACK")
    assert all(isinstance(one, (BusyError, sa.exc.OperationalError)) for one in failed)
    # One waited for the lock, and the others heard of it.
    assert sum(isinstance(one, sa.exc.OperationalError) for one in failed) < 5
    say(store, "after", "p0")
    assert [
        event.text for event in fetch(started(file), "p0").events if isinstance(event, UserUttered)
    ] == ["after"]


def test_another_process_may_not_write_the_same_conversations(
    file: Path, store: LocalTrackerStore
) -> None:
    second = subprocess.run(
        [sys.executable, "-c", WRITER, str(file)], cwd=ROOT, capture_output=True, text=True
    )
    assert second.returncode != 0
    assert "server not started" in second.stderr
    assert "LUOHU_VAR_DIR" in second.stderr


def test_a_file_from_a_backup_is_closed_to_others(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(0o644)
    file.chmod(0o644)
    LocalTrackerStore(DOMAIN, db=str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
