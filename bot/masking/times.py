"""Dates and years among digits: they stay readable."""

from __future__ import annotations

import re

# Between two digits: nothing, a space, or one or two marks with or without spaces around them.
MARK = r"[\-./_·•・\u2010-\u2015\u2212]"
GAP = rf"(?: ?(?:{MARK}{{1,2}} ?)?)"

_YEAR = r"(?:19|20)\d\d"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = rf"{_YEAR}[\-./]{_MONTH}[\-./]{_DAY}(?!\d)"
DATE = re.compile(rf"(?<!\d){_DATE}")
_UNBROKEN = rf"{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"
_TIME = rf"(?:{_DATE}|{_UNBROKEN}|{_YEAR}(?:[\-./]{_MONTH})?(?!\d))"
_ONLY_TIMES = re.compile(rf"{_TIME}(?:{GAP}{_TIME})*")
# A date inside a number is a birthday in an ID: only those that a space sets off are dates.
_DATES_BEFORE = re.compile(rf"(?:{_DATE}(?: {GAP}|{GAP}(?={_DATE})|$))*")
_DATES_AFTER = re.compile(rf"(?:(?<=\d) {GAP}{_DATE})*$")


def only_times(run: str) -> bool:
    """Whether digits with what separates them are dates and years and nothing else."""
    return _ONLY_TIMES.fullmatch(run) is not None


def without_dates(run: str) -> tuple[int, int]:
    """Begin and end of what is left of a run of digits without the dates at its ends."""
    before, after = _DATES_BEFORE.match(run), _DATES_AFTER.search(run)
    return (before.end() if before else 0), (after.start() if after else len(run))
