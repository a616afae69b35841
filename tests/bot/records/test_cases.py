"""A short code carries a case for a day, and nothing that a person said."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
import sqlalchemy as sa

from bot.records.cases import (
    ALPHABET,
    CASES,
    Case,
    OpenedCase,
    open_case,
    read_code,
    take_case,
)
from bot.records.database import Connection, Database

NOW = datetime(2026, 11, 1, 9, tzinfo=timezone.utc)
SESSION: dict[str, Any] = {
    "region": "371000",
    "outside": None,
    "topic": "renting",
    "judged": None,
    "checking": "renting",
    "asked_fact": "rent_registered",
    "facts": {"has_lease": True, "lease_time": {"months": 14}, "kind": "flat"},
    "unknown": ["married"],
    "question": {"text": "我叫张三，租房能落户吗", "subjects": {"renting": 0.9}},
    "waiting": False,
    "misses": 1,
}
CASE = Case.of_session(SESSION)


def opened(records: Database, case: Case = CASE) -> OpenedCase:
    return asyncio.run(records.run(open_case, case, NOW))


def taken(records: Database, code: str, after: timedelta = timedelta()) -> Case | None:
    return asyncio.run(records.run(take_case, code, NOW + after))


def contents(connection: Connection) -> list[str]:
    return [row.content for row in connection.execute(sa.select(CASES))]


def test_a_case_goes_on_where_it_was(records: Database) -> None:
    case = taken(records, opened(records).code)
    assert case == CASE
    assert case.as_session() == {
        "region": "371000",
        "topic": "renting",
        "judged": None,
        "checking": "renting",
        "facts": {"has_lease": True, "lease_time": {"months": 14}, "kind": "flat"},
        "unknown": ["married"],
    }


def test_nothing_that_was_said_is_in_a_case(records: Database) -> None:
    talkative = Case.of_session({**SESSION, "facts": {"told": "我叫张三" * 20, "has_lease": True}})
    opened(records, talkative)
    (content,) = asyncio.run(records.read(contents))
    assert "张三" not in content
    assert talkative.facts == {"has_lease": True}


@pytest.mark.parametrize("session", [None, {}, {"region": None, "facts": None, "unknown": None}])
def test_a_conversation_that_has_not_begun_is_an_empty_case(
    records: Database, session: dict[str, Any] | None
) -> None:
    assert taken(records, opened(records, Case.of_session(session)).code) == Case()


def test_a_code_is_eight_characters_that_nobody_confuses(records: Database) -> None:
    codes = {opened(records).code for _ in range(30)}
    assert len(codes) == 30
    assert all(len(code) == 8 and set(code) <= set(ALPHABET) for code in codes)
    assert not set("0O1ILl") & set(ALPHABET)
    assert len(ALPHABET) == len(set(ALPHABET)) >= 24


def test_it_does_not_matter_how_a_code_is_typed(records: Database) -> None:
    code = opened(records).code
    wide = "".join(chr(ord(one) + 0xFEE0) for one in code)
    for typed in (
        code.lower(),
        f" {code[:4]} {code[4:]} ",
        f"{code[:4]}-{code[4:]}",
        f"{code[:4]}－{code[4:].lower()}",
        wide,
    ):
        assert taken(records, typed) == CASE


@pytest.mark.parametrize("typed", ["", "3", "AAAA3333", "AAAA333", "AAAA33334", "0OIL1111", "租"])
def test_a_code_that_there_is_not_opens_nothing(records: Database, typed: str) -> None:
    opened(records)
    assert taken(records, typed) is None
    assert taken(records, "\ud83d'; --" + typed * 1000) is None


def test_a_code_lasts_a_day_and_can_be_used_again(records: Database) -> None:
    case = opened(records)
    assert case.expires_at == NOW + timedelta(hours=24)
    for after in (timedelta(), timedelta(hours=1), timedelta(hours=23, minutes=59)):
        assert taken(records, case.code, after) == CASE
    assert taken(records, case.code, timedelta(hours=24)) is None
    assert asyncio.run(records.read(contents)) == []


def test_a_new_case_erases_those_that_have_run_out(records: Database) -> None:
    opened(records)
    asyncio.run(records.run(open_case, CASE, NOW + timedelta(days=2)))
    assert len(asyncio.run(records.read(contents))) == 1


def test_every_code_that_is_made_can_be_read() -> None:
    assert all(read_code(one * 8) == one * 8 for one in ALPHABET)
