"""One opinion a person and message, without anybody's numbers or name."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime, timezone
from typing import Any

import pytest
import sqlalchemy as sa

from bot.records.database import Connection, Database
from bot.records.feedback import (
    FEEDBACK,
    FEEDBACK_CLAUSES,
    Feedback,
    Opinion,
    forget_feedback,
    opinion_on,
    save_feedback,
)
from bot.records.turns import Clause

PHONE = "13900000000"
GIVEN = Feedback(
    message="m1",
    sender="kiosk-3",
    at=datetime(2026, 11, 1, 9, tzinfo=timezone.utc),
    channel="kiosk",
    rating="down",
    reason="wrong",
    comment=f"不对，打{PHONE}",
    question=f"我{PHONE}能落户吗？",
    region="371000",
    topic="renting",
    clauses=(Clause("weihai", "三"),),
)


def save(records: Database, *given: Feedback) -> None:
    for feedback in given:
        asyncio.run(records.run(save_feedback, feedback))


def kept(records: Database, table: Any = FEEDBACK) -> list[dict[str, Any]]:  # noqa: ANN401
    def read(connection: Connection) -> list[dict[str, Any]]:
        return [dict(row) for row in connection.execute(sa.select(table)).mappings()]

    return asyncio.run(records.read(read))


def test_an_opinion_is_kept_with_its_clauses(records: Database) -> None:
    save(records, GIVEN)
    (row,) = kept(records)
    assert (row["rating"], row["reason"], row["channel"]) == ("down", "wrong", "kiosk")
    assert (row["region"], row["topic"], row["message"]) == ("371000", "renting", "m1")
    assert row["day"] == date(2026, 11, 1)
    (clause,) = kept(records, FEEDBACK_CLAUSES)
    assert (clause["document"], clause["clause"]) == ("weihai", "三")


def test_numbers_are_masked_and_the_person_is_not_named(records: Database) -> None:
    save(records, GIVEN)
    (row,) = kept(records)
    assert row["comment"] == "不对,打[手机号]"
    assert row["question"] == "我[手机号]能落户吗"
    assert "kiosk-3" not in str(row)


def test_the_second_opinion_of_the_same_person_replaces_the_first(records: Database) -> None:
    better = replace(GIVEN, rating="up", reason=None, comment=None, clauses=(Clause("w", "四"),))
    save(records, GIVEN, better)
    (row,) = kept(records)
    assert (row["rating"], row["reason"], row["comment"]) == ("up", None, None)
    assert [one["clause"] for one in kept(records, FEEDBACK_CLAUSES)] == ["四"]


def test_another_person_or_message_is_another_opinion(records: Database) -> None:
    save(records, GIVEN, replace(GIVEN, sender="kiosk-4"), replace(GIVEN, message="m2"))
    assert len(kept(records)) == 3


def test_the_same_opinion_sent_twice_at_once_is_kept_once(records: Database) -> None:
    async def both() -> None:
        await asyncio.gather(*(records.run(save_feedback, GIVEN) for _ in range(8)))

    asyncio.run(both())
    assert len(kept(records)) == len(kept(records, FEEDBACK_CLAUSES)) == 1


@pytest.mark.parametrize("wrong", [{"rating": "so so"}, {"reason": "mood"}, {"rating": None}])
def test_an_opinion_of_another_kind_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no r"):
        replace(GIVEN, **wrong)


@pytest.mark.parametrize("comment", [None, "", "  ", "\0"])
def test_a_comment_without_words_is_none(records: Database, comment: str | None) -> None:
    save(records, replace(GIVEN, comment=comment))
    assert kept(records)[0]["comment"] is None


def test_a_long_comment_is_shortened(records: Database) -> None:
    save(records, replace(GIVEN, comment="长" * 5000))
    assert kept(records)[0]["comment"] == "长" * 500


def test_old_opinions_are_forgotten(records: Database) -> None:
    save(
        records, GIVEN, replace(GIVEN, message="m2", at=datetime(2026, 11, 9, tzinfo=timezone.utc))
    )
    assert asyncio.run(records.run(forget_feedback, date(2026, 11, 2))) == 1
    assert [row["message"] for row in kept(records)] == ["m2"]
    assert len(kept(records, FEEDBACK_CLAUSES)) == 1


def test_what_somebody_said_of_an_answer_is_known_to_nobody_else(records: Database) -> None:
    save(records, GIVEN)

    def known(sender: str, message: str) -> Opinion | None:
        return asyncio.run(records.read(opinion_on, sender, message))

    assert known("kiosk-3", "m1") == Opinion("down", "wrong", "不对,打[手机号]")
    assert known("kiosk-3", "m2") is None
    assert known("kiosk-4", "m1") is None
