"""Turns are counted; only questions without an answer are kept, and without personal numbers."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timezone
from typing import Any

import pytest
import sqlalchemy as sa

from bot.apology import degraded_turn
from bot.records.database import Connection, Database
from bot.records.turns import (
    TURN_CLAUSES,
    TURNS,
    Clause,
    TurnRecord,
    add_turns,
    forget_questions,
    turn_record,
)

PHONE = "13900000000"


def citing(turn: dict[str, Any], *clauses: tuple[str, str]) -> dict[str, Any]:
    citations = [{"document": document, "clause": clause} for document, clause in clauses]
    return {**turn, "citations": citations}


def add(records: Database, *turns: TurnRecord) -> None:
    asyncio.run(records.run(add_turns, turns))


def kept(records: Database) -> list[dict[str, Any]]:
    def read(connection: Connection) -> list[dict[str, Any]]:
        return [
            dict(row)
            for row in connection.execute(sa.select(TURNS).order_by(TURNS.c.id)).mappings()
        ]

    return asyncio.run(records.read(read))


def clauses(records: Database) -> set[tuple[str, str]]:
    def read(connection: Connection) -> set[tuple[str, str]]:
        rows = connection.execute(sa.select(TURN_CLAUSES))
        return {(row.document, row.clause) for row in rows}

    return asyncio.run(records.read(read))


def test_a_turn_is_kept_with_its_clauses(records: Database, turn: dict[str, Any]) -> None:
    cited = citing(turn, ("weihai", "一/(二)"), ("weihai", "三"), ("weihai", "一/(二)"))
    add(records, turn_record("kiosk", cited, "租房能落户吗"))
    (row,) = kept(records)
    assert (row["channel"], row["region"], row["kind"]) == ("kiosk", "371000", "answer")
    assert row["topic"] == "renting"
    assert clauses(records) == {("weihai", "一/(二)"), ("weihai", "三")}


def test_a_question_that_was_answered_is_not_kept(records: Database, turn: dict[str, Any]) -> None:
    add(records, turn_record("kiosk", turn, "租房能落户吗"))
    assert kept(records)[0]["question"] is None


@pytest.mark.parametrize("kind", ["no_answer", "unsupported_region", "handoff"])
def test_a_question_without_an_answer_is_kept_without_numbers(
    records: Database, turn: dict[str, Any], kind: str
) -> None:
    add(records, turn_record("kiosk", {**turn, "kind": kind}, f"打{PHONE}问积分？？"))
    (row,) = kept(records)
    assert row["question"] == "打[手机号]问积分"


def test_a_turn_that_failed_is_no_question_for_the_documents(records: Database) -> None:
    add(records, turn_record("kiosk", degraded_turn(), "租房能落户吗"))
    (row,) = kept(records)
    assert (row["kind"], row["question"], row["region"]) == ("degraded", None, None)


@pytest.mark.parametrize("question", ["", "？！", "\0"])
def test_a_message_without_words_is_no_question(turn: dict[str, Any], question: str) -> None:
    assert turn_record("kiosk", {**turn, "kind": "no_answer"}, question).question is None


def test_the_day_is_the_one_in_china(records: Database, turn: dict[str, Any]) -> None:
    late = datetime(2026, 11, 1, 17, tzinfo=timezone.utc)
    add(records, turn_record("kiosk", turn, "租房", late))
    assert kept(records)[0]["day"] == date(2026, 11, 2)


def test_any_question_can_be_written(records: Database, turn: dict[str, Any]) -> None:
    said = "租\0房😀'\"%s\\" + "长" * 5000
    add(records, turn_record("x" * 99, {**turn, "kind": "no_answer"}, said))
    assert kept(records)[0]["question"].startswith("租房😀'\"%s\\长")


def test_old_questions_are_forgotten_and_the_figures_stay(records: Database) -> None:
    turns = [
        TurnRecord(
            datetime(2026, month, 1, 9, tzinfo=timezone.utc),
            "kiosk",
            "371000",
            "no_answer",
            "points",
            f"第{month}个问题",
            (Clause("weihai", "三"),),
        )
        for month in (1, 6)
    ]
    add(records, *turns)
    assert asyncio.run(records.run(forget_questions, date(2026, 6, 1))) == 1
    assert [row["question"] for row in kept(records)] == [None, "第6个问题"]
