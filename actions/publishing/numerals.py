"""Chinese numerals and dates of official documents, read into numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

_DIGITS = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    **dict.fromkeys("〇○OoОо", 0),
    "两": 2,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SHOWN = "零一二三四五六七八九"

NUMERAL = "[零〇○一二三四五六七八九十百千两]+"
_ANY_DIGIT = "[0-9零〇○OoОо一二三四五六七八九十]"
DATE = (
    rf"(?P<year>{_ANY_DIGIT}{{4}})年(?P<month>{_ANY_DIGIT}{{1,3}})月(?P<day>{_ANY_DIGIT}{{1,3}})日"
)
"""A date in folded text, in either kind of digits (GB/T 9704-2012, 7.3.5.4 asks for Arabic)."""

_DATE = re.compile(DATE)
_PLAIN_DATE = re.compile(r"((?:19|20)\d\d)[-./]?(\d{1,2})[-./]?(\d{1,2})(?!\d)")


def read_number(text: str) -> int | None:
    """The value of a numeral in Arabic or Chinese digits, None where it is no number.

    一百十 and 一百一十 are both 110; 二〇一六 is read digit by digit.
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or any(c not in _DIGITS and c not in _UNITS and not c.isdigit() for c in text):
        return None
    if not any(character in _UNITS for character in text):
        return int("".join(str(_digit(character)) for character in text))
    total, pending = 0, None
    for character in text:
        unit = _UNITS.get(character)
        if unit is None:
            pending = _digit(character)
        else:
            total += (pending if pending else 1) * unit
            pending = None
    return total + (pending or 0)


def show_number(value: int) -> str:
    """A number below ten thousand as a document prints it: 12 is 十二, 110 is 一百一十."""
    return in_words(value) if 0 < value < 10_000 else str(value)


def in_words(value: int) -> str:
    """A number in words; ten is no "one ten"."""
    shown = counted(value, _SHOWN, ("", *_UNITS), "万")
    return shown[1:] if 10 <= value < 20 else shown


def counted(value: int, digits: str, units: Sequence[str], myriad: str) -> str:
    """A number with a sign for each power of ten, a zero where powers are skipped.

    Args:
        digits: the signs of zero to nine.
        units: the signs of one, ten, a hundred and a thousand.
        myriad: the sign of ten thousand.
    """
    if value >= 10_000:
        high, low = divmod(value, 10_000)
        gap = digits[0] if 0 < low < 1_000 else ""
        below = gap + counted(low, digits, units, myriad) if low else ""
        return counted(high, digits, units, myriad) + myriad + below
    if value == 0:
        return digits[0]
    out = ""
    skipped = False
    for power in range(3, -1, -1):
        digit = value // 10**power % 10
        if digit == 0:
            skipped = bool(out)
            continue
        out += (digits[0] if skipped else "") + digits[digit] + units[power]
        skipped = False
    return out


def find_date(folded: str) -> date | None:
    """The first date in folded text written with 年, 月 and 日; None where it is no day."""
    match = _DATE.search(folded)
    return date_of(match) if match else None


def is_date(folded: str) -> bool:
    """Whether folded text is a date and nothing else."""
    return _DATE.fullmatch(folded.strip("()")) is not None


def find_plain_date(folded: str) -> date | None:
    """The first date of a caption, as in 2016-05-17 or 20150213, or written out."""
    match = _PLAIN_DATE.search(folded)
    return find_date(folded) or (_day(*map(int, match.groups())) if match else None)


def date_of(match: re.Match[str]) -> date | None:
    """The day that a match of ``DATE`` names, None where the calendar has none."""
    parts = [read_number(match[name]) for name in ("year", "month", "day")]
    return _day(*(part or 0 for part in parts))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _digit(character: str) -> int:
    return _DIGITS[character] if character in _DIGITS else int(character)
