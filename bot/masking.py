"""Personal numbers in a text, replaced by the name of what stood there."""

from __future__ import annotations

import re

from stdnum import luhn

from bot.words import word

_SPOKEN_DIGIT = "[0-9零〇一幺二三四五六七八九]"
# Between two digits: nothing, a space, or one or two marks with or without spaces around them.
_MARK = r"[\-./_·•・\u2010-\u2015\u2212]"
_GAP = rf"(?: ?(?:{_MARK}{{1,2}} ?)?)"
_RUN = re.compile(rf"\+?{_SPOKEN_DIGIT}(?:{_GAP}{_SPOKEN_DIGIT})+(?:{_GAP}[Xx])?")

# GB 11643: 17 digits and a check character; the older form has 15 digits.
_IDENTITY = re.compile(
    rf"(?<!\d)(?:(?:\d{_GAP}){{17}}(?:\d(?!\d)|[Xx])|(?:\d{_GAP}){{14}}\d(?!\d))(?![Xx])"
)
_PHONE = re.compile(rf"(?<!\d)(?:\+?86{_GAP})?1{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d)")
_CARD = re.compile(rf"(?<!\d)(?:\d{_GAP}){{15,18}}\d(?!\d)")
_LONG = re.compile(rf"(?:{_SPOKEN_DIGIT}{_GAP}){{10,}}{_SPOKEN_DIGIT}")

_YEAR = r"(?:19|20)\d\d"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = rf"{_YEAR}[\-./]{_MONTH}[\-./]{_DAY}(?!\d)"
_UNBROKEN = rf"{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"
_TIME = rf"(?:{_DATE}|{_UNBROKEN}|{_YEAR}(?:[\-./]{_MONTH})?(?!\d))"
_ONLY_TIMES = re.compile(rf"{_TIME}(?:{_GAP}{_TIME})*")
# A date inside a number is a birthday in an ID: only those that a space sets off are dates.
_DATES_BEFORE = re.compile(rf"(?:{_DATE}(?: {_GAP}|{_GAP}(?={_DATE})|$))*")
_DATES_AFTER = re.compile(rf"(?:(?<=\d) {_GAP}{_DATE})*$")


def mask(text: str) -> str:
    """Replace personal numbers by the name of what stood there; dates and years stay.

    An ID number whose check character is wrong is masked all the same: a mistyped number is
    still nearly one.
    """
    return _RUN.sub(_mask_run, text)


def _mask_run(match: re.Match[str]) -> str:
    """A run of digits with what separates them, masked without the dates at its ends."""
    run = match.group()
    if _ONLY_TIMES.fullmatch(run):
        return run
    start = _dates_before(run)
    end = _dates_after(run)
    return run[:start] + _mask_numbers(run[start:end]) + run[end:]


def _dates_before(run: str) -> int:
    match = _DATES_BEFORE.match(run)
    return match.end() if match else 0


def _dates_after(run: str) -> int:
    match = _DATES_AFTER.search(run)
    return match.start() if match else len(run)


def _mask_numbers(text: str) -> str:
    text = _CARD.sub(_mask_card, text)
    text = _IDENTITY.sub(word("identity"), text)
    text = _PHONE.sub(word("phone"), text)
    return _LONG.sub(word("number"), text)


def _mask_card(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match.group())
    return word("card") if len(digits) != 18 and luhn.is_valid(digits) else match.group()
