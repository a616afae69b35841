"""The language of what identifies a person, read from ``language.yml`` once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.words import words_beside

WORDS = words_beside(__file__)


def alternatives(words: Iterable[str]) -> str:
    """An expression for any of the words, the longest first."""
    return "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))


# Digits as they are said or written, by their value.
VALUES = {written: value for value, forms in WORDS["digits"].items() for written in forms}
DIGIT = f"[0-9{''.join(VALUES)}]"
PAUSE = f"(?:{alternatives(WORDS['pauses'])})"
_AS_DIGITS = str.maketrans(VALUES)


def in_digits(text: str) -> str:
    """The text with digits as 0-9, however they were said."""
    return text.translate(_AS_DIGITS)
