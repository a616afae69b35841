"""Whichever of several servers takes a message, the conversation is one and nothing is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

import bot.shared_stores
from bot.limits import limits
from bot.records.conversations import OvertakenError, keep_others_out, row_of
from bot.records.database import Connection, Database, RecordsError
from bot.shared_stores import AwayError, SharedTrackerStore

DOMAIN = Domain.from_dict({"actions": ["action_converse"], "intents": ["inform"]})


@dataclass
class Server:
    """The store of one server."""

    store: SharedTrackerStore

    async def fetch(self, sender: str = "rest-me") -> DialogueStateTracker:
        """The conversation as Rasa fetches it for a message."""
        return await self.store.get_or_create_tracker(sender, append_action_listen=False)

    async def begin(
        self, text: str, sender: str = "rest-me", message: str | None = None
    ) -> DialogueStateTracker:
        """A turn up to where it would be stored."""
        tracker = await self.fetch(sender)
        if not tracker.events:
            start_session(tracker)
        tracker.update(UserUttered(text, message_id=message))
        tracker.update(BotUttered(f"答:{text}", data={"custom": {"text": text}}))
        return tracker

    async def say(self, text: str, sender: str = "rest-me", message: str | None = None) -> None:
        """A turn from beginning to end."""
        await self.store.save(await self.begin(text, sender, message))

    async def said(self, sender: str = "rest-me") -> list[str]:
        """What was said in the conversation's latest session."""
        return texts(await self.fetch(sender))


@pytest.fixture
def servers(shared_url: str) -> Iterator[list[Server]]:
    """Two servers on one database."""
    databases = [Database(shared_url), Database(shared_url)]
    yield [Server(SharedTrackerStore(DOMAIN, one)) for one in databases]
    for one in databases:
        one.close()


def start_session(tracker: DialogueStateTracker) -> None:
    tracker.update(ActionExecuted("action_session_start"))
    tracker.update(SessionStarted())
    tracker.update(ActionExecuted("action_listen"))


def texts(tracker: DialogueStateTracker | None) -> list[str]:
    events = tracker.events if tracker else ()
    return [event.text for event in events if isinstance(event, UserUttered)]


def test_servers_take_turns_in_one_conversation(servers: list[Server]) -> None:
    async def talk() -> None:
        for number in range(6):
            await servers[number % 2].say(str(number))
        for server in servers:
            assert await server.said() == [str(number) for number in range(6)]

    asyncio.run(talk())


def test_what_nobody_else_has_touched_is_not_read_again(
    servers: list[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def talk() -> None:
        await servers[0].say("我在威海")
        first = await servers[0].fetch()
        monkeypatch.setattr(bot.shared_stores, "read_events", None)
        assert await servers[0].fetch() is first

    asyncio.run(talk())


def test_a_turn_writes_down_only_what_is_new(
    servers: list[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []

    def noted(sender: str, kind: str, data: dict[str, Any]) -> dict[str, Any]:
        written.append(kind)
        return row_of(sender, kind, data)

    monkeypatch.setattr(bot.shared_stores, "row_of", noted)

    async def talk() -> None:
        await servers[0].say("我在威海")
        for number in range(4):
            written.clear()
            await servers[number % 2].say(str(number))
            assert written == ["user", "bot"]

    asyncio.run(talk())


def test_of_two_turns_at_once_one_is_stored_and_the_other_leaves_nothing(
    servers: list[Server],
) -> None:
    async def talk() -> None:
        await servers[0].say("我在威海")
        one, two = await asyncio.gather(*(server.begin("租房") for server in servers))
        await servers[0].store.save(one)
        with pytest.raises(OvertakenError):
            await servers[1].store.save(two)
        await servers[1].say("两年")
        for server in servers:
            assert await server.said() == ["我在威海", "租房", "两年"]

    asyncio.run(talk())


def test_a_race_between_servers_mixes_nothing(servers: list[Server]) -> None:
    async def talk() -> None:
        stored = []

        async def turn(server: Server, number: int) -> None:
            with suppress(OvertakenError):
                await server.say(str(number))
                stored.append(str(number))

        for number in range(0, 40, 2):
            await asyncio.gather(turn(servers[0], number), turn(servers[1], number + 1))
        assert len(stored) >= 20
        full = await servers[0].store.retrieve_full_tracker("rest-me")
        assert sorted(texts(full)) == sorted(stored)
        kinds = [event.type_name for event in full.events if event.type_name in ("user", "bot")]
        assert kinds == ["user", "bot"] * len(stored)

    asyncio.run(talk())


def test_a_message_that_two_servers_get_is_answered_once(servers: list[Server]) -> None:
    async def talk() -> None:
        await servers[0].say("租房", message="m1")
        with pytest.raises(OvertakenError):
            await servers[1].say("租房", message="m1")
        assert await servers[1].said() == ["租房"]
        await servers[1].say("租房", sender="rest-you", message="m1")

    asyncio.run(talk())


def test_a_message_that_got_no_answer_may_come_again(servers: list[Server]) -> None:
    async def talk() -> None:
        tracker = await servers[0].fetch()
        tracker.update(UserUttered("租房", message_id="m1"))
        await servers[0].store.save(tracker)
        await servers[1].say("租房", message="m1")
        assert await servers[0].said() == ["租房", "租房"]

    asyncio.run(talk())


def test_a_turn_that_failed_leaves_nothing(servers: list[Server]) -> None:
    async def talk() -> None:
        await servers[0].say("我在威海")
        await servers[0].begin("没答上")
        assert await servers[0].said() == ["我在威海"]

    asyncio.run(talk())


def test_a_new_session_does_not_see_the_old_one(servers: list[Server]) -> None:
    async def talk() -> None:
        await servers[0].say("我在威海")
        tracker = await servers[1].fetch()
        start_session(tracker)
        tracker.update(UserUttered("我在周村"))
        await servers[1].store.save(tracker)
        for server in servers:
            assert await server.said() == ["我在周村"]
        full = await servers[0].store.retrieve_full_tracker("rest-me")
        assert texts(full) == ["我在威海", "我在周村"]

    asyncio.run(talk())


def test_what_one_server_deletes_is_gone_for_all(servers: list[Server]) -> None:
    async def talk() -> None:
        await servers[0].say("我在威海")
        under_way = await servers[0].begin("租房")
        await servers[1].store.delete("rest-me")
        assert not await servers[0].store.exists("rest-me")
        assert await servers[0].store.has_ended("rest-me")
        # A turn that was under way does not bring it back.
        with pytest.raises(OvertakenError):
            await servers[0].store.save(under_way)
        assert await servers[0].said() == []
        await servers[0].store.begin_anew("rest-me")
        assert not await servers[1].store.has_ended("rest-me")

    asyncio.run(talk())


def test_conversations_of_a_channel_are_found_by_how_long_they_are_silent(
    servers: list[Server],
) -> None:
    async def talk() -> None:
        for sender in ("kiosk-1", "kiosk_2", "rest-kiosk-3"):
            await servers[0].say("租房", sender)
        soon = 1e12
        assert await servers[1].store.silent_since(soon, "kiosk") == ["kiosk-1"]
        assert len(await servers[1].store.silent_since(soon)) == 3
        assert await servers[1].store.silent_since(0.0) == []

    asyncio.run(talk())


def test_the_memory_has_an_end_and_the_conversations_have_none(
    servers: list[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    few = replace(limits(), events_in_memory=20)
    monkeypatch.setattr(bot.shared_stores, "limits", lambda: few)

    async def talk() -> None:
        for number in range(10):
            for sender in ("a", "b", "c"):
                await servers[0].say(str(number), sender)
                assert sum(count for _, count in servers[0].store._kept.values()) <= 20
        for sender in ("a", "b", "c"):
            assert await servers[1].said(sender) == [str(number) for number in range(10)]

    asyncio.run(talk())


def test_without_a_database_the_turn_fails_and_tells_nobody_what_was_said(
    caplog: pytest.LogCaptureFixture,
) -> None:
    absent = Database("postgresql://me:secret@127.0.0.1:1/name")
    behind_rasa = FailSafeTrackerStore(SharedTrackerStore(DOMAIN, absent))
    tracker = DialogueStateTracker("rest-me", [])
    tracker.update(UserUttered("租房"))
    with pytest.raises(RecordsError):
        asyncio.run(behind_rasa.save(tracker))
    assert "cannot be opened" in caplog.text
    assert "租房" not in caplog.text
    assert "secret" not in caplog.text
    absent.close()


def test_a_database_that_stands_still_holds_up_a_turn_for_seconds_only(
    servers: list[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def talk() -> None:
        await servers[0].say("我在威海")
        turn = await servers[0].begin("租房")
        holding, let_go = asyncio.Event(), asyncio.Event()
        loop = asyncio.get_running_loop()

        def hold(connection: Connection) -> None:
            keep_others_out(connection, "rest-me")
            loop.call_soon_threadsafe(holding.set)
            asyncio.run_coroutine_threadsafe(let_go.wait(), loop).result(30)

        other = asyncio.ensure_future(servers[1].store._database.run(hold))
        await holding.wait()
        monkeypatch.setattr(bot.shared_stores, "_HUNG_SECONDS", 0.2)
        with pytest.raises(AwayError):
            await servers[0].store.save(turn)
        let_go.set()
        await other

    asyncio.run(talk())
