"""Points in time in spoken Chinese (前年国庆, 21年毕业, 3月来的), as the days since then."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from actions.understanding.spans import NUMBER, Span, months_before, value_of

_MONTH_DAY = rf"(?P<month>{NUMBER})月(?:份)?(?:(?P<day>{NUMBER})[日号])?"
_DIGITS = "零〇一二三四五六七八九"
# What people did in a year: beside it two digits are a year of the calendar.
_DONE = "(?:毕业|来(?!一直|都|从|我|没|,)|搬|买|租|签|入|结|生|出|办|开|转|退|进|考|参|落|迁|领)"
_ISO = re.compile(
    r"(?<![\d.])(?P<year>(?:19|20)\d\d)[-./](?P<month>\d{1,2})"
    r"(?:[-./](?P<day>\d{1,2}))?(?![\d年]|[-./]\d)[日号月]?"
)
_YEAR = re.compile(
    rf"(?P<year>(?:19|20)\d\d|[{_DIGITS}]{{4}})年(?:{_MONTH_DAY}|(?P<part>[初底末中]))?"
)
_SHORT_YEAR = re.compile(
    rf"(?<![\d.{_DIGITS}十百了过满够有整约近住租业])(?P<year>\d\d|[{_DIGITS}]{{2}})年的?"
    rf"(?:(?P<part>[初底末])|{_MONTH_DAY}|(?={_DONE}))"
)
_RELATIVE_YEAR = {
    **{"大前年": -3, "前年": -2, "去年": -1, "上年": -1},
    **{"今年": 0, "明年": 1, "后年": 2, "大后年": 3},
}
# 今年30岁 tells an age, not a time.
_RELATIVE = re.compile(
    rf"(?P<relative>大前年|前年|去年|上年|今年|明年|大后年|后年)(?!\D{{0,3}}{NUMBER}多?周?岁)的?"
    rf"(?:{_MONTH_DAY}|(?P<part>[初底末中]|年初|年底|年中)|(?P<feast>国庆|五一|"
    r"元旦|春节|过年|中秋|端午|清明|暑假|寒假|春天|夏天|秋天|冬天|开春|入冬))?"
)
_NEAR_MONTH = re.compile(r"(?P<near>上上|上|这|本|下下|下)个?月(?!份?\d)")
_NEAR = {"上上": 2, "上": 1, "这": 0, "本": 0, "下": -1, "下下": -2}
_BARE_MONTH = re.compile(
    rf"(?<![\d.零一二两三四五六七八九十百年几每了过满够整有足约近快多第差]){_MONTH_DAY}(?![以之]?内|以上|多)"
)
# First and last month that the words allow.
_PARTS = {"初": (1, 3), "中": (5, 8), "底": (11, 12), "末": (11, 12)}
_SEASONS = {
    "元旦": (1, 1),
    "寒假": (1, 2),
    "春节": (1, 2),
    "过年": (1, 2),
    "开春": (2, 4),
    "清明": (4, 4),
    "春天": (3, 5),
    "五一": (5, 5),
    "端午": (5, 6),
    "夏天": (6, 8),
    "暑假": (7, 8),
    "中秋": (9, 10),
    "国庆": (10, 10),
    "秋天": (8, 11),
    "入冬": (11, 12),
    "冬天": (11, 12),
}
_LONGEST_LIFE = 70


@dataclass(frozen=True)
class Point:
    """A point in time found in a text.

    Attributes:
        start, end: where it stands in the text.
        earliest, latest: the first and the last day it can mean.
    """

    start: int
    end: int
    earliest: date
    latest: date

    def until(self, day: date) -> Span | None:
        """The days from then up to ``day``, or None for what lies ahead."""
        if self.earliest > day:
            return None
        least, most = (max((day - since).days, 0) for since in (self.latest, self.earliest))
        return Span(self.start, self.end, least, most)


def find_points(text: str, day: date) -> list[Point]:
    """All points in time in ``text``, past and to come, as understood on ``day``."""
    points: list[Point] = []
    for point in _all_points(text, day):
        if all(point.end <= other.start or other.end <= point.start for other in points):
            points.append(point)
    return points


def _all_points(text: str, day: date) -> Iterator[Point]:
    """Readings that may overlap, the fuller ones first."""
    for expression in (_ISO, _YEAR, _SHORT_YEAR):
        for match in expression.finditer(text):
            year = _year(match["year"], day)
            parts = match.groupdict()
            if year:
                yield from _point(match, year, _PARTS.get(parts.get("part") or "", (1, 12)))
    for match in _RELATIVE.finditer(text):
        year = day.year + _RELATIVE_YEAR[match["relative"]]
        part = (match["part"] or "").removeprefix("年")
        yield from _point(match, year, _SEASONS.get(match["feast"] or "") or _PARTS.get(part))
    for match in _NEAR_MONTH.finditer(text):
        first = months_before(day, _NEAR[match["near"]])
        yield from _point(match, first.year, (first.month, first.month))
    for match in _BARE_MONTH.finditer(text):
        month = _month(match["month"])
        if month:
            # Without a year the last such month is meant.
            yield from _point(match, day.year - (month > day.month), (month, month))


def _point(match: re.Match[str], year: int, months: tuple[int, int] | None) -> Iterator[Point]:
    """The point known to the day, the month, or only as one of ``months`` of the year."""
    parts = match.groupdict()
    month = _month(parts.get("month"))
    first, last = (month, month) if month else months or (1, 12)
    month_end = calendar.monthrange(year, last)[1]
    number = value_of(parts.get("day")) if month else None
    the_day = min(max(int(number), 1), month_end) if number else None
    yield Point(
        match.start(),
        match.end(),
        date(year, first, the_day or 1),
        date(year, last, the_day or month_end),
    )


def _month(text: str | None) -> int | None:
    value = value_of(text)
    return int(value) if value and 1 <= value <= 12 else None


def _year(text: str, day: date) -> int | None:
    """The year, where two digits mean the one within living memory."""
    digits = text.replace("〇", "零")
    if not digits.isascii():
        digits = "".join(str("零一二三四五六七八九".index(sign)) for sign in digits)
    year = int(digits)
    if len(digits) == 2:
        year += 2000 if 2000 + year <= day.year else 1900
        return year if year >= day.year - _LONGEST_LIFE else None
    return year if 1900 <= year <= 2099 else None
