"""A stretch of time found in a text, and the arithmetic of calendar and number words for it."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

import cn2an

Bound = Literal["exact", "more", "less"]

NUMBER = r"(?:\d+(?:\.\d+)?|[零一二两三四五六七八九十百]+)"
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


def months_before(day: date, months: int) -> date:
    """The same day of the month ``months`` earlier, or that month's last day."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def value_of(text: str | None) -> float | None:
    """The number that digits or number words mean, of a range (两三) the lower end."""
    if not text:
        return None
    text = _ADJACENT.sub(r"\1", text)
    try:
        return float(text)
    except ValueError:
        pass
    try:
        return float(cn2an.cn2an(text, "smart"))
    except (ValueError, KeyError):  # the latter for what is no number, such as 七十零
        return None
