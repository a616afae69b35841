"""Durations in spoken Chinese, told as lengths or since a point in time, as days up to a day."""

from __future__ import annotations

import re
from datetime import date

from actions.understanding.points import find_points
from actions.understanding.spans import NUMBER, Bound, Span, months_before, value_of

__all__ = ["Bound", "Span", "find_spans", "months_before"]

_UNIT = "(?:个?半?月|天|个?星期|个?礼拜|周)"
_MISSING = rf"(?:还)?(?:差|(?<![至最多])少)(?:(?:{NUMBER}|好?几){_UNIT}|一?点儿?|些)"
_LESS = (
    rf"(?:(?:{_MISSING}(?:不到)?|马上|眼看着?|眼瞅着?|即将|快要?|将近|接近|不到|不满|不足|"
    r"未满|没到|没满|没够|不够|就要|差不多快)(?:就|才)?(?:快)?(?:要|到|够)?)"
)
_UNDER = rf"(?:了?[都也]?(?:还|就)?(?:不到|没到(?!期)|不满(?!意)|不足|未满|没满|不够|{_MISSING}))"
_MORE = "(?:多|出头|有余|以上|开外|冒头|挂零)"
_FULL = "(?:整整|整|已经|刚好|正好|刚满|满|足足|大概|大约|差不多|得有|有)"
_SPAN = re.compile(
    rf"(?P<less>{_LESS})?(?:{_FULL})?"
    rf"(?:"
    rf"(?P<halfyear>半年)|"
    rf"(?P<years>{NUMBER})\s*(?P<somemore>[来多几]?)周?年(?:(?P<half>半)|"
    rf"零?(?P<months>{NUMBER})个?月)?|"
    rf"(?P<onlymonths>{NUMBER})\s*[来多几]?个?(?P<halfmonth>半)?多?月|"
    rf"(?P<weeks>{NUMBER})\s*[来多几]?个?(?:星期|礼拜|周)|"
    rf"(?P<days>{NUMBER})\s*[来多几]?天"
    rf")(?:(?P<more>{_MORE})|(?P<under>{_UNDER}))?"
)
# What is lacking (就差一天) or still to come (还有两年毕业) has not lasted.
_NOT_LASTED = re.compile(r"(?:差|(?<![至最])少|还有|还剩|再过|再有)$")
_LONGEST = 1200


def find_spans(text: str, day: date) -> list[Span]:
    """All durations and points in time in ``text``, counted up to ``day``, left to right."""
    points = find_points(text, day)
    spans = [span for point in points if (span := point.until(day))]
    for match in _SPAN.finditer(text):
        if any(point.start < match.end() and match.start() < point.end for point in points):
            continue
        # The 有 of 还有 may belong to the match.
        if _NOT_LASTED.search(text[: match.start() + match.group().startswith("有")]):
            continue
        span = _duration(match, day)
        if span:
            spans.append(span)
    return sorted(spans, key=lambda span: span.start)


def _duration(match: re.Match[str], day: date) -> Span | None:
    parts = match.groupdict()
    months = days = 0
    if parts["halfyear"]:
        months = 6
    elif parts["years"]:
        months = round((value_of(parts["years"]) or 0) * 12) + (6 if parts["half"] else 0)
        months += round(value_of(parts["months"]) or 0) if parts["months"] else 0
    elif parts["onlymonths"]:
        months = round(value_of(parts["onlymonths"]) or 0)
        days = 15 if parts["halfmonth"] else 0
    elif parts["weeks"]:
        days = round(7 * (value_of(parts["weeks"]) or 0))
    else:
        days = round(value_of(parts["days"]) or 0)
    if months > _LONGEST or days > _LONGEST * 31:
        return None
    length = (day - months_before(day, months)).days + days
    bound: Bound = "exact"
    if parts["more"] or parts["somemore"]:
        bound = "more"
    if parts["less"] or parts["under"]:
        bound, length = "less", length - 1
    length = max(length, 0)
    return Span(match.start(), match.end(), length, length, bound)
