"""A stretch of time found in a text, and the arithmetic of number words for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import cn2an

Bound = Literal["exact", "more", "less"]

_DIGITS = "一二三四五六七八九"
# No part of it without an end: what may be read in many ways is tried in all of them.
NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,3}}(?!\d)|\d{{0,9}}0好?几|\d{{1,9}}(?:\.\d{{1,9}})?|"
    rf"[零〇{_DIGITS}两俩仨十百千万]{{1,12}}(?:好?几)?[十百千万]{{0,4}}|"
    r"几[十百千万]{0,4})"
)
_SPOKEN = str.maketrans("两俩仨〇", "二二三零")
_IDIOMS = {"几": (1.0, 9.0), "百十": (100.0, 119.0), "百八十": (80.0, 180.0)}
_NEIGHBOURS = re.compile(f"[{_DIGITS}][{_DIGITS}零]+")
# What is said beside numbers that follow each other (七八); all else (一八) names no number.
_APART = ("三五", "三二")


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


def range_of(text: str) -> tuple[float, float] | None:
    """The least and the greatest number that digits or number words mean; None for no number."""
    plain = text.replace(",", "").replace("好几", "几").translate(_SPOKEN)
    if not plain or plain in _IDIOMS:
        return _IDIOMS.get(plain)
    if plain[0].isdecimal():
        exact = float(plain.removesuffix("几"))
        return (exact + 1, exact + 9) if plain.endswith("几") else (exact, exact)
    try:
        return _end_of_range(plain, 0), _end_of_range(plain, -1)
    except (ValueError, KeyError):  # the latter for what is no number, such as 七十零
        return None


def _end_of_range(text: str, end: Literal[0, -1]) -> float:
    def chosen(match: re.Match[str]) -> str:
        digits = match.group()
        if "零" in digits or (digits not in _DIGITS and digits not in _APART):
            raise ValueError(f"{digits} is no range")
        return sorted(digits, key=_DIGITS.index)[end]

    text = re.sub("几(?=[十百千万])", "二九"[end], text)
    text = re.sub("(?<=[十百千])几$", "一九"[end], _NEIGHBOURS.sub(chosen, text))
    return float(cn2an.cn2an(re.sub("^(?=[百千万])", "一", text), "smart"))
