"""The one clock: today's date where the documents apply, months back from a day, and the second."""

from __future__ import annotations

import calendar
import time
from datetime import date, datetime, timedelta, timezone

from luohu.settings import settings

CHINA = timezone(timedelta(hours=8))


def today() -> date:
    """Today in China, or the date that ``LUOHU_TODAY`` sets."""
    return settings().fixed_today or datetime.now(CHINA).date()


def seconds() -> int:
    """Seconds since 1970: what runs out does so whatever day ``LUOHU_TODAY`` sets."""
    return int(time.time())


def months_before(day: date, months: int) -> date:
    """The same day of the month ``months`` earlier, or that month's last day."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
