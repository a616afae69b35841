"""What a conversation knows can be put in and read out, and nothing is left of a deleted one."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import cast

import pytest

from bot.channels.once import Incoming, answer_once
from bot.channels.seeding import (
    GoneError,
    begin,
    delete_abandoned,
    delete_conversation,
    exists,
    read_session,
    seed,
)
from luohu.session import SessionState
from tests.bot.channels.keeping import Rasa


@pytest.fixture
def keeper(tmp_path: Path) -> Rasa:
    """A Rasa with conversations of its own."""
    return Rasa(tmp_path / "tracker.db")


def say(keeper: Rasa, text: str, sender: str = "me") -> None:
    asyncio.run(answer_once(keeper, keeper, Incoming(text, sender, "kiosk", text)))


def session(keeper: Rasa, sender: str = "me") -> SessionState:
    return asyncio.run(read_session(keeper, sender))


def test_a_conversation_begins_with_what_it_is_given(keeper: Rasa) -> None:
    assert not asyncio.run(exists(keeper, "me"))
    asyncio.run(begin(keeper, "me", {"region": "371000"}))
    keeper.restart()
    assert asyncio.run(exists(keeper, "me"))
    assert session(keeper) == {"region": "371000"}
    assert session(keeper, "other") == {}


def test_what_is_put_in_stands_beside_what_is_known(keeper: Rasa) -> None:
    say(keeper, "租房")
    asyncio.run(seed(keeper, "me", {"region": "370306"}))
    assert session(keeper) == {"region": "370306", "topic": "renting"}
    asyncio.run(seed(keeper, "me", {"region": "150400"}, anew=True))
    keeper.restart()
    assert session(keeper) == {"region": "150400"}


def test_what_an_earlier_release_remembered_and_this_one_does_not_know_is_left_out(
    keeper: Rasa,
) -> None:
    earlier = {"region": "371000", "mood": "calm"}
    asyncio.run(begin(keeper, "me", cast(SessionState, earlier)))
    assert session(keeper) == {"region": "371000"}


def test_a_deleted_conversation_is_not_brought_back_by_putting_in(keeper: Rasa) -> None:
    say(keeper, "租房")
    asyncio.run(delete_conversation(keeper, "me"))
    with pytest.raises(GoneError):
        asyncio.run(seed(keeper, "me", {"region": "370306"}))
    assert not asyncio.run(exists(keeper, "me"))


def test_putting_in_waits_for_the_turn_under_way(keeper: Rasa) -> None:
    keeper.pause = 0.05
    say(keeper, "first")

    async def both() -> None:
        turn = asyncio.create_task(
            answer_once(keeper, keeper, Incoming("租房", "me", "kiosk", "1"))
        )
        await asyncio.sleep(0.01)
        await seed(keeper, "me", {"region": "370306"})
        await turn

    asyncio.run(both())
    assert session(keeper)["region"] == "370306"


def test_nothing_of_a_deleted_conversation_is_left_in_the_file(keeper: Rasa) -> None:
    say(keeper, "我要租房", "me")
    say(keeper, "我要买房", "other")
    asyncio.run(delete_conversation(keeper, "me"))
    keeper.tracker_store._tracker_store.engine.dispose()
    keeper.restart()
    assert not asyncio.run(exists(keeper, "me"))
    assert asyncio.run(exists(keeper, "other"))
    with keeper.tracker_store._tracker_store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    written = keeper.file.read_bytes()
    for kept, text in ((False, "我要租房"), (True, "我要买房")):
        assert (text.encode("unicode_escape") in written) is kept


def test_deleting_what_is_not_there_does_nothing(keeper: Rasa) -> None:
    asyncio.run(delete_conversation(keeper, "nobody"))
    assert not asyncio.run(exists(keeper, "nobody"))


def test_what_a_page_left_that_died_is_deleted_and_nothing_else(
    keeper: Rasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    for sender in ("kiosk-left", "kiosk-hall-2-left", "kioskish", "hotline-1"):
        say(keeper, "租房", sender)
    two_hours_later = time.time() + 7200
    monkeypatch.setattr("bot.channels.seeding.time.time", lambda: two_hours_later - 7200 + 60)
    asyncio.run(delete_abandoned(keeper, "kiosk", 3600))
    assert asyncio.run(exists(keeper, "kiosk-left"))
    monkeypatch.setattr("bot.channels.seeding.time.time", lambda: two_hours_later)
    asyncio.run(delete_abandoned(keeper, "kiosk", 3600))
    left = ("kiosk-left", "kiosk-hall-2-left", "kioskish", "hotline-1")
    assert [asyncio.run(exists(keeper, sender)) for sender in left] == [False, False, True, True]
