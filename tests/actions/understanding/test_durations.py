"""How long, as people say it: the days are right where a rule draws its line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.understanding.durations import find_spans
from luohu.clock import months_before

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
        ("21年毕的业", (2021, 1, 1), (2021, 12, 31)),
        ("二一年毕了业", (2021, 1, 1), (2021, 12, 31)),
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
        "一天也没歇过",
        "一天都没断",
        "一日不曾停",
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


def length(months: int = 0, days: int = 0) -> int:
    return (DAY - months_before(DAY, months)).days + days


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        ("住了二三十年", length(240), length(360)),
        ("本科毕业二三十年", length(240), length(360)),
        ("两三百天", 200, 300),
        ("七八十天", 70, 80),
        ("三五百天", 300, 500),
        ("三百六七十天", 360, 370),
        ("十七八天", 17, 18),
        ("二十五六年", length(300), length(312)),
        ("八九十天", 80, 90),
        ("1-2年", length(12), length(24)),
        ("1~2年", length(12), length(24)),
        ("一到两年", length(12), length(24)),
        ("一两年", length(12), length(24)),
        ("四五年", length(48), length(60)),
        ("三五年", length(36), length(60)),
        ("两三个月", length(2), length(3)),
        ("七八个月", length(7), length(8)),
        ("三四个星期", 21, 28),
        ("三两天", 2, 3),
        ("1至3个月", length(1), length(3)),
        ("10到12个月", length(10), length(12)),
        ("三、四年", length(36), length(48)),
        ("两年或三年", length(24), length(36)),
        ("一年到一年半", length(12), length(18)),
        ("半年到一年", length(6), length(12)),
        ("十个月到一年", length(10), length(12)),
        ("一到一年半", length(12), length(18)),
        ("一年半载", length(6), length(12)),
        ("三年五载", length(36), length(60)),
        ("一年不到两年", length(12), length(24) - 1),
        ("两年多快三年", length(24), length(36) - 1),
        ("三年两年", length(24), length(36)),
        ("十天半月", 10, 15),
        ("十天半个月", 10, 15),
    ],
)
def test_of_a_range_both_ends_are_known(said: str, least: int, most: int) -> None:
    assert bounds(f"大概住了{said}") == (least, most)


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        ("十几年", length(132), length(239)),
        ("十好几年", length(132), length(240)),
        ("10几年", length(132), length(240)),
        ("30好几天", 31, 39),
        ("刚过两年", length(24), length(36)),
        ("几百天", 200, 999),
        ("好几百天", 200, 999),
        ("几十年", length(240), length(12 * 99)),
        ("好几十天", 20, 99),
        ("二十来年", length(240), length(360)),
        ("二十多年", length(240), length(360)),
        ("20多年", length(240), length(360)),
        ("三百多天", 300, 399),
        ("十来天", 10, 19),
        ("百十来天", 100, 119),
        ("百来天", 100, 199),
        ("百八十天", 80, 180),
        ("一个来月", length(1), length(2)),
        ("三个多月", length(3), length(4)),
        ("一年多", length(12), length(24)),
        ("半年多", length(6), length(12)),
        ("大半年", length(6), length(12)),
        ("多半年", length(6), length(12)),
        ("大半个月", 15, 31),
        ("两年出头", length(24), length(36)),
        ("两年多点", length(24), length(36)),
        ("两年多一点儿", length(24), length(36)),
        ("两年挂零", length(24), length(36)),
        ("一年挂点零", length(12), length(24)),
        ("两年零点儿", length(24), length(36)),
        ("两年拐弯", length(24), length(36)),
        ("两年大几个月", length(24), length(36)),
        ("两年零几天", length(24), length(25)),
        ("一年好几个月", length(12), length(24)),
    ],
)
def test_a_bit_more_is_more_and_less_than_the_next_round_figure(
    said: str, least: int, most: int
) -> None:
    shortest, longest = bounds(f"住了{said}")
    assert least <= shortest <= longest <= most
    assert longest > least


@pytest.mark.parametrize(
    "said", ["不止两年", "超过两年", "两年不止", "两年往上", "两年以上", "两年打不住", "两年都不止"]
)
def test_what_is_more_without_an_end_may_be_twice_as_long(said: str) -> None:
    shortest, longest = bounds(f"住了{said}")
    assert shortest >= TWO_YEARS
    assert longest >= 2 * TWO_YEARS


@pytest.mark.parametrize(
    ("said", "middle"),
    [
        ("千把天", 1000),
        ("个把月", length(1)),
        ("年把", length(12)),
        ("年把时间", length(12)),
        ("个把星期", 7),
        ("两年左右", length(24)),
        ("一年上下", length(12)),
        ("约两年", length(24)),
        ("大约三年", length(36)),
        ("近两年", length(24) - 1),
    ],
)
def test_about_so_long_may_be_shorter_or_longer(said: str, middle: int) -> None:
    shortest, longest = bounds(f"住了{said}")
    assert 0 < shortest < middle <= longest


@pytest.mark.parametrize(
    "said",
    [
        "住了几年",
        "住了好几年",
        "住了好些年",
        "住了好多年",
        "住了多年",
        "住了几个月",
        "租了好几个月",
        "来了几天",
        "没几年",
        "快几年了",
        "住了二七年了",
        "八几年来的",
        "过两年去",
        "前几年来的",
        "头两年不在这",
        "前两年买的",
        "第三年才办",
        "第二天就去了",
        "每两年审一次",
        "隔三年换一回",
        "三天两头跑",
        "一年到头在外",
        "四周都是庄稼地",
        "孩子三年级",
        "八十年代的房子",
        "学制三年制",
    ],
)
def test_what_gives_no_figure_is_unknown(said: str) -> None:
    assert find_spans(said, DAY) == []


@pytest.mark.parametrize(
    ("said", "days_long"),
    [
        ("租了一年又三个月", length(15)),
        ("两年零三天", length(24, 3)),
        ("两年又三天", length(24, 3)),
        ("两年过三天", length(24, 3)),
        ("两年零半个月", length(24, 15)),
        ("一年零两个月又五天", length(14, 5)),
        ("一年三个月零十天", length(15, 10)),
        ("一年多俩月", length(14)),
        ("一年外带仨月", length(15)),
        ("一个月零五天", length(1, 5)),
        ("一个月又一周", length(1, 7)),
        ("1年2个月3天", length(14, 3)),
        ("两周零三天", 17),
        ("一年半零三天", length(18, 3)),
    ],
)
def test_the_parts_of_a_length_add_up(said: str, days_long: int) -> None:
    assert bounds(said) == (days_long, days_long)


@pytest.mark.parametrize(
    ("said", "days_long"),
    [
        ("1,000天", 1000),
        ("1,095天", 1095),
        ("一千天", 1000),
        ("百天", 100),
        ("一千零九十五天", 1095),
        ("一百二十天", 120),
        ("仨月", length(3)),
        ("俩月", length(2)),
        ("俩礼拜", 14),
        ("3周", 21),
        ("三个礼拜", 21),
        ("半拉月", 15),
        ("半月", 15),
        ("半个月", 15),
        ("个半月", length(1, 15)),
        ("俩半月", length(2, 15)),
        ("1.5个月", length(1, 15)),
        ("2.5年", length(30)),
        ("一年来", length(12)),
        ("一整年", length(12)),
        ("两个整年", length(24)),
        ("三个整月", length(3)),
        ("将将两年", length(24)),
        ("刚刚两年", length(24)),
        ("住了26年", length(26 * 12)),
        ("住了18年了", length(18 * 12)),
        ("三年前来的", length(36)),
    ],
)
def test_plain_figures_are_read_whatever_their_form(said: str, days_long: int) -> None:
    assert bounds(said) == (days_long, days_long)


@pytest.mark.parametrize(
    ("said", "least", "line"),
    [
        ("小两年", 12, 24),
        ("小一年", 6, 12),
        ("小三个月", 2, 3),
        ("小半年", 3, 6),
        ("快两年", 12, 24),
        ("快半年了", 3, 6),
        ("快一年半了", 12, 18),
        ("不到两年", 12, 24),
        ("奔三年了", 24, 36),
        ("奔着三年去了", 24, 36),
        ("眼看两年", 12, 24),
        ("眼瞅着就两年了", 12, 24),
        ("没两年", 12, 24),
        ("还没有两年", 12, 24),
        ("两年都没有", 12, 24),
        ("连两年都不到", 12, 24),
        ("差点两年", 12, 24),
        ("差几天两年", 12, 24),
        ("两年差几天", 12, 24),
        ("两年还差点儿", 12, 24),
        ("差不到一个月两年", 12, 24),
        ("快二十年了", 12 * 16, 240),
    ],
)
def test_nearly_so_long_lies_below_the_line_but_not_at_nothing(
    said: str, least: int, line: int
) -> None:
    shortest, longest = bounds(f"住了{said}")
    assert length(least) <= shortest <= longest < length(line)


@pytest.mark.parametrize(
    ("said", "days_long"),
    [
        ("还差一个月满两年", length(23)),
        ("差俩月两年", length(22)),
        ("两年差一个月", length(23)),
        ("两年还差仨月", length(21)),
        ("两年就差一天", length(24) - 1),
        ("差三天一年", length(12) - 3),
        ("离两年还差一个月", length(23)),
        ("距满两年还有一个月", length(23)),
        ("还有一个月就满两年了", length(23)),
        ("再过俩月就够一年了", length(10)),
        ("再有十天才到一年", length(12) - 10),
        ("差半个月一年", length(12) - 15),
        ("欠一个月两年", length(23)),
    ],
)
def test_what_still_lacks_is_taken_off(said: str, days_long: int) -> None:
    assert bounds(said) == (days_long, days_long)


def test_one_or_two_months_that_lack_leave_a_range() -> None:
    assert bounds("差一两个月两年") == (length(22), length(23))


@pytest.mark.parametrize("said", ["就差一天", "还有两年毕业", "再过三个月", "还剩一年零三个月"])
def test_what_is_lacking_or_to_come_has_not_lasted(said: str) -> None:
    assert find_spans(said, DAY) == []


@pytest.mark.parametrize("said", ["租房住第三年了", "毕业第三年", "来这第三年,没房"])
def test_in_the_third_year_two_years_have_passed_and_not_three(said: str) -> None:
    assert bounds(said) == (length(24), length(36) - 1)


@pytest.mark.parametrize("said", ["最多两年", "顶多两年", "不超过两年"])
def test_at_most_two_years_may_be_two_years_and_no_more(said: str) -> None:
    shortest, longest = bounds(f"住了{said}")
    assert length(12) <= shortest < TWO_YEARS == longest


@pytest.mark.parametrize(
    ("said", "earliest", "latest"),
    [
        ("2023年下半年租的", (2023, 7, 1), (2023, 12, 31)),
        ("2024年上半年", (2024, 1, 1), (2024, 6, 30)),
        ("23年下半年", (2023, 7, 1), (2023, 12, 31)),
        ("去年下半年", (2025, 7, 1), (2025, 12, 31)),
        ("去年前半年", (2025, 1, 1), (2025, 6, 30)),
        ("前年后半年", (2024, 7, 1), (2024, 12, 31)),
        ("上半年来的", (2026, 1, 1), (2026, 6, 30)),
        ("前年最后一个月", (2024, 12, 1), (2024, 12, 31)),
        ("去年末一个月", (2025, 12, 1), (2025, 12, 31)),
        ("去年最后两个月", (2025, 11, 1), (2025, 12, 31)),
        ("去年头一个月", (2025, 1, 1), (2025, 1, 31)),
        ("去年第一个月", (2025, 1, 1), (2025, 1, 31)),
        ("今年头三个月", (2026, 1, 1), (2026, 3, 31)),
        ("今年前仨月", (2026, 1, 1), (2026, 3, 31)),
        ("2024年头俩月", (2024, 1, 1), (2024, 2, 29)),
        ("去年第三季度", (2025, 7, 1), (2025, 9, 30)),
        ("去年四季度", (2025, 10, 1), (2025, 12, 31)),
        ("前年年根儿", (2024, 12, 1), (2025, 2, 28)),
        ("去年年关", (2025, 12, 1), (2026, 2, 28)),
        ("去年腊月", (2025, 12, 1), (2026, 2, 28)),
        ("腊月里来的", (2025, 12, 1), (2026, 2, 28)),
        ("正月里来的", (2026, 1, 1), (2026, 3, 31)),
        ("去年正月十五", (2025, 1, 1), (2025, 3, 31)),
        ("去年冬月", (2025, 11, 1), (2026, 1, 31)),
        ("去年农历三月", (2025, 3, 1), (2025, 5, 31)),
        ("阴历三月来的", (2026, 3, 1), (2026, 5, 31)),
        ("2023年年底", (2023, 11, 1), (2023, 12, 31)),
        ("2023年秋天", (2023, 8, 1), (2023, 11, 30)),
        ("大前年秋天", (2023, 8, 1), (2023, 11, 30)),
        ("大前年冬天", (2023, 11, 1), (2024, 2, 29)),
        ("22年夏天", (2022, 6, 1), (2022, 8, 31)),
        ("去年十一", (2025, 10, 1), (2025, 10, 31)),
        ("去年三四月份", (2025, 3, 1), (2025, 4, 30)),
        ("七八月份来的", (2026, 7, 1), (2026, 8, 31)),
        ("2021年3-5月", (2021, 3, 1), (2021, 5, 31)),
        ("去年初中毕业", (2025, 1, 1), (2025, 12, 31)),
        ("去年中专毕业", (2025, 1, 1), (2025, 12, 31)),
    ],
)
def test_a_part_of_a_year_is_a_stretch_of_the_calendar(
    said: str, earliest: tuple[int, int, int], latest: tuple[int, int, int]
) -> None:
    assert bounds(said) == (since(*latest), since(*earliest))


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("从22年到现在", 2022),
        ("从二二年到现在", 2022),
        ("打19年起", 2019),
        ("打从19年", 2019),
        ("自2020年以来", 2020),
        ("自20年以来", 2020),
        ("22年至今", 2022),
        ("22年到现在", 2022),
        ("19年起就在这", 2019),
        ("22年开始租的", 2022),
        ("18年就来了", 2018),
        ("22年才买的", 2022),
        ("08年", 2008),
        ("零八年来的", 2008),
        ("一八年", 2018),
        ("二一年那会儿", 2021),
        ("98年的", 1998),
        ("八零年", 1980),
    ],
)
def test_two_figures_of_a_year_are_no_length(said: str, year: int) -> None:
    assert bounds(said) == (since(year, 12, 31), since(year, 1, 1))


@pytest.mark.parametrize("said", ["21、22年租的", "21到22年租的", "21-22年租的"])
def test_one_of_two_years_reaches_from_the_first_to_the_last(said: str) -> None:
    assert bounds(said) == (since(2022, 12, 31), since(2021, 1, 1))


def test_since_this_year_is_less_than_a_year() -> None:
    assert bounds("从26年到现在") == (0, since(2026, 1, 1))


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        ("从22年到24年", length(12) - 1, length(36)),
        ("22年到24年在这租房", length(12) - 1, length(36)),
        ("2020-2023年", 2 * 365, 4 * 366),
        ("2020年3月到2022年3月", 700, 762),
        ("去年3月到5月", 31, 91),
        ("2022.03-2024.05", 762, 822),
        ("2025年3月1日到2027年2月28日", since(2025, 3, 1), since(2025, 3, 1)),
    ],
)
def test_a_time_that_has_ended_is_not_counted_up_to_today(said: str, least: int, most: int) -> None:
    shortest, longest = bounds(said)
    assert least <= shortest <= longest <= most


@pytest.mark.parametrize(
    "said",
    [
        "我60周岁的妈",
        "妈今年六十了",
        "我爸今年都七十多了",
        "我妈今年快60",
        "孩子3周岁",
        "孩子两周岁",
        "55岁",
        "孩子八个月大",
        "娃今年三岁半",
        "娃一岁零三个月",
        "老人今年八十,能投靠吗",
    ],
)
def test_an_age_is_no_length_of_time(said: str) -> None:
    assert find_spans(said, DAY) == []


@pytest.mark.parametrize(
    "said",
    [
        "刚签了一年合同",
        "签了一份三年的租房合同",
        "签的是两年的合同",
        "签的两年",
        "一次签了三年",
        "合同期两年",
        "合同期限是两年",
        "合同签了三年",
        "合同上写的三年",
        "合同是一年的",
        "合同一年一签",
        "租期三年",
        "租期是一年",
        "为期两年的协议",
        "两年期的合同",
        "跟公司签了三年劳动合同",
        "又续签了一年",
        "交了一年房租",
        "交了半年的租金",
        "房租交了一年",
        "房租一次付了半年",
        "房租半年一付",
        "预交了一年",
        "居住证有效期一年",
        "70年产权的房子",
        "房租一个月八百",
        "一年租金一万二",
        "一个月800块",
        "房租一个月多少",
    ],
)
def test_a_term_or_what_is_paid_ahead_has_not_been_lived(said: str) -> None:
    assert find_spans(said, DAY) == []


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("租了一年", 12),
        ("租房租了一年", 12),
        ("签合同一年了", 12),
        ("合同签了一年了", 12),
        ("签了有一年了", 12),
        ("租约满一年了", 12),
        ("合同已经满两年", 24),
        ("签了合同租了一年", 12),
        ("住了一年合同到期了", 12),
        ("租了两年合同都备案了", 24),
        ("交了两年社保", 24),
        ("社保交了八个月", 8),
        ("合同签了三年,住了八个月", 8),
        ("租期三年,已经住了两年", 24),
    ],
)
def test_time_since_a_contract_has_lasted(said: str, months: int) -> None:
    assert bounds(said) == (length(months), length(months))


def test_more_than_a_year_since_a_contract_has_lasted() -> None:
    assert length(12) <= days("合同签了一年多了") < length(24)


@pytest.mark.parametrize(
    "said", ["下个月满两年", "明年满两年", "到明年3月就满两年了", "年底满两年", "下个月才够两年"]
)
def test_what_is_full_only_in_time_to_come_is_less_now(said: str) -> None:
    shortest, longest = bounds(said)
    assert length(12) <= shortest <= longest < TWO_YEARS


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        ("到今年快三年了", length(24), length(36) - 1),
        ("到今年3月才三年", length(36), length(36)),
        ("到上个月整两年", length(24), length(24)),
        ("等到去年才签", since(2025, 12, 31), since(2025, 1, 1)),
    ],
)
def test_up_to_when_a_length_is_counted_is_no_beginning(said: str, least: int, most: int) -> None:
    assert bounds(said) == (least, most)


@pytest.mark.parametrize("said", ["毕业三年以内", "毕业三年之内", "毕业三年内"])
def test_within_three_years_may_be_any_time_up_to_them(said: str) -> None:
    assert bounds(said) == (0, length(36))


@pytest.mark.parametrize("said", ["22年", "在22年", "22年吧"])
def test_two_figures_alone_may_be_a_year_or_a_length(said: str) -> None:
    assert bounds(said) == (since(2022, 12, 31), length(22 * 12))


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("连续三年", 36),
        ("断断续续三年", 36),
        ("住了两年后", 24),
        ("过了两年", 24),
        ("前后加起来两年", 24),
    ],
)
def test_words_that_only_look_like_others_change_nothing(said: str, months: int) -> None:
    assert days(said) == length(months)


@given(
    st.sampled_from(["", "差一个月", "还差俩月满", "快", "小", "奔", "不到", "近", "约", "签了"]),
    st.integers(2, 40),
    st.sampled_from(["年", "个月", "天", "个星期", "年半", "个半月"]),
    st.sampled_from(["", "多", "零三天", "左右", "差仨月", "不到", "零几天", "到五十年", "合同"]),
)
def test_whatever_is_said_around_it_a_length_is_never_nothing(
    before: str, count: int, unit: str, after: str
) -> None:
    for span in find_spans(f"住了{before}{count}{unit}{after}", DAY):
        assert 0 < span.days <= span.most or "差" in before + after
