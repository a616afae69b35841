"""Numbers in the formats of Word."""

from __future__ import annotations

import pytest

from actions.publishing.reading.docx.numerals import numeral


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (10, "chineseCountingThousand", "十"),
        (11, "chineseCountingThousand", "十一"),
        (20, "chineseCountingThousand", "二十"),
        (99, "chineseCountingThousand", "九十九"),
        (100, "chineseCountingThousand", "一百"),
        (101, "chineseCountingThousand", "一百零一"),
        (110, "chineseCountingThousand", "一百一十"),
        (1001, "chineseCountingThousand", "一千零一"),
        (1010, "chineseCountingThousand", "一千零一十"),
        (10001, "chineseCountingThousand", "一万零一"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (10, "ideographDigital", "一○"),
        (11, "ideographTraditional", "甲"),
        (12, "ideographZodiac", "亥"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "㉑"),
        (60, "decimalEnclosedCircle", "60"),
        (3, "decimalEnclosedParen", "⑶"),
        (3, "decimalEnclosedFullstop", "⒊"),
        (27, "lowerLetter", "aa"),
        (49, "upperRoman", "XLIX"),
        (12, "decimalFullWidth", "１２"),
        (7, "decimalZero", "07"),
        (12, "ordinal", "12th"),
        (5, "none", ""),
    ],
)
def test_a_number_is_written_as_word_prints_it(value: int, form: str, expected: str) -> None:
    assert numeral(value, form) == expected


def test_a_format_that_nobody_knows_is_none() -> None:
    assert numeral(1, "hebrew1") is None
