"""What is supposed is read as such: other facts, or time that is still to pass."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from actions.eligibility.loader import load_facts
from actions.eligibility.model import Fact, FactValue
from actions.understanding.supposed import Supposed, aged, supposed_facts
from luohu.settings import ROOT

BOOK: Mapping[str, Fact] = load_facts(ROOT / "policy_corpus")
DAY = date(2026, 11, 22)


def supposed(text: str, day: date = DAY) -> Supposed | None:
    return supposed_facts(text, BOOK, day)


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("再租半年呢", date(2027, 5, 22)),
        ("再等三个月呢", date(2027, 2, 22)),
        ("再等三个月行不行", date(2027, 2, 22)),
        ("要是过一年呢", date(2027, 11, 22)),
        ("要是我再住两年,能落户吗", date(2028, 11, 22)),
        ("继续租十四个月呢", date(2028, 1, 22)),
    ],
)
def test_time_to_come_is_counted_by_the_calendar(text: str, then: date) -> None:
    found = supposed(text)
    assert found is not None
    assert (DAY + timedelta(found.days), dict(found.facts)) == (then, {})


def test_a_leap_year_is_a_day_longer() -> None:
    assert supposed("再住一年呢", date(2027, 3, 1)) == Supposed({}, 366)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("要是房东不同意呢", {"landlord_consents": False}),
        ("要是房东同意了呢", {"landlord_consents": True}),
        ("如果我有社保的话", {"social_insurance": True}),
        ("假如没备案会怎么样", {"lease_registered": False}),
        ("万一社保断了怎么办", {"social_insurance": False}),
        ("要是备案了就能落户吗", {"lease_registered": True}),
    ],
)
def test_what_if_gives_facts_and_no_time(text: str, facts: dict[str, FactValue]) -> None:
    found = supposed(text)
    assert found is not None
    assert {name: found.facts.get(name) for name in facts} == facts
    assert found.days == 0


@pytest.mark.parametrize(
    "text",
    [
        "我接着租了一年",
        "我又继续住了两年",
        "我租了一年",
        "房东不同意",
        "我有社保",
        "还没过一年",
        "再说吧",
        "如果下雨呢",
        "我房子备了案的,万一以后下雨漏水呢",
        "那我刚才说的话不算,没有社保",
        "",
    ],
)
def test_a_plain_statement_supposes_nothing(text: str) -> None:
    assert supposed(text) is None


def test_waiting_adds_to_what_lasts_and_to_nothing_else() -> None:
    facts: dict[str, FactValue] = {
        "residence_days": 365,
        "landlord_consents": True,
        "talent_group": "returnee",
    }
    later = {**facts, "residence_days": 730}
    assert aged(facts, BOOK, 365) == later
    assert facts["residence_days"] == 365
