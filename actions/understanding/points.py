"""Points in time in spoken Chinese (前年国庆, 21年毕业, 3月来的), as the days since then."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from actions.understanding.spans import NUMBER, Span, range_of
from luohu.clock import months_before

_DIGITS = "零〇一二三四五六七八九"
_OF_CALENDAR = rf"(?:\d{{1,2}}|[{_DIGITS}十]{{1,3}})"
_MONTHS = (
    rf"(?P<lunar>农历|阴历|旧历)?(?:(?P<month>{_OF_CALENDAR})(?:[-~到至、](?P<until>{_OF_CALENDAR}))?|"
    rf"(?P<moon>[正冬腊]))月份?(?:(?P<day>{_OF_CALENDAR})[日号])?"
)
_MOONS = {"正": 1, "冬": 11, "腊": 12}
# First and last month that the words allow; those above 12 are in the year after.
_PARTS = {
    **{"初": (1, 3), "中": (5, 8), "底": (11, 12), "末": (11, 12), "尾": (11, 12)},
    **{"年终": (11, 12), "年根": (12, 14), "年关": (12, 14)},
    **{f"{first}半年": (1, 6) for first in "上前头"},
    **{f"{second}半年": (7, 12) for second in "下后"},
    **{"元旦": (1, 1), "寒假": (1, 2), "春节": (1, 2), "过年": (1, 2), "开春": (2, 4)},
    **{"清明": (4, 4), "春天": (3, 5), "春季": (3, 5), "五一": (5, 5), "端午": (5, 6)},
    **{"夏天": (6, 8), "夏季": (6, 8), "暑假": (7, 8), "中秋": (9, 10), "国庆": (10, 10)},
    **{"秋天": (8, 11), "秋季": (8, 11), "入秋": (8, 9), "十一": (10, 10)},
    **{"入冬": (11, 12), "冬天": (11, 14), "冬季": (11, 14)},
}
_NAMED = "|".join(sorted((name for name in _PARTS if len(name) > 1), key=len, reverse=True))
_WITHIN = (
    rf"(?:{_MONTHS}|(?P<side>头|前|第|最?后|最?末了?)(?P<count>{NUMBER})个?月|"
    rf"第?(?P<quarter>[一二三四1-4])季度|(?P<named>{_NAMED})(?!个)|"
    r"年?(?P<edge>[底末尾]|初(?![中一二三级])|中(?![专考级职学介国间])))"
)
# What people did in a year, or that it goes on since: beside it two digits are a year of the
# calendar.
_DONE = (
    "(?:[就才便都已又]{0,2}(?:毕(?:业|[的了过]业)|来(?!一直|都|从|我|没|,)|[搬买租签入结生出办开转退进考参落迁领])|"
    "至今|到(?:现在|今|目前|如今|这会)|起(?![步码])|那[会时年阵个])"
)
_ISO = re.compile(
    r"(?<![\d.])(?P<year>(?:19|20)\d\d)[-./](?P<month>\d{1,2})"
    r"(?:[-./](?P<day>\d{1,2}))?(?![\d年]|[-./]\d{1,2}(?!\d))[日号月]?"
)
_YEAR = re.compile(
    rf"(?<!\d)(?P<year>(?:19|20)\d\d|[{_DIGITS}]{{4}})"
    rf"(?:年的?{_WITHIN}?|(?=[-~到至](?:19|20)\d\d年))"
)
_SHORT_YEAR = re.compile(
    rf"(?<![\d.{_DIGITS}十百了过满够有整约近住租业])(?:(?P<first>\d\d)[-~、到至])?(?P<year>\d\d|[{_DIGITS}]{{2}})年(?!前)的?"
    rf"(?:{_WITHIN}|(?P<done>{_DONE}))?"
)
_SINCE = re.compile("[从打自由]$")
# 22年到24年 names two years.
_TO_YEAR = re.compile(r"[-~到至]\d\d年")
_FROM_YEAR = re.compile(r"\d[年月日号][-~到至]$")
_RELATIVE_YEAR = {
    **{"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "旧年": -1},
    **{"今年": 0, "明年": 1, "后年": 2, "大后年": 3},
}
# 今年30岁 and 今年六十了 tell an age, not a time.
_RELATIVE = re.compile(
    r"(?P<relative>大前年|前年|去年|上年|旧年|今年|明年|大后年|后年)"
    rf"(?!\D{{0,3}}{NUMBER}多?周?岁|[^\d年月{_DIGITS}十]{{0,3}}(?!五一|十一){NUMBER}[多来]?(?:了|$|[,。;!?吧呢]))的?{_WITHIN}?"
)
_NEAR_MONTH = re.compile(r"(?P<near>上上|上|这|本|下下|下)个?月(?!份?\d)")
_NEAR = {"上上": 2, "上": 1, "这": 0, "本": 0, "下": -1, "下下": -2}
_YEARLESS = re.compile(
    r"(?<![\d.零一二两三四五六七八九十百年几每了过满够整有足约近快多第差])"
    rf"(?:{_MONTHS}(?![以之]?内|以上|多)|(?P<named>[上下]半年))"
)
_LONGEST_LIFE = 70


@dataclass(frozen=True)
class Point:
    """A point in time, or a stretch between two, found in a text.

    Attributes:
        start, end: where it stands in the text.
        earliest, latest: the first and the last day it can mean.
        yearless: whether only its month was named.
        ended: the first and the last day that the end of a stretch can mean.
    """

    start: int
    end: int
    earliest: date
    latest: date
    yearless: bool = False
    ended: tuple[date, date] | None = None

    def until(self, day: date) -> Span | None:
        """The days from then up to ``day`` or to its end, or None for what lies ahead."""
        if self.earliest > day:
            return None
        first, last = (min(end, day) for end in self.ended or (day, day))
        least, most = (first - self.latest).days, (last - self.earliest).days
        return Span(self.start, self.end, max(least, 0), max(most, 0))

    def up_to(self, other: Point) -> Point:
        """The stretch from this point to another that is said behind it."""
        first, last = other.earliest, other.latest
        # 去年3月到5月 ends in the first May that follows.
        while other.yearless and months_before(first, 12) >= self.earliest:
            first, last = months_before(first, 12), months_before(last, 12)
        return replace(self, end=other.end, ended=(first, last))


def find_points(text: str, day: date) -> list[Point]:
    """All points in time in ``text``, past and to come, as understood on ``day``."""
    points: list[Point] = []
    for point in _all_points(text, day):
        if all(point.end <= other.start or other.end <= point.start for other in points):
            points.append(point)
    found: list[Point] = []
    for point in sorted(points, key=lambda point: point.start):
        between = text[found[-1].end : point.start] if found else ""
        if re.fullmatch(r"\s?[-~—到至]\s?", between) and not found[-1].ended:
            found.append(found.pop().up_to(point))
        else:
            found.append(point)
    return found


def _all_points(text: str, day: date) -> Iterator[Point]:
    """Readings that may overlap, the fuller ones first."""
    for expression in (_ISO, _YEAR, _SHORT_YEAR):
        for match in expression.finditer(text):
            year = year_of(match["year"], day)
            if year and (expression is not _SHORT_YEAR or _isyear_of(match)):
                begun = year_of(match.groupdict().get("first") or match["year"], day) or year
                for point in _point(match, year):
                    # 21、22年
                    both = date(min(begun, year), point.earliest.month, 1)
                    yield point if begun == year else replace(point, earliest=both)
    for match in _RELATIVE.finditer(text):
        yield from _point(match, day.year + _RELATIVE_YEAR[match["relative"]])
    for match in _NEAR_MONTH.finditer(text):
        first = months_before(day, _NEAR[match["near"]])
        yield _between(match, first.year, (first.month, first.month))
    for match in _YEARLESS.finditer(text):
        months = _months(match)
        if months:
            # Without a year the last such month is meant.
            year = day.year - (months[0] > day.month)
            yield from (replace(point, yearless=True) for point in _point(match, year))


def _isyear_of(match: re.Match[str]) -> bool:
    """Whether two digits before 年 are a year of the calendar and no number of years."""
    year, before = match["year"], match.string[: match.start()]
    if year[0] in "0零〇89" or (not year.isdecimal() and range_of(year) is None):
        return True
    # 20年中 is a length.
    within = _months(match) and match["edge"] != "中"
    named = bool(within) or match["done"] is not None or bool(_SINCE.search(before))
    paired = _FROM_YEAR.search(before) or _TO_YEAR.match(match.string, match.end())
    return named or bool(year.isdecimal() and paired)


def _point(match: re.Match[str], year: int) -> Iterator[Point]:
    """The point known to the day, to some months, or only to the year."""
    months = _months(match) or (1, 12)
    point = _between(match, year, months)
    days = range_of(match["day"]) if match.groupdict().get("day") else None
    if days and months[0] == months[1]:
        first, last = (min(max(int(number), 1), point.latest.day) for number in days)
        point = replace(
            point,
            earliest=point.earliest.replace(day=first),
            latest=point.latest.replace(day=last),
        )
    yield point


def _between(match: re.Match[str], year: int, months: tuple[int, int]) -> Point:
    first, last = (divmod(month - 1, 12) for month in months)
    last_year, last_month = year + last[0], last[1] + 1
    return Point(
        match.start(),
        match.end(),
        date(year + first[0], first[1] + 1, 1),
        date(last_year, last_month, calendar.monthrange(last_year, last_month)[1]),
    )


def _months(match: re.Match[str]) -> tuple[int, int] | None:
    """The first and the last month that is named of a year, or None for the whole year."""
    parts = match.groupdict()
    named = parts.get("named") or parts.get("edge")
    if named:
        return _PARTS[named]
    if parts.get("quarter"):
        last = 3 * int((range_of(parts["quarter"]) or (0, 0))[0])
        return last - 2, last
    if parts.get("moon"):
        first = last = _MOONS[parts["moon"]]
    else:
        number = range_of(parts.get("month") or parts.get("count") or "")
        until = range_of(parts.get("until") or "") or number
        if not number or not until:
            return None
        first, last = int(number[0]), int(until[1])
    if not 1 <= first <= last <= 12:
        return None
    if parts.get("side") in ("头", "前"):
        return 1, last
    if parts.get("side") not in (None, "第"):
        return 13 - last, 12
    # A month of the moon begins in the sun's month of its number or the next.
    return first, last + 2 * bool(parts.get("moon") or parts.get("lunar"))


def year_of(text: str, day: date) -> int | None:
    """The year that digits mean, where two digits mean the one within living memory."""
    digits = text.replace("〇", "零")
    if not digits.isascii():
        digits = "".join(str("零一二三四五六七八九".index(sign)) for sign in digits)
    year = int(digits)
    if len(digits) == 2:
        year += 2000 if 2000 + year <= day.year else 1900
        return year if year >= day.year - _LONGEST_LIFE else None
    return year if 1900 <= year <= 2099 else None
