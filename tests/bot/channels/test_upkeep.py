"""What is too old goes by itself, one person on demand, and ready means that it answers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.channels import tokens
from bot.channels.erasing import AUDIENCE, erase
from bot.channels.expiring import expire
from bot.channels.kept import kept_conversations, table
from bot.channels.once import Incoming, answer_once
from bot.channels.opinions import keep_opinion
from bot.channels.seeding import exists
from bot.channels.upkeep import UpkeepChannel
from bot.records.calls import find_call, open_call
from bot.records.database import database
from bot.records.handovers import Content, add_handover, new_handover, take_handover
from bot.records.retention import kept_records, retention
from bot.records.turns import TurnRecord, add_turns
from tests.bot.channels.keeping import Rasa
from tests.bot.channels.serving import Served, serving

DAY = 86_400.0


@pytest.fixture
def keeper(tmp_path: Path) -> Rasa:
    """A Rasa with conversations of its own."""
    return Rasa(tmp_path / "tracker.db")


@pytest.fixture
def served(keeper: Rasa) -> Iterator[Served]:
    """The upkeep on a real server."""
    with serving(f"upkeep_{time.monotonic_ns()}", keeper, [UpkeepChannel()]) as server:
        yield server


async def say(keeper: Rasa, sender: str, text: str = "租房", number: str = "1") -> None:
    await answer_once(keeper, keeper, Incoming(text, sender, sender.split("-")[0], number))


def age(keeper: Rasa, sender: str, seconds: float) -> None:
    """Let all of a conversation have happened so long ago."""
    store = keeper.tracker_store._tracker_store
    events = store.SQLEvent.__table__
    older = events.update().where(events.c.sender_id == sender)
    with store.engine.begin() as connection:
        connection.execute(older.values(timestamp=events.c.timestamp - seconds))


def there_is(server: Served, keeper: Rasa, sender: str) -> bool:
    return asyncio.run_coroutine_threadsafe(exists(keeper, sender), server.loop).result(30)


def in_files(keeper: Rasa, text: str) -> bool:
    return any(
        text.encode() in file.read_bytes() for file in keeper.file.parent.glob("tracker.db*")
    )


def test_conversations_of_every_channel_go_when_they_are_too_old(keeper: Rasa) -> None:
    ages = {
        "rest-old": 31 * DAY, "hotline-old": 31 * DAY, "miniprogram-old": 31 * DAY,
        "wechat_official-old": 31 * DAY, "kiosk-old": 7200.0,
        "rest-new": 29 * DAY, "kiosk-new": 60.0,
    }  # fmt: skip
    for sender, seconds in ages.items():
        asyncio.run(say(keeper, sender))
        age(keeper, sender, seconds)
    erased = asyncio.run(expire(keeper, database()))
    assert erased["conversations"] == 5
    for sender in ages:
        assert asyncio.run(exists(keeper, sender)) == sender.endswith("new")
        assert in_files(keeper, sender) == sender.endswith("new")


def test_records_go_by_the_same_policy(keeper: Rasa) -> None:
    then = datetime.now(timezone.utc) - timedelta(days=retention().records["questions"] + 2)
    turn = TurnRecord(then, "kiosk", None, "no_answer", None, "oldquestion")
    asyncio.run(database().run(add_turns, [turn]))
    assert asyncio.run(expire(keeper, database()))["questions"] == 1


def test_what_was_said_to_operators_goes_with_conversations_of_its_channel(keeper: Rasa) -> None:
    then = int((time.time() - 2 * 3600) * 1000)
    wish = new_handover("kiosk-old", "kiosk", None, None, Content(said=("问租房",)), then)
    asyncio.run(database().run(add_handover, wish))
    _taken, call = asyncio.run(database().run(take_handover, wish.id, "wang", then))
    asyncio.run(say(keeper, f"hotline-{call.id}"))
    assert asyncio.run(expire(keeper, database()))["hand-overs"] == 1
    assert asyncio.run(database().read(find_call, call.id)) is None
    assert not asyncio.run(exists(keeper, f"hotline-{call.id}"))


def test_a_server_looks_by_itself_for_what_is_too_old(keeper: Rasa) -> None:
    for sender in ("rest-old", "rest-new"):
        asyncio.run(say(keeper, sender))
    age(keeper, "rest-old", 31 * DAY)
    with serving(f"upkeep_{time.monotonic_ns()}", keeper, [UpkeepChannel()]) as server:
        until = time.monotonic() + 20
        while there_is(server, keeper, "rest-old"):
            assert time.monotonic() < until
            time.sleep(0.05)
        assert there_is(server, keeper, "rest-new")


def test_one_person_is_erased_and_nobody_else(keeper: Rasa) -> None:
    for sender in ("rest-me", "rest-you"):
        asyncio.run(say(keeper, sender, f"{sender}问租房"))
        asyncio.run(keep_opinion(keeper, sender, "rest", {"id": "1", "rating": "down"}))
    asked = TurnRecord(datetime.now(timezone.utc), "rest", None, "no_answer", None, "rest-me问租房")
    asyncio.run(database().run(add_turns, [asked]))
    erased = asyncio.run(erase(keeper, database(), "rest", "me"))
    nothing = {"calls": 0, "messages": 0, "hand-overs": 0}
    assert erased == {"conversations": 1, "feedback": 1, "questions": 1, **nothing}
    assert not in_files(keeper, "rest-me")
    assert asyncio.run(exists(keeper, "rest-you"))
    kept = {one.title: one.count for one in asyncio.run(database().read(kept_records))}
    assert kept["评价和意见"] == 1


def test_a_caller_is_erased_by_the_number_of_the_telephone_system(keeper: Rasa) -> None:
    key = tokens.keyed_hash("13900000000", "call")
    call, _ = asyncio.run(database().run(open_call, "wang", (key, "[手机号]"), 1_700_000_000_000))
    asyncio.run(say(keeper, f"hotline-{call.id}"))
    erased = asyncio.run(erase(keeper, database(), "call", "13900000000"))
    assert (erased["conversations"], erased["calls"]) == (1, 1)
    assert asyncio.run(database().read(find_call, call.id)) is None


def test_only_who_holds_the_secret_may_erase(served: Served, keeper: Rasa) -> None:
    asyncio.run_coroutine_threadsafe(say(keeper, "rest-me"), served.loop).result(30)
    body = {"kind": "rest", "name": "me"}
    assert served.ask("POST", "/upkeep/erase", body).status == 401
    stranger = tokens.issue({}, 60, "kiosk")
    assert served.ask("POST", "/upkeep/erase", body, token=stranger).status == 401
    token = tokens.issue({}, 60, AUDIENCE)
    assert (
        served.ask("POST", "/upkeep/erase", {"kind": "x", "name": "me"}, token=token).status == 400
    )
    reply = served.ask("POST", "/upkeep/erase", body, token=token)
    assert (reply.status, reply.json["conversations"]) == (200, 1)


def test_a_server_that_understands_nothing_is_not_ready(served: Served, keeper: Rasa) -> None:
    async def fail(_text: str) -> None:
        raise RuntimeError

    keeper.parse_message = fail
    assert served.ask("GET", "/upkeep/ready").json == {"status": "no understanding"}
    keeper.is_ready = lambda: False
    reply = served.ask("GET", "/upkeep/ready")
    assert (reply.status, reply.json) == (503, {"status": "no model"})


def test_the_report_says_what_is_kept_how_long_and_since_when(keeper: Rasa) -> None:
    asyncio.run(say(keeper, "rest-me"))
    found = kept_conversations(keeper.file)
    assert [(one.period, one.count) for one in found] == [("1 小时", 0), ("30 天", 1)]
    assert "| 30 天 | 1 | 20" in table(found)
