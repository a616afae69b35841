"""A number is known for one in whatever digits it is written."""

from __future__ import annotations

import pytest

from bot.masking import mask
from bot.masking.digits import in_plain_digits
from luohu.text import normalise

PHONE = "13912345678"
ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
PINYIN = ["líng", "yī", "èr", "sān", "sì", "wǔ", "liù", "qī", "bā", "jiǔ"]


@pytest.mark.parametrize(
    "digits",
    [
        "०१२३४५६७८९",
        "٠١٢٣٤٥٦٧٨٩",
        "๐๑๒๓๔๕๖๗๘๙",
        "⓿❶❷❸❹❺❻❼❽❾",
        "〇〡〢〣〤〥〦〧〨〩",
        "零壹貳參肆伍陸柒捌玖",
    ],
)
@pytest.mark.parametrize("between", ["", " - ", ",", "\u3164", "\u20e3", "空", "横线"])
def test_a_number_in_other_digits_is_masked(digits: str, between: str) -> None:
    said = between.join(digits[int(one)] for one in PHONE)
    assert mask(normalise(f"电话{said},谢谢")) in {"电话[手机号],谢谢", "电话[号码],谢谢"}


@pytest.mark.parametrize("words", [ENGLISH, PINYIN])
@pytest.mark.parametrize("between", [" ", "-", ", "])
def test_a_number_spelled_out_is_masked(words: list[str], between: str) -> None:
    said = between.join(words[int(one)] for one in PHONE)
    assert mask(normalise(f"my phone is {said} thanks")) == "my phone is [手机号] thanks"


@pytest.mark.parametrize(
    "text",
    [
        "two years and three months",
        "one or two of the three",
        "yi er san",
        "wo you san ge haizi",
        "二〇二〇年三月",
        "第十二条第(三)项",
        "12年",
    ],
)
def test_amounts_and_years_stay_as_they_are(text: str) -> None:
    assert in_plain_digits(text) == text


def test_a_year_in_other_digits_is_read_as_one() -> None:
    assert in_plain_digits("२०२० 年 ❸ 月") == "2020 年 3 月"


@pytest.mark.parametrize("between", ["", " ", "-", "—"])
def test_a_digit_said_otherwise_does_not_leave_half_a_number(between: str) -> None:
    card = between.join("6238120713132754543".replace("0", "〇"))
    assert mask(normalise(f"卡号{card}。")) == "卡号[银行卡号]。"


def test_a_mixed_row_that_is_no_number_stays() -> None:
    assert mask("2〇20年3月") == "2〇20年3月"
