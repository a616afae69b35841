"""What the window decided stands beside what the bot had said."""

from __future__ import annotations

import asyncio
from datetime import datetime, timezone
from typing import Any

import pytest

from bot.records.audit import entries
from bot.records.database import Database
from bot.records.policy_desk.outcomes import (
    Decided,
    OutcomeError,
    outcomes_by_verdict,
    record_outcome,
)
from bot.records.wanted import Wanted

NOW = datetime(2026, 11, 1, 9, tzinfo=timezone.utc)


def run(records: Database, work: Any, *given: Any) -> Any:  # noqa: ANN401
    return asyncio.run(records.run(work, *given))


def decided(code: str, outcome: Any, why: str = "") -> Decided:  # noqa: ANN401
    return Decided(code, "371000", "renting", "eligible", outcome, why)


def test_outcomes_are_counted_by_what_the_bot_had_said(records: Database) -> None:
    run(records, record_outcome, decided("A", "accepted"), "wang", NOW)
    run(records, record_outcome, decided("B", "refused", "租房没有备案"), "wang", NOW)
    found = run(records, outcomes_by_verdict, Wanted(region="371000"))
    assert [(one["verdict"], one["outcome"], one["count"]) for one in found] == [
        ("eligible", "accepted", 1),
        ("eligible", "refused", 1),
    ]
    assert run(records, outcomes_by_verdict, Wanted(region="131000")) == []


def test_the_last_word_of_a_window_counts_and_the_first_stays_in_the_audit(
    records: Database,
) -> None:
    run(records, record_outcome, decided("A", "refused", "少材料"), "wang", NOW)
    run(records, record_outcome, decided("A", "accepted"), "li", NOW)
    (row,) = run(records, outcomes_by_verdict, Wanted())
    assert (row["outcome"], row["count"]) == ("accepted", 1)
    assert "refused" in (run(records, entries)[0].before or "")


def test_a_refusal_says_why_without_anybodys_number(records: Database) -> None:
    with pytest.raises(OutcomeError):
        decided("A", "refused", " ")
    run(records, record_outcome, decided("A", "refused", "电话13812345678不对"), "wang", NOW)
    assert run(records, entries)[0].why == "电话[手机号]不对"
