"""Who may do what holds for places, and every right that is given or taken is in the audit."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.records import accounts
from bot.records.accounts import AccountError
from bot.records.audit import entries
from bot.records.database import Database
from bot.records.policy_desk.rights import (
    EVERYWHERE,
    Right,
    all_rights,
    covers,
    grant,
    revoke,
    rights_of,
)


def run(records: Database, work: Any, *given: Any) -> Any:  # noqa: ANN401
    return asyncio.run(records.run(work, *given))


@pytest.fixture(autouse=True)
def _wang(records: Database) -> None:
    run(records, accounts.add_account, "wang", "王芳", ["policy"], "correct horse")


@pytest.mark.parametrize(
    ("given", "place", "holds"),
    [
        ("371000", "371000", True),
        ("371000", "371002", True),
        ("371000", "371100", False),
        ("371000", "370000", False),
        ("370000", "371000", True),
        (EVERYWHERE, "371000", True),
        (EVERYWHERE, "", True),
        ("371000", "", False),
    ],
)
def test_a_right_for_a_place_holds_there_and_below(given: str, place: str, holds: bool) -> None:
    assert covers(given, place) is holds


def test_a_right_is_given_once_and_taken_again(records: Database) -> None:
    for _ in range(2):
        run(records, grant, "WANG", "editor", "371000", "li")
    assert run(records, rights_of, "Wang") == (Right("editor", "371000"),)
    assert run(records, all_rights) == [("wang", Right("editor", "371000"))]
    for _ in range(2):
        run(records, revoke, "wang", "editor", "371000", "li")
    assert run(records, rights_of, "wang") == ()
    assert [(one.who, one.what, one.subject) for one in run(records, entries)] == [
        ("li", "right.take", "wang"),
        ("li", "right.give", "wang"),
    ]


@pytest.mark.parametrize(
    ("name", "role", "region"),
    [("nobody", "editor", "371000"), ("wang", "king", "371000"), ("wang", "editor", "威海")],
)
def test_no_right_is_given_to_nobody_for_nothing_or_for_no_place(
    records: Database, name: str, role: str, region: str
) -> None:
    with pytest.raises(AccountError):
        run(records, grant, name, role, region, "li")
    assert run(records, entries) == []


def test_whoever_is_removed_has_no_rights_left(records: Database) -> None:
    run(records, grant, "wang", "editor", EVERYWHERE, "li")
    run(records, accounts.remove_account, "wang")
    assert run(records, all_rights) == []
