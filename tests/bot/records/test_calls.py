"""Calls, what was said in them and what was suggested, in each kind of database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from bot.records.calls import current_call, end_call, end_idle, find_call, list_calls, open_call
from bot.records.database import Database
from bot.records.rejections import rejections
from bot.records.retention import purge, retention
from bot.records.segments import (
    Segment,
    SequenceTakenError,
    add_segments,
    mark_asked,
    segments_of,
)
from bot.records.suggestions import Decision, Suggestion, decide, save_suggestion, suggestions_of
from bot.records.wanted import Wanted
from bot.turns import plain_turn

HOUR = 3_600_000
NOW = 1_795_000_000_000
KEY = ("hash", "pbx-1")

Run = Callable[..., Any]


@pytest.fixture
def run(records: Database) -> Run:
    """Runs work in the records."""
    return lambda work, *given: asyncio.run(records.run(work, *given))


def said(sequence: int, text: str, speaker: Any = "caller", source: Any = "line") -> Segment:  # noqa: ANN401
    return Segment(source, sequence, speaker, text, NOW)


def suggestion(call: str, message: str = "m", **more: Any) -> Suggestion:  # noqa: ANN401
    turn = plain_turn("可以", kind="answer", topic="renting")
    given = {"region": "371000", **more}
    return Suggestion(call, message, NOW, "威海租房能落户吗", turn, {"facts": []}, **given)


def test_a_telephone_call_is_open_once_for_an_operator(run: Run) -> None:
    first, new = run(open_call, "wang", KEY, NOW)
    assert new and (first, False) == run(open_call, "wang", KEY, NOW + 1)
    assert run(open_call, "li", KEY, NOW)[1]
    assert run(open_call, "wang", None, NOW)[1] and run(open_call, "wang", None, NOW)[1]
    run(end_call, first.id, NOW + 2)
    assert run(current_call, "wang", "hash", NOW).id == first.id
    assert run(current_call, "wang", "hash", NOW + 3) is None
    second, new = run(open_call, "wang", KEY, NOW + 4)
    assert new and run(current_call, "wang", "hash", NOW) == second


def test_calls_are_listed_latest_first(run: Run) -> None:
    calls = [run(open_call, name, None, NOW + n)[0] for n, name in enumerate(["wang", "li"])]
    assert run(list_calls, None) == calls[::-1]
    assert run(list_calls, "wang") == calls[:1]


def test_a_call_in_which_nothing_happens_is_ended(run: Run) -> None:
    idle, _ = run(open_call, "wang", None, NOW)
    busy, _ = run(open_call, "li", None, NOW + HOUR)
    assert [call.id for call in run(end_idle, NOW + 1, NOW + 4 * HOUR)] == [idle.id]
    assert run(find_call, idle.id).ended_at == NOW + 4 * HOUR
    assert run(find_call, busy.id).ended_at is None
    assert run(end_idle, NOW + 1, NOW + 5 * HOUR) == []


def test_segments_are_kept_once_and_in_order(run: Run) -> None:
    call = run(open_call, "wang", None, NOW)[0].id
    assert run(add_segments, call, []) == ([], [])
    run(add_segments, call, [said(3, "三"), said(1, "一")])
    batch, fresh = run(add_segments, call, [said(3, "别的"), said(2, "二"), said(2, "二")])
    assert [(one.sequence, one.text) for one in batch] == [(2, "二"), (3, "三")]
    assert [one.sequence for one in fresh] == [2]
    assert [one.text for one in run(segments_of, call)] == ["一", "二", "三"]
    run(mark_asked, call, [said(2, "二")])
    assert [one.asked for one in run(segments_of, call)] == [False, True, False]


def test_the_page_does_not_lose_what_it_sends_under_a_used_sequence(run: Run) -> None:
    call = run(open_call, "wang", None, NOW)[0].id
    run(add_segments, call, [said(1, "一", source="page")])
    run(add_segments, call, [said(1, "另一路", source="line")])
    with pytest.raises(SequenceTakenError):
        run(add_segments, call, [said(1, "二", source="page")])


def test_a_number_dictated_over_stretches_that_come_late_is_hidden(run: Run) -> None:
    call = run(open_call, "wang", None, NOW)[0].id
    run(add_segments, call, [said(1, "电话138"), said(2, "好的", "operator"), said(5, "5678")])
    _batch, fresh = run(add_segments, call, [said(3, "1234")])
    assert [one.sequence for one in fresh] == [1, 3, 5]
    texts = [one.text for one in run(segments_of, call)]
    assert texts == ["电话[号码]", "好的", "[号码]", "[号码]"]


def test_a_message_has_one_suggestion_unless_it_failed(run: Run) -> None:
    call = run(open_call, "wang", None, NOW)[0].id
    failed = suggestion(call, failed=True)
    assert run(save_suggestion, failed) == failed
    mended = suggestion(call)
    assert run(save_suggestion, mended) == mended
    assert run(save_suggestion, suggestion(call)) == mended
    assert run(suggestions_of, call) == [mended]


def test_what_was_not_used_is_reported_with_its_reason(run: Run) -> None:
    call = run(open_call, "wang", None, NOW)[0].id
    kept = [run(save_suggestion, suggestion(call, name)) for name in "abc"]
    run(decide, kept[0].id, Decision("accept"), NOW)
    run(decide, kept[1].id, Decision("reject", "引错条款"), NOW)
    run(decide, kept[2].id, Decision("edit", None, "带合同"), NOW)
    rows = run(rejections, Wanted(region="371000", channel="hotline"))
    told = {row["decision"]: (row["reason"], row["edited"]) for row in rows}
    assert told == {"reject": ("引错条款", None), "edit": (None, "带合同")}
    assert rows[0]["said"] == "威海租房能落户吗"
    assert run(rejections, Wanted(channel="kiosk")) == []
    assert run(rejections, Wanted(region="370983")) == []


def test_old_calls_are_erased_with_all_that_was_said(run: Run) -> None:
    call = run(open_call, "wang", None, NOW)[0].id
    run(add_segments, call, [said(1, "威海租房能落户吗")])
    run(save_suggestion, suggestion(call))
    later = datetime.fromtimestamp(NOW / 1000, timezone.utc) + timedelta(days=181)
    assert run(purge, retention().records, later)["calls"] == 1
    assert run(find_call, call) is None
    assert run(segments_of, call) == [] and run(suggestions_of, call) == []
