"""What was asked in vain is worked on in groups; a clause that answers needs a second person."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, datetime, timezone
from typing import Any

import pytest

from bot.records.audit import entries
from bot.records.calls import open_call
from bot.records.database import Connection, Database
from bot.records.feedback import Feedback, save_feedback
from bot.records.policy_desk.queue import (
    Group,
    QueueError,
    Settlement,
    assign,
    comment,
    comments_of,
    file_questions,
    find_group,
    groups_of,
    members_of,
    new_group,
    reopen,
    review,
    settle,
    unfiled,
    words_of,
)
from bot.records.suggestions import SUGGESTIONS
from bot.records.turns import TURNS, TurnRecord, add_turns, forget_questions

NOW = datetime(2026, 11, 1, 9, tzinfo=timezone.utc)
ANSWERS = Settlement("clause", "weihai-2021", "一/(二)", "租房没备案能落户吗")


def run(records: Database, work: Any, *given: Any) -> Any:  # noqa: ANN401
    return asyncio.run(records.run(work, *given))


def asked(records: Database) -> None:
    """One question of each kind that got no good answer, and one that got one."""
    turns = [
        TurnRecord(NOW, "kiosk", "371000", "no_answer", None, "宠物能落户吗"),
        TurnRecord(NOW, "kiosk", "371000", "answer", None, None),
    ]
    run(records, add_turns, turns)
    rated = Feedback("m", "me", NOW, "miniprogram", "down", question="养狗要落户吗", region=None)
    run(records, save_feedback, rated)
    call, _new = run(records, open_call, "wang", None, int(NOW.timestamp() * 1000))

    def reject(connection: Connection) -> None:
        row = {
            "id": "s1",
            "call": call.id,
            "message": "m1",
            "at": 1,
            "day": date(2026, 11, 1),
            "region": "371000",
            "said": "狗能上户口吗",
            "turn": "{}",
            "shown": "{}",
            "failed": False,
            "decision": "reject",
        }
        connection.execute(SUGGESTIONS.insert().values(**row))

    run(records, reject)


@pytest.fixture
def group(records: Database) -> Group:
    """A group with the questions of Weihai."""
    asked(records)
    made = new_group("371000", "宠物、落户", b"\0\0\0\0")
    found = [one for one in run(records, unfiled, 10) if one.region == "371000"]
    run(records, file_questions, [made], [(one, made.id) for one in found])
    return made


@pytest.fixture
def now(records: Database, group: Group) -> Callable[[], Group]:
    """The group as it is now."""
    return lambda: run(records, find_group, group.id)


def test_whatever_got_no_good_answer_waits_for_its_group(records: Database) -> None:
    asked(records)
    found = run(records, unfiled, 10)
    assert [(one.kind, one.region, one.channel, one.question) for one in found] == [
        ("turn", "371000", "kiosk", "宠物能落户吗"),
        ("suggestion", "371000", "hotline", "狗能上户口吗"),
        ("feedback", "", "miniprogram", "养狗要落户吗"),
    ]


def test_a_question_stands_in_one_group(records: Database, group: Group) -> None:
    assert [one.kind for one in run(records, unfiled, 10)] == ["feedback"]
    members = run(records, members_of, [group.id], date(2026, 11, 1))
    assert {one.channel for one in members} == {"kiosk", "hotline"}
    again = new_group("371000", "又一组", b"")
    late = [(one, again.id) for one in run(records, unfiled, 10)]
    assert run(records, file_questions, [again], late) == 1
    assert run(records, file_questions, [again], late) == 0


def test_the_words_go_when_they_are_erased_and_the_count_stays(
    records: Database, group: Group
) -> None:
    run(records, forget_questions, date(2027, 1, 1))
    members = run(records, members_of, [group.id], date(2026, 11, 1))
    assert len(members) == 2
    assert set(run(records, words_of, members).values()) == {"狗能上户口吗"}


def test_a_group_is_taken_spoken_about_and_found_silent(
    records: Database, group: Group, now: Callable[[], Group]
) -> None:
    run(records, assign, group, "wang", "li")
    run(records, comment, now(), "问过了，电话13812345678", "wang", 5)
    run(records, settle, now(), Settlement("silent"), "wang", "文件不管宠物")
    assert (now().assigned_to, now().state, now().settled_as) == ("wang", "settled", "silent")
    (said,) = run(records, comments_of, group.id)
    assert said.text == "问过了,电话[手机号]"
    told = [one.what for one in run(records, entries)]
    assert told == ["queue.settle", "queue.comment", "queue.assign"]


def test_that_a_clause_answers_needs_a_second_person(
    records: Database, group: Group, now: Callable[[], Group]
) -> None:
    run(records, settle, group, ANSWERS, "wang")
    assert now().state == "proposed"
    with pytest.raises(QueueError, match="same_person"):
        run(records, review, now(), True, "wang")
    run(records, review, now(), True, "li")
    assert (now().state, now().reviewed_by, now().question) == (
        "settled",
        "li",
        "租房没备案能落户吗",
    )
    assert run(records, groups_of, ["open", "proposed"]) == []


def test_the_second_person_may_see_it_otherwise(
    records: Database, group: Group, now: Callable[[], Group]
) -> None:
    run(records, settle, group, ANSWERS, "wang")
    run(records, review, now(), False, "li", "这一条没有说")
    assert (now().state, now().clause, now().reopened) == ("open", "", 0)


def test_a_group_that_fails_again_comes_up_again(
    records: Database, group: Group, now: Callable[[], Group]
) -> None:
    run(records, settle, group, Settlement("silent"), "wang")
    run(records, reopen, now(), "bot", "又没有答上")
    assert (now().state, now().reopened) == ("open", 1)


def test_of_two_who_settle_at_once_one_is_told(records: Database, group: Group) -> None:
    run(records, settle, group, Settlement("silent"), "wang")
    with pytest.raises(QueueError, match="changed_meanwhile"):
        run(records, settle, group, Settlement("document"), "li")


@pytest.mark.parametrize(
    "given", [("clause",), ("silent", "weihai-2021"), ("clause", "d", "c", " "), ("maybe",)]
)
def test_a_settlement_names_a_clause_where_one_answers_and_none_else(given: Any) -> None:  # noqa: ANN401
    with pytest.raises(QueueError):
        Settlement(*given)


def test_a_turn_stays_in_its_records(records: Database, group: Group) -> None:
    count = run(records, lambda connection: len(connection.execute(TURNS.select()).all()))
    assert count == 2
