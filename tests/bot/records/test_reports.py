"""The policy staff see what is asked, what stays unanswered and what is found wrong."""

from __future__ import annotations

import asyncio
import csv
import io
from datetime import date, datetime, timezone
from typing import Any

import pytest

from bot.records.calls import open_call
from bot.records.database import Database
from bot.records.feedback import Feedback, Rating, Reason, save_feedback
from bot.records.reports import REPORTS, make_csv, make_reports
from bot.records.suggestions import Choice, Decision, Suggestion, decide, save_suggestion
from bot.records.turns import Clause, TurnRecord, add_turns
from bot.records.wanted import Wanted

ALL = Wanted()
RENTING, POINTS = Clause("weihai", "一/(二)"), Clause("weihai", "三")


def at(day: int, hour: int = 1) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=timezone.utc)


def turn(
    day: int,
    channel: str = "kiosk",
    region: str | None = "371000",
    question: str | None = None,
    kind: str | None = None,
    clauses: tuple[Clause, ...] = (),
) -> TurnRecord:
    kind = kind or ("no_answer" if question else "answer")
    return TurnRecord(at(day), channel, region, kind, None, question, clauses)


def opinion(
    day: int, rating: Rating, reason: Reason | None = None, comment: str | None = None
) -> Feedback:
    return Feedback(
        message=f"m{day}",
        sender="me",
        at=at(day),
        channel="kiosk",
        rating=rating,
        reason=reason,
        comment=comment,
        question="租房能落户吗",
        region="371000",
        clauses=(RENTING,),
    )


@pytest.fixture
def filled(records: Database) -> Database:
    """Records of a few days."""
    turns = [
        turn(1, clauses=(RENTING, POINTS)),
        turn(1, "wechat", clauses=(RENTING,)),
        turn(2, region=None, question="积分怎么算"),
        turn(2, question="积分怎么算"),
        turn(3, question="积分怎么算"),
        turn(3, "wechat", "370306", question="驾照能换吗"),
        turn(4, region=None, kind="degraded"),
    ]
    asyncio.run(records.run(add_turns, turns))
    for given in (
        opinion(1, "up"),
        opinion(2, "down", "wrong", "没写清"),
        opinion(3, "down", "wrong"),
        opinion(4, "down"),
    ):
        asyncio.run(records.run(save_feedback, given))
    return records


def report(records: Database, name: str, wanted: Wanted = ALL) -> list[dict[str, Any]]:
    return asyncio.run(records.read(make_reports, wanted, [name]))[name]


def cells(records: Database, name: str) -> list[list[str]]:
    made = asyncio.run(records.read(make_csv, ALL, name, {"region": lambda code: f"<{code}>"}))
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig"))))


def test_turns_are_counted_by_day(filled: Database) -> None:
    assert report(filled, "turns_by_day") == [
        {"day": "2026-11-01", "turns": 2, "unanswered": 0, "degraded": 0},
        {"day": "2026-11-02", "turns": 2, "unanswered": 2, "degraded": 0},
        {"day": "2026-11-03", "turns": 2, "unanswered": 2, "degraded": 0},
        {"day": "2026-11-04", "turns": 1, "unanswered": 0, "degraded": 1},
    ]


def test_turns_are_counted_by_channel_and_region(filled: Database) -> None:
    assert [(row["channel"], row["turns"]) for row in report(filled, "by_channel")] == [
        ("kiosk", 5),
        ("wechat", 2),
    ]
    regions = {row["region"]: row["turns"] for row in report(filled, "by_region")}
    assert regions == {"371000": 4, "370306": 1, None: 2}


def test_the_same_question_stands_once_with_its_number_latest_first(filled: Database) -> None:
    found = report(filled, "unanswered")
    assert {(row["question"], row["region"], row["count"]) for row in found} == {
        ("积分怎么算", None, 1),
        ("积分怎么算", "371000", 2),
        ("驾照能换吗", "370306", 1),
    }
    assert found[-1]["region"] is None
    assert found[0]["last_at"] == "2026-11-03T09:00+08:00"


def test_clauses_are_counted(filled: Database) -> None:
    assert report(filled, "clauses") == [
        {"document": "weihai", "clause": "一/(二)", "count": 2},
        {"document": "weihai", "clause": "三", "count": 1},
    ]


def test_opinions_are_counted_by_reason(filled: Database) -> None:
    found = {(row["rating"], row["reason"]): row["count"] for row in report(filled, "feedback")}
    assert found == {("down", "wrong"): 2, ("down", None): 1, ("up", None): 1}


def test_what_was_found_wrong_stands_with_question_and_clause(filled: Database) -> None:
    assert [row["comment"] for row in report(filled, "comments")] == [None, None, "没写清"]
    assert report(filled, "comments")[0]["question"] == "租房能落户吗"
    assert report(filled, "rated_clauses") == [
        {"document": "weihai", "clause": "一/(二)", "up": 1, "down": 3}
    ]


def suggest(records: Database, day: int, decision: Choice, reason: str | None = None) -> None:
    """A suggestion to an operator, and what the operator did with it."""
    moment = int(at(day).timestamp() * 1000)
    call, _new = asyncio.run(records.run(open_call, "wang", None, moment))
    suggestion = Suggestion(
        call.id, f"m{day}", moment, "租房能落户吗", {"topic": "renting"}, {}, "371000"
    )
    asyncio.run(records.run(save_suggestion, suggestion))
    asyncio.run(records.run(decide, suggestion.id, Decision(decision, reason, "改过"), moment))


def test_what_operators_did_not_use_stands_with_the_reason_latest_first(
    records: Database,
) -> None:
    suggest(records, 1, "reject", "条款不对")
    suggest(records, 2, "accept")
    suggest(records, 3, "edit", "太长")
    found = report(records, "rejections")
    assert [(row["decision"], row["reason"]) for row in found] == [
        ("edit", "太长"),
        ("reject", "条款不对"),
    ]
    assert (found[0]["said"], found[0]["topic"]) == ("租房能落户吗", "renting")
    assert found[0]["at"] == "2026-11-03T09:00+08:00"
    for wanted, number in (
        (Wanted(channel="hotline"), 2),
        (Wanted(channel="kiosk"), 0),
        (Wanted(region="370306"), 0),
        (Wanted(since=date(2026, 11, 2), region="371000"), 1),
    ):
        assert len(report(records, "rejections", wanted)) == number
    assert cells(records, "rejections")[1][3] == "修改后使用"


@pytest.mark.parametrize(
    ("wanted", "turns"),
    [
        (Wanted(since=date(2026, 11, 2)), 5),
        (Wanted(until=date(2026, 11, 2)), 4),
        (Wanted(since=date(2026, 11, 2), until=date(2026, 11, 3)), 4),
        (Wanted(region="371000"), 4),
        (Wanted(channel="wechat"), 2),
        (Wanted(region="370306", channel="kiosk"), 0),
        (Wanted(region="' OR ''='"), 0),
    ],
)
def test_only_what_is_wanted_is_counted(filled: Database, wanted: Wanted, turns: int) -> None:
    for name in ("turns_by_day", "by_channel", "by_region"):
        assert sum(row["turns"] for row in report(filled, name, wanted)) == turns


def test_each_report_can_be_limited(filled: Database) -> None:
    nowhere = Wanted(region="999999", channel="nowhere", since=date(2030, 1, 1))
    found = asyncio.run(filled.read(make_reports, nowhere, REPORTS))
    assert found == {name: [] for name in REPORTS}


@pytest.mark.parametrize("name", REPORTS)
def test_each_report_is_a_file_with_chinese_headings(filled: Database, name: str) -> None:
    header, *rows = cells(filled, name)
    assert len(header) == len(REPORTS[name].columns)
    assert not any(one.isascii() for one in header)
    assert len(rows) == len(report(filled, name))


def test_a_file_opens_in_excel_and_names_channels_and_regions(filled: Database) -> None:
    made = asyncio.run(filled.read(make_csv, ALL, "by_channel", {}))
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.endswith(b"\r\n")
    assert cells(filled, "by_channel")[1] == ["大厅自助机", "5", "3", "1"]
    assert ["<371000>", "4", "2", "0"] in cells(filled, "by_region")


@pytest.mark.parametrize(
    "said", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1"]
)
def test_nothing_said_becomes_a_formula(records: Database, said: str) -> None:
    asyncio.run(records.run(add_turns, [turn(1, question=said)]))
    assert cells(records, "unanswered")[1][0] == f"'{said}"


def test_line_breaks_and_quotes_stay_in_their_cell(records: Database) -> None:
    said = '他说"能",\n真的'
    asyncio.run(records.run(add_turns, [turn(1, question=said)]))
    assert cells(records, "unanswered")[1][0] == said
