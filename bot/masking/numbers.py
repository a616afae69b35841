"""Personal numbers: identity cards, telephones, bank cards, and long ones of any other kind."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

from stdnum import luhn

from bot.masking.language import DIGIT, PAUSE, WORDS, alternatives, in_digits
from bot.masking.times import DATE, GAP, only_times, without_dates
from bot.words import word

_RUN = re.compile(rf"\+?{DIGIT}(?:{GAP}{DIGIT})+(?:{GAP}[Xx])?")
# GB 11643: 17 digits and a check character; the older form has 15 digits.
_IDENTITY = re.compile(
    rf"(?<!\d)(?:(?:\d{GAP}){{17}}(?:\d(?!\d)|[Xx])|(?:\d{GAP}){{14}}\d(?!\d))(?![Xx])"
)
_PHONE = re.compile(rf"(?<!\d)(?:\+?86{GAP})?1{GAP}[3-9](?:{GAP}\d){{9}}(?!\d)")
_CARD = re.compile(rf"(?<!\d)(?:\d{GAP}){{15,18}}\d(?!\d)")
_ASCII = re.compile("[0-9]")
_LONG = re.compile(rf"(?:{DIGIT}{GAP}){{10,}}{DIGIT}")

# What else may stand between two digits of one number: any marks and what people say between.
_BETWEEN = rf"(?:[^\w\n\[\]]|[_\[\](){{}}]|{PAUSE}){{0,6}}?"
_SPOKEN = re.compile(rf"{DIGIT}(?:{_BETWEEN}{DIGIT}){{10,}}(?:{_BETWEEN}[Xx](?![A-Za-z]))?")
_PIECE = re.compile(rf"{DIGIT}+|[Xx]")

_UNIT = alternatives(WORDS["units"])
# A landline with its area code, or seven digits and more in one.
_BARE = re.compile(
    rf"(?<![\d.A-Za-z_\-])(?:0\d{{2,3}}[ \-]?\d{{7,8}}|\d{{7,10}})"
    rf"(?![\dA-Za-z_]|\.\d| ?(?:{_UNIT}))"
)
_AMOUNT_BEFORE = re.compile(rf"(?:{alternatives(WORDS['amounts'])})[是为:了 ]?$")
_LONGEST_BEFORE = 4
_ROUND = "000"
_LONGEST = 19


def mask_written_numbers(text: str) -> str:
    """Mask numbers whose digits stand together or are set apart by spaces, dots or dashes."""
    return _RUN.sub(_mask_run, text)


def mask_spoken_numbers(text: str) -> str:
    """Mask numbers with other marks or pauses between their digits, where their form shows them."""
    return _SPOKEN.sub(_mask_spoken, text)


def mask_bare_numbers(text: str) -> str:
    """Mask what has the length of a telephone number and is no amount and no date."""
    return _BARE.sub(_mask_bare, text)


def is_amount_or_time(digits: str) -> bool:
    """Whether digits are a round number, a date or a year."""
    return digits.endswith(_ROUND) or only_times(digits)


def number_in_pieces(
    pieces: Sequence[str], dated: Collection[int] = ()
) -> tuple[int, int, str] | None:
    """The first personal number that whole pieces of digits make up together.

    Args:
        pieces: digits as 0-9; the last may be the X of an identity card.
        dated: the pieces that belong to a date, which only an identity card has inside.

    Returns:
        The first piece, the one behind the last, and the name of what it is.
    """
    digits = "".join(pieces)
    undated = "".join(
        "-" * len(piece) if index in dated else piece for index, piece in enumerate(pieces)
    )
    starts, place = {}, 0
    for index, piece in enumerate(pieces):
        starts[place] = index
        place += len(piece)
    starts[place] = len(pieces)
    for start, first in starts.items():
        for length, name in _forms(
            digits[start : start + _LONGEST], undated[start : start + _LONGEST]
        ):
            last = starts.get(start + length)
            if last is not None:
                return first, last, name
    return None


def _forms(digits: str, undated: str) -> list[tuple[int, str]]:
    """Lengths and names of the personal numbers that digits may begin with."""
    found = []
    if len(digits) >= 18 and _is_identity(digits[:18]):
        found.append((18, "identity"))
    found += [(size, "card") for size in range(19, 15, -1) if _is_card(undated[:size], size)]
    if undated[:2] == "86" and _is_mobile(undated[2:13]):
        found.append((13, "phone"))
    if _is_mobile(undated[:11]):
        found.append((11, "phone"))
    return found


def _is_mobile(digits: str) -> bool:
    return len(digits) == 11 and digits.isdigit() and digits[0] == "1" and digits[1] in "3456789"


def _is_card(digits: str, size: int) -> bool:
    long_enough = len(digits) == size and digits.isdigit() and digits[0] in "3456"
    return long_enough and luhn.is_valid(digits)


def _is_identity(digits: str) -> bool:
    """Whether these are the digits of an identity card, right or mistyped: a birthday is in it."""
    if not digits[:17].isdigit() or digits[6:8] not in ("19", "20"):
        return False
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    return True


def _mask_run(match: re.Match[str]) -> str:
    """A run of digits with what separates them, masked without the dates at its ends."""
    run = match.group()
    if only_times(run):
        return run
    start, end = without_dates(run)
    return run[:start] + _mask_numbers(run[start:end]) + run[end:]


def _mask_numbers(text: str) -> str:
    if _ASCII.search(text):
        # A digit said otherwise (620〇8…) ends no number: the rest would look like another.
        plain = in_digits(text)
        masked = _mask_plain(plain)
        return text if masked == plain else masked
    return _mask_plain(text)


def _mask_plain(text: str) -> str:
    text = _CARD.sub(_mask_card, text)
    text = _IDENTITY.sub(word("identity"), text)
    text = _PHONE.sub(word("phone"), text)
    return _LONG.sub(word("number"), text)


def _mask_card(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match.group())
    return word("card") if len(digits) != 18 and luhn.is_valid(digits) else match.group()


def _mask_spoken(match: re.Match[str]) -> str:
    run = match.group()
    found = list(_PIECE.finditer(run))
    pieces = [in_digits(one.group()).upper() for one in found]
    dates = [one.span() for one in DATE.finditer(run)]
    dated = {
        index
        for index, one in enumerate(found)
        if any(start <= one.start() < end for start, end in dates)
    }
    masked, done, first = "", 0, 0
    while number := number_in_pieces(pieces[first:], {one - first for one in dated}):
        begin, end, name = number
        masked += run[done : found[first + begin].start()] + word(name)
        done, first = found[first + end - 1].end(), first + end
    return masked + run[done:]


def _mask_bare(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - _LONGEST_BEFORE) : match.start()]
    digits = re.sub(r"\D", "", match.group())
    if is_amount_or_time(digits) or _AMOUNT_BEFORE.search(before):
        return match.group()
    return word("number")
