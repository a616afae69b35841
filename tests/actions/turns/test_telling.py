"""Facts are told as people say them."""

from __future__ import annotations

from datetime import date

import pytest

from actions.conversation.services import Services
from actions.turns.telling import tell_days, tell_fact
from actions.turns.wording import wording

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("since", "told"),
    [
        (date(2026, 11, 22), "0天"),
        (date(2026, 11, 2), "20天"),
        (date(2026, 10, 22), "1个月"),
        (date(2024, 11, 22), "2年"),
        (date(2024, 11, 23), "1年11个月29天"),
        (date(2024, 8, 22), "2年3个月"),
        (date(1956, 11, 22), "70年"),
    ],
)
def test_a_time_is_told_in_years_months_and_days(since: date, told: str) -> None:
    assert tell_days((DAY - since).days, DAY, wording()) == told


def test_a_fact_is_told_with_its_label_and_its_value(services: Services) -> None:
    book = services.eligibility.facts
    told = tell_fact(book["lease_registered"], True, DAY, wording())
    assert told == "租房备案：是"
    chosen = tell_fact(book["talent_group"], "skilled_worker", DAY, wording())
    assert chosen.endswith("企事业单位需要的技术工人")
