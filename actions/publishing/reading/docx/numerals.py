"""Numbers as Word writes them (ECMA-376, part 1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from actions.publishing.limits import limits
from actions.publishing.numerals import counted, in_words

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Code points of the first sign of a run and how many follow one another.
_CIRCLED = ((1, 0x2460, 20), (21, 0x3251, 15), (36, 0x32B1, 15))
_IN_PARENTHESES = ((1, 0x2474, 20),)
_WITH_FULL_STOP = ((1, 0x2488, 20),)


def numeral(value: int, form: str) -> str | None:
    """A number in one of Word's formats.

    Args:
        form: a value of ST_NumberFormat, such as ``chineseCountingThousand``.

    Returns:
        None where the format is not known; empty for bullets and ``none``.
    """
    if form in ("bullet", "none"):
        return ""
    write = _FORMS.get(form)
    if write is None:
        return None
    # Beyond that no list counts, and letters and Roman numbers would grow without end.
    return write(value) if 0 <= value <= limits().list_number else str(value)


def _legal(value: int) -> str:
    script = _script()["legal"]
    return counted(value, script["digits"], script["units"], script["myriad"])


def _digital(value: int) -> str:
    return "".join(_script()["digital"][int(digit)] for digit in str(value))


def _cycle(name: str) -> Callable[[int], str]:
    def write(value: int) -> str:
        signs = _script()[name]
        return str(signs[(value - 1) % len(signs)])

    return write


def _enclosed(runs: tuple[tuple[int, int, int], ...]) -> Callable[[int], str]:
    def write(value: int) -> str:
        for first, code, count in runs:
            if first <= value < first + count:
                return chr(code + value - first)
        return str(value)

    return write


def _letter(value: int) -> str:
    """a to z, then aa, bb, …: Word repeats the letter."""
    if value < 1:
        return ""
    times, index = divmod(value - 1, 26)
    return chr(ord("a") + index) * (times + 1)


def _roman(value: int) -> str:
    out = ""
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        out += sign * count
    return out


def _full_width(value: int) -> str:
    return str(value).translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)})


def _ordinal(value: int) -> str:
    teen = value % 100 in (11, 12, 13)
    return f"{value}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


@lru_cache(maxsize=1)
def _script() -> dict[str, Any]:
    text = Path(__file__).with_name("numerals.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalHalfWidth": str,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _enclosed(_CIRCLED),
    "decimalEnclosedCircleChinese": _enclosed(_CIRCLED),
    "decimalEnclosedParen": _enclosed(_IN_PARENTHESES),
    "decimalEnclosedFullstop": _enclosed(_WITH_FULL_STOP),
    "numberInDash": lambda value: f"- {value} -",
    "ordinal": _ordinal,
    "upperLetter": lambda value: _letter(value).upper(),
    "lowerLetter": _letter,
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerRoman": _roman,
    "chineseCounting": in_words,
    "chineseCountingThousand": in_words,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "taiwaneseCounting": in_words,
    "taiwaneseCountingThousand": in_words,
    "taiwaneseDigital": _digital,
    "japaneseCounting": in_words,
    "japaneseDigitalTenThousand": _digital,
    "ideographDigital": _digital,
    "ideographTraditional": _cycle("stems"),
    "ideographZodiac": _cycle("branches"),
    "ideographEnclosedCircle": in_words,
}
