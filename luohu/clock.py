"""The one clock: today's date where the documents apply."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from luohu.settings import settings

CHINA = timezone(timedelta(hours=8))


def today() -> date:
    """Today in China, or the date that ``LUOHU_TODAY`` sets."""
    return settings().fixed_today or datetime.now(CHINA).date()
