"""Whoever asks how it was at another time is heard so; who tells of an earlier year is not."""

from __future__ import annotations

from datetime import date

import pytest

from actions.understanding.days import asked_day

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2015年的时候租房能落户吗", date(2015, 12, 31)),
        ("2015年那会儿落户要什么条件", date(2015, 12, 31)),
        ("二〇一五年的政策是怎么写的", date(2015, 12, 31)),
        ("2015年3月的文件怎么规定租房落户", date(2015, 3, 31)),
        ("去年那份文件怎么说租房", date(2025, 12, 31)),
        ("前年的落户政策要求租几年", date(2024, 12, 31)),
        ("以前的政策租房要几年", None),
        ("原来的规定是几年", None),
        ("老政策租房能落户不", None),
        ("废止的文件里租房怎么写的", None),
    ],
)
def test_another_day_is_heard(said: str, day: date | None) -> None:
    asked = asked_day(said, TODAY)
    assert asked is not None
    assert asked.day == day


@pytest.mark.parametrize(
    "said",
    [
        "租房能落户吗",
        "2015年的时候我来的威海,现在能落户吗",
        "我2015年买的房能落户吗",
        "去年交了一年社保,能落户吗",
        "我以前的户口在村里",
        "原来是农业户口,能迁吗",
        "2026年的政策是什么",
        "今年的文件怎么说",
        "老家的户口能迁来吗",
        "老人投靠有什么条件",
        "2030年的政策会变吗",
    ],
)
def test_of_today_is_asked_otherwise(said: str) -> None:
    assert asked_day(said, TODAY) is None
