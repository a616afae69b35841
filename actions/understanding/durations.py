"""Durations and points in time in spoken Chinese, as days up to a given day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

import cn2an

Bound = Literal["exact", "more", "less"]

_NUMBER = r"(?:\d+(?:\.\d+)?|[零一二两三四五六七八九十百]+)"
_LESS = "(?:快要?|不到|不满|不足|未满|没到|没满|差点|差一点|差不多快|将近|接近|眼看)"
_MORE = "(?:多|出头|有余|以上|开外|冒头|挂零)"
_FULL = "(?:整整|整|已经|刚好|正好|刚满|满|足足|大概|大约|差不多|得有|有)"
_SPAN = re.compile(
    rf"(?P<less>{_LESS})?(?:{_FULL})?"
    rf"(?:"
    rf"(?P<halfyear>半年)|"
    rf"(?P<years>{_NUMBER})\s*(?P<somemore>[来多几]?)周?年(?:(?P<half>半)|"
    rf"零?(?P<months>{_NUMBER})个?月)?|"
    rf"(?P<onlymonths>{_NUMBER})\s*[来多几]?个?(?P<halfmonth>半)?多?月|"
    rf"(?P<weeks>{_NUMBER})\s*[来多几]?个?(?:星期|礼拜|周)|"
    rf"(?P<days>{_NUMBER})\s*[来多几]?天"
    rf")(?P<more>{_MORE})?"
)
_YEAR = re.compile(
    r"(?P<year>(?:19|20)\d\d|[零〇一二三四五六七八九]{4})年"
    rf"(?:(?P<month>{_NUMBER})月(?:份)?(?:(?P<day>{_NUMBER})[日号])?|(?P<part>[初底末中]))?"
)
_RELATIVE_YEAR = {"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "今年": 0}
_RELATIVE = re.compile(
    r"(?P<relative>大前年|前年|去年|上年|今年)的?"
    rf"(?:(?P<month>{_NUMBER})月(?:份)?|(?P<part>[初底末中]|年初|年底|年中)|(?P<feast>国庆|五一|"
    r"元旦|春节|过年|中秋|端午|清明|暑假|寒假|春天|夏天|秋天|冬天|开春|入冬))?"
)
_LAST_MONTH = re.compile(r"上个?月|上上个?月")
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
_ADJACENT = re.compile("([一二两三四五六七八])[二两三四五六七八九](?!十|百)")


@dataclass(frozen=True)
class Span:
    """A duration found in a text.

    Attributes:
        start, end: where it stands in the text.
        days: the least number of days it can mean up to the day asked; whole years and months
            by the calendar.
        most: the greatest number of days it can mean.
        bound: whether it is that long, longer (两年多) or shorter (快两年).
    """

    start: int
    end: int
    days: int
    most: int
    bound: Bound = "exact"


def find_spans(text: str, day: date) -> list[Span]:
    """All durations and points in time in ``text``, counted up to ``day``, left to right."""
    spans = [*_points(text, day)]
    taken = [(span.start, span.end) for span in spans]
    for match in _SPAN.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        span = _duration(match, day)
        if span:
            spans.append(span)
    return sorted(spans, key=lambda span: span.start)


def months_before(day: date, months: int) -> date:
    """The same day of the month ``months`` earlier, or that month's last day."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _duration(match: re.Match[str], day: date) -> Span | None:
    months = days = 0
    parts = match.groupdict()
    if parts["halfyear"]:
        months = 6
    elif parts["years"]:
        years = _value(parts["years"])
        if years is None or years > 100:
            return None
        months = round(years * 12) + (6 if parts["half"] else 0)
        months += round(_value(parts["months"]) or 0) if parts["months"] else 0
    elif parts["onlymonths"]:
        months = round(_value(parts["onlymonths"]) or 0)
        days = 15 if parts["halfmonth"] else 0
    elif parts["weeks"]:
        days = round(7 * (_value(parts["weeks"]) or 0))
    else:
        days = round(_value(parts["days"]) or 0)
    length = (day - months_before(day, months)).days + days
    bound: Bound = "exact"
    if parts["more"] or parts["somemore"]:
        bound = "more"
    if parts["less"]:
        bound, length = "less", length - 1
    length = max(length, 0)
    return Span(match.start(), match.end(), length, length, bound)


def _points(text: str, day: date) -> list[Span]:
    spans = []
    for match in _YEAR.finditer(text):
        months = _months(match["month"]) or _PARTS.get(match["part"] or "", (1, 12))
        spans.append(_since(match, _year(match["year"]), months, _value(match["day"]), day))
    for match in _RELATIVE.finditer(text):
        year = day.year + _RELATIVE_YEAR[match["relative"]]
        part = (match["part"] or "").removeprefix("年")
        season = _SEASONS.get(match["feast"] or "") or _PARTS.get(part, (1, 12))
        spans.append(_since(match, year, _months(match["month"]) or season, None, day))
    for match in _LAST_MONTH.finditer(text):
        ago = 2 if match.group().startswith("上上") else 1
        first = months_before(day, ago).replace(day=1)
        spans.append(_since(match, first.year, (first.month, first.month), None, day))
    return spans


def _since(
    match: re.Match[str], year: int, months: tuple[int, int], number: float | None, day: date
) -> Span:
    """A span from a point in time that is known to the day, the month or only the year."""
    month_end = calendar.monthrange(year, months[1])[1]
    earliest = date(year, months[0], min(int(number), month_end) if number else 1)
    latest = earliest if number else date(year, months[1], month_end)
    least, most = (max((day - start).days, 0) for start in (latest, earliest))
    return Span(match.start(), match.end(), least, most)


def _months(text: str | None) -> tuple[int, int] | None:
    value = _value(text)
    return (int(value), int(value)) if value and 1 <= value <= 12 else None


def _year(text: str) -> int:
    if text.isdigit() and text.isascii():
        return int(text)
    return int("".join(str("零一二三四五六七八九".index(c.replace("〇", "零"))) for c in text))


def _value(text: str | None) -> float | None:
    if not text:
        return None
    text = _ADJACENT.sub(r"\1", text)
    try:
        return float(text)
    except ValueError:
        pass
    try:
        return float(cn2an.cn2an(text, "smart"))
    except ValueError:
        return None
