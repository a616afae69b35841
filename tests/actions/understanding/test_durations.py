"""How long, as people say it: the days are right where a rule draws its line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.understanding.durations import find_spans, months_before

DAY = date(2026, 11, 22)
TWO_YEARS = (DAY - date(2024, 11, 22)).days


def days(text: str, day: date = DAY) -> int:
    (span,) = find_spans(text, day)
    return span.days


def bounds(text: str, day: date = DAY) -> tuple[int, int]:
    (span,) = find_spans(text, day)
    return span.days, span.most


def since(year: int, month: int, day: int = 1) -> int:
    return (DAY - date(year, month, day)).days


@pytest.mark.parametrize(
    ("said", "since_day"),
    [
        ("两年", date(2024, 11, 22)),
        ("2年", date(2024, 11, 22)),
        ("二年", date(2024, 11, 22)),
        ("两年整", date(2024, 11, 22)),
        ("整整两年", date(2024, 11, 22)),
        ("满两年", date(2024, 11, 22)),
        ("刚好两年", date(2024, 11, 22)),
        ("刚满两年", date(2024, 11, 22)),
        ("住了两年了", date(2024, 11, 22)),
        ("两周年", date(2024, 11, 22)),
        ("一年半", date(2025, 5, 22)),
        ("两年零三个月", date(2024, 8, 22)),
        ("两年三个月", date(2024, 8, 22)),
        ("1.5年", date(2025, 5, 22)),
        ("十四个月", date(2025, 9, 22)),
        ("14个月", date(2025, 9, 22)),
        ("24个月", date(2024, 11, 22)),
        ("半年", date(2026, 5, 22)),
        ("十年", date(2016, 11, 22)),
        ("十二年", date(2014, 11, 22)),
        ("二十年", date(2006, 11, 22)),
        ("三个月", date(2026, 8, 22)),
        ("一个半月", date(2026, 10, 7)),
        ("三周", DAY - timedelta(days=21)),
        ("两个星期", DAY - timedelta(days=14)),
        ("二十天", DAY - timedelta(days=20)),
        ("100天", DAY - timedelta(days=100)),
    ],
)
def test_a_plain_duration_is_counted_by_the_calendar(said: str, since_day: date) -> None:
    assert days(f"我住了{said}") == (DAY - since_day).days


@pytest.mark.parametrize(
    "said",
    [
        "两年出头",
        "两年多",
        "两年多了",
        "两年有余",
        "两年以上",
        "两年来年",
        "两年零几天",
        "两年开外",
    ],
)
def test_two_years_and_a_bit_is_at_least_two_years(said: str) -> None:
    assert find_spans(said, DAY)[0].days >= TWO_YEARS


@pytest.mark.parametrize(
    "said",
    [
        "快两年",
        "快两年了",
        "不到两年",
        "不满两年",
        "不足两年",
        "差一天两年",
        "差一天就两年",
        "差几天两年",
        "还差一个月两年",
        "两年差一天",
        "两年不到",
        "将近两年",
        "接近两年",
        "眼看两年",
        "差不多快两年",
        "马上两年了",
        "还没到两年",
        "两年还不到",
        "就要满两年了",
    ],
)
def test_nearly_two_years_is_less_than_two_years(said: str) -> None:
    spans = find_spans(f"我住了{said}", DAY)
    assert spans
    assert max(span.days for span in spans) < TWO_YEARS


def test_nearly_four_years_is_more_than_three() -> None:
    assert (DAY - date(2023, 11, 22)).days <= days("住了快四年") < (DAY - date(2022, 11, 22)).days


@pytest.mark.parametrize(
    ("said", "months"),
    [("一两年", 12), ("两三年", 24), ("三四年", 36), ("七八个月", 7), ("三五年", 36)],
)
def test_of_a_range_the_shorter_end_counts(said: str, months: int) -> None:
    assert days(f"大概住了{said}") == (DAY - months_before(DAY, months)).days


@pytest.mark.parametrize(
    ("said", "months", "longer"),
    [("半年多", 6, True), ("一年多", 12, True), ("十来年", 120, True), ("小半年", 5, False)],
)
def test_vague_words_stay_within_their_range(said: str, months: int, longer: bool) -> None:
    whole = (DAY - months_before(DAY, months)).days
    assert days(said) >= whole if longer else days(said) <= (DAY - months_before(DAY, 6)).days


@pytest.mark.parametrize(
    ("said", "earliest", "latest"),
    [
        ("前年国庆", (2024, 10, 1), (2024, 10, 31)),
        ("2021年6月毕业", (2021, 6, 1), (2021, 6, 30)),
        ("二〇二一年六月毕业", (2021, 6, 1), (2021, 6, 30)),
        ("2021年6月30日", (2021, 6, 30), (2021, 6, 30)),
        ("2021年6月30号", (2021, 6, 30), (2021, 6, 30)),
        ("2021-06-30", (2021, 6, 30), (2021, 6, 30)),
        ("2021年毕业", (2021, 1, 1), (2021, 12, 31)),
        ("21年毕业", (2021, 1, 1), (2021, 12, 31)),
        ("2021年底", (2021, 11, 1), (2021, 12, 31)),
        ("去年", (2025, 1, 1), (2025, 12, 31)),
        ("去年三月", (2025, 3, 1), (2025, 3, 31)),
        ("去年3月份", (2025, 3, 1), (2025, 3, 31)),
        ("去年3月5号", (2025, 3, 5), (2025, 3, 5)),
        ("去年年底", (2025, 11, 1), (2025, 12, 31)),
        ("前年", (2024, 1, 1), (2024, 12, 31)),
        ("前年春节", (2024, 1, 1), (2024, 2, 29)),
        ("大前年", (2023, 1, 1), (2023, 12, 31)),
        ("大前年夏天", (2023, 6, 1), (2023, 8, 31)),
        ("今年五一", (2026, 5, 1), (2026, 5, 31)),
        ("今年3月", (2026, 3, 1), (2026, 3, 31)),
        ("上个月", (2026, 10, 1), (2026, 10, 31)),
        ("上上个月", (2026, 9, 1), (2026, 9, 30)),
    ],
)
def test_a_point_in_time_keeps_both_its_ends(
    said: str, earliest: tuple[int, int, int], latest: tuple[int, int, int]
) -> None:
    assert bounds(said) == (since(*latest), since(*earliest))


@pytest.mark.parametrize("said", ["明年3月毕业", "2027年6月毕业", "今年12月"])
def test_what_lies_ahead_has_not_lasted_yet(said: str) -> None:
    assert all(span.days == 0 for span in find_spans(said, DAY))


@pytest.mark.parametrize(
    "said",
    [
        "我想落户",
        "今天去行吗",
        "第三条怎么说",
        "三口人",
        "赤政发〔2016〕50号",
        "打12345",
        "十三楼",
        "两个孩子",
        "五险一金",
        "孩子八岁了",
        "我今年30岁",
        "常年在外",
        "年底",
        "几年",
        "多少年",
    ],
)
def test_what_is_no_duration_is_not_taken_for_one(said: str) -> None:
    assert find_spans(said, DAY) == []


def test_a_month_of_the_calendar_is_no_number_of_months() -> None:
    assert since(2026, 3, 31) <= max(span.most for span in find_spans("3月来的", DAY))


def test_two_durations_in_one_sentence_stay_apart() -> None:
    found = [span.days for span in find_spans("租了三年,社保交了八个月", DAY)]
    assert found == [(DAY - date(2023, 11, 22)).days, (DAY - date(2026, 3, 22)).days]


def test_the_29th_of_february_is_a_day_like_any_other() -> None:
    assert days("四年", date(2028, 2, 29)) == (date(2028, 2, 29) - date(2024, 2, 29)).days
    assert days("一年", date(2028, 2, 29)) == (date(2028, 2, 29) - date(2027, 2, 28)).days
    assert days("一个月", date(2026, 3, 31)) == 31


@pytest.mark.parametrize(
    "said", ["2021年13月", "2021年2月31日", "2021年0月", "9999年", "0年", "零年"]
)
def test_impossible_dates_break_nothing(said: str) -> None:
    for span in find_spans(said, DAY):
        assert 0 <= span.days <= span.most


@given(
    st.text(
        "0123456789零一二两三四五六七八九十百半年月日号天周多快差去前今底初中个整满.-", max_size=12
    ),
    st.dates(date(2024, 1, 1), date(2031, 12, 31)),
)
def test_no_jumble_of_numbers_breaks_it(text: str, day: date) -> None:
    for span in find_spans(text, day):
        assert 0 <= span.start < span.end <= len(text)
        assert 0 <= span.days <= span.most


@given(st.integers(0, 600), st.dates(date(2000, 1, 1), date(2040, 12, 31)))
def test_months_back_lands_in_the_right_month(months: int, day: date) -> None:
    before = months_before(day, months)
    assert (day.year - before.year) * 12 + day.month - before.month == months
    assert before.day <= day.day
