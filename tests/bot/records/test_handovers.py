"""Who waits for a person, in each kind of database: nobody twice, nobody kept too long."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYetError
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from bot.records.calls import end_call, find_call, touch_call
from bot.records.database import Database
from bot.records.handover_figures import handovers_by_day
from bot.records.handovers import (
    Content,
    Handover,
    add_handover,
    add_refused,
    conversation_key,
    end_handover,
    erase_handovers,
    last_handover,
    new_handover,
    note_reply,
    note_seen,
    open_handovers,
    purge_handovers,
    settle_handovers,
    stand_of_handovers,
    take_handover,
    waiting_before,
    waiting_handovers,
)
from bot.records.segments import Segment, add_segments, segments_of
from bot.records.wanted import Wanted

NOW = 1_795_000_000_000
SECOND, HOUR = 1000, 3_600_000
CONTENT = Content((("住哪里", "城区"),), ("租房能落户吗",), {"region": "371000"})

Run = Callable[..., Any]


@pytest.fixture
def run(records: Database) -> Run:
    """Runs work in the records."""
    return lambda work, *given: asyncio.run(records.run(work, *given))


def wish(sender: str, at: int = NOW, channel: str = "kiosk") -> Handover:
    return new_handover(sender, channel, "371000", "renting", CONTENT, at)


def silent_since(moment: int) -> Callable[[str], int]:
    return lambda _channel: moment


def test_somebody_waits_once_and_is_found_as_they_came(run: Run) -> None:
    first, new = run(add_handover, wish("a"))
    assert new and (first, False) == run(add_handover, wish("a", NOW + 1))
    second, _new = run(add_handover, wish("b", NOW + 2))
    assert run(waiting_handovers) == [first, second]
    assert run(last_handover, first.conversation) == first
    assert (run(waiting_before, first.asked_at), run(waiting_before, second.asked_at)) == (0, 1)


def test_whom_one_operator_took_no_other_one_takes(run: Run) -> None:
    one, _new = run(add_handover, wish("a"))
    taken, call = run(take_handover, one.id, "wang", NOW + SECOND)
    assert (taken.operator, taken.call, taken.taken_at) == ("wang", call.id, NOW + SECOND)
    assert run(take_handover, one.id, "li", NOW + SECOND) is None
    assert run(open_handovers, "wang") == run(open_handovers, None) == [taken]
    assert run(open_handovers, "li") == run(waiting_handovers) == []


def test_what_is_over_is_ended_for_the_reason_that_it_has(run: Run) -> None:
    old, gone, there, taken = (
        run(add_handover, wish(name, NOW + at))[0]
        for name, at in (("old", -HOUR), ("gone", -HOUR + 2), ("there", 0), ("taken", 0))
    )
    _one, call = run(take_handover, taken.id, "wang", NOW)
    run(end_call, call.id, NOW + 1)
    ended = run(settle_handovers, NOW + 2, NOW - HOUR + 1, silent_since(NOW - SECOND))
    assert {one.id: one.ended_by for one in ended} == {
        old.id: "unanswered",
        gone.id: "absent",
        taken.id: "operator",
    }
    assert run(waiting_handovers) == [there]
    assert run(settle_handovers, NOW + 3, 0, silent_since(0)) == []


def test_who_gives_signs_is_not_gone(run: Run) -> None:
    one, _new = run(add_handover, wish("a"))
    run(note_seen, one.id, NOW + HOUR)
    assert run(settle_handovers, NOW + HOUR, 0, silent_since(NOW + HOUR)) == []
    assert run(settle_handovers, NOW + HOUR, 0, silent_since(NOW + HOUR + 1)) != []


def test_whatever_happens_to_somebody_changes_how_it_stands(run: Run) -> None:
    stands = [run(stand_of_handovers)]
    one, _new = run(add_handover, wish("a"))
    stands.append(run(stand_of_handovers))
    run(note_seen, one.id, NOW + SECOND)
    assert run(stand_of_handovers) == stands[-1]
    _taken, call = run(take_handover, one.id, "wang", NOW + SECOND)
    stands.append(run(stand_of_handovers))
    run(touch_call, call.id, NOW + 2 * SECOND)
    stands.append(run(stand_of_handovers))
    run(end_call, call.id, NOW + 3 * SECOND)
    stands.append(run(stand_of_handovers))
    assert len({str(stand) for stand in stands}) == len(stands)


def test_who_ends_it_may_ask_again(run: Run) -> None:
    one, _new = run(add_handover, wish("a"))
    assert run(end_handover, one.conversation, NOW + 1).id == one.id
    assert run(end_handover, one.conversation, NOW + 1) is None
    assert run(add_handover, wish("a", NOW + 2))[1]


def test_what_was_said_is_erased_and_the_times_stay(run: Run) -> None:
    one, _new = run(add_handover, wish("a"))
    _taken, call = run(take_handover, one.id, "wang", NOW)
    run(add_segments, call.id, [Segment("line", 1, "caller", "租房能落户吗", NOW)])
    assert [erased.id for erased in run(erase_handovers, conversation_key("a"), NOW)] == [one.id]
    assert run(find_call, call.id) is None and run(segments_of, call.id) == []
    assert run(last_handover, one.conversation) is None
    assert run(open_handovers, None) == []
    assert run(erase_handovers, conversation_key("a"), NOW) == []
    assert run(handovers_by_day, Wanted())[0]["taken"] == 1


def test_each_channel_s_are_kept_as_long_as_its_conversations(run: Run) -> None:
    kiosk, phone, busy = (
        run(add_handover, wish(name, NOW, channel))[0]
        for name, channel in (("a", "kiosk"), ("b", "miniprogram"), ("c", "kiosk"))
    )
    run(take_handover, busy.id, "wang", NOW + HOUR)
    after = datetime.fromtimestamp(NOW / SECOND, timezone.utc) + timedelta(hours=1, seconds=1)

    def kept(channel: str) -> float:
        return HOUR / SECOND if channel == "kiosk" else 30 * 24 * HOUR / SECOND

    assert [one.id for one in run(purge_handovers, after, kept)] == [kiosk.id]
    late = after + timedelta(days=31)
    assert {one.id for one in run(purge_handovers, late, kept)} == {phone.id, busy.id}


def test_figures_tell_who_came_to_whom_and_how_fast(run: Run) -> None:
    for name, seconds in (("a", 20), ("b", 40)):
        one, _new = run(add_handover, wish(name))
        _taken, call = run(take_handover, one.id, "wang", NOW + SECOND)
        run(note_reply, call.id, NOW + seconds * SECOND)
        run(note_reply, call.id, NOW + HOUR)
    left, _new = run(add_handover, wish("c"))
    run(end_handover, left.conversation, NOW + SECOND)
    run(add_handover, wish("d"))
    run(settle_handovers, NOW + HOUR, NOW + 1, silent_since(0))
    run(add_refused, wish("e"))
    (row,) = run(handovers_by_day, Wanted())
    assert {name: row[name] for name in ("asked", "taken", "left", "unanswered", "closed")} == {
        "asked": 4,
        "taken": 2,
        "left": 1,
        "unanswered": 1,
        "closed": 1,
    }
    assert (row["response"], row["longest"]) == (30, 40)
    assert run(handovers_by_day, Wanted(channel="miniprogram")) == []


def test_whom_an_operator_just_took_no_other_server_counts_as_gone(shared_url: str) -> None:
    here, there = Database(shared_url), Database(shared_url)
    one, _new = asyncio.run(here.run(add_handover, wish("a")))
    settling: list[Future[list[Handover]]] = []

    def take(connection: Any) -> None:  # noqa: ANN401
        take_handover(connection, one.id, "wang", NOW)
        # The other server has seen somebody wait, and waits for what this one does.
        settling.append(there.submit(settle_handovers, NOW, 0, silent_since(NOW + 1)))
        with pytest.raises(NotYetError):
            settling[0].result(0.5)

    asyncio.run(here.run(take))
    assert settling[0].result(10) == []
    assert [one.operator for one in asyncio.run(here.read(open_handovers, None))] == ["wang"]
    for server in (here, there):
        server.close()
