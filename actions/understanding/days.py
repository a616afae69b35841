"""The day as of which a question asks what documents say: 2015年的时候怎么规定的."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from actions.understanding.speech import asks
from luohu.expressions import compiled

_DAYS_FILE = Path(__file__).with_name("days.yml")


@dataclass(frozen=True)
class AskedDay:
    """Another day than today, as a question names it.

    Attributes:
        said: the words that name it.
        day: the last day of the time named; None for what held before, whenever that was.
    """

    said: str
    day: date | None


def asked_day(text: str, today: date) -> AskedDay | None:
    """The day as of which a text asks what documents say; None where it asks as of now.

    What a year is told of oneself (2015年我来的威海) is no question of that year's documents.

    Args:
        text: a normalised message.
        today: the day on which it is said.
    """
    words, text = _words(), _in_digits(text)
    law, joined = words["law"], words["joined"]
    times = "|".join([words["year"], *words["ago"]])
    named = compiled(f"(?P<said>{times}){joined}(?:{law})").search(text)
    if named is None and asks(text) and not compiled(words["own"]).search(text):
        named = compiled(f"(?P<said>{times}){words['at']}").search(text)
    if named:
        day = _last_day(named, today)
        return AskedDay(named["said"], day) if day and day < today else None
    before = compiled(f"(?P<said>(?:{words['before']})的?(?:{law}))").search(text)
    return AskedDay(before["said"], None) if before else None


def _last_day(named: re.Match[str], today: date) -> date | None:
    ago = _words()["ago"].get(named["said"])
    if ago:
        return date(today.year - ago, 12, 31)
    month = int(named["month"] or 12)
    year = int(named["year"])
    return date(year, month, calendar.monthrange(year, month)[1])


def _in_digits(text: str) -> str:
    """The text with years in Chinese digits written in Arabic ones."""
    digits = _words()["digits"]
    year = f"[{''.join(digits)}]{{4}}(?=年)"
    return compiled(year).sub(lambda found: "".join(digits[one] for one in found[0]), text)


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_DAYS_FILE.read_text(encoding="utf-8"))
    return found
