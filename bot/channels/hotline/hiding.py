"""What people say or write, without personal numbers and otherwise as it was."""

from __future__ import annotations

import re
import unicodedata

from bot.masking import mask
from luohu.text import normalise

_ANY_DIGIT = re.compile(r"\d")


def without_numbers(text: str) -> str:
    """The text on one line, personal numbers replaced by what they were.

    It keeps its own marks and characters, unless there are numbers in it that only the
    normalised form shows.
    """
    plain = normalise(text)
    hidden = mask(plain)
    cleaned = _cleaned(text)
    if hidden != plain or _ANY_DIGIT.findall(cleaned) != _ANY_DIGIT.findall(plain):
        return hidden
    return cleaned


def _cleaned(text: str) -> str:
    """Without controls, zero-width characters and lone surrogates."""
    kept = (one for one in text if one.isspace() or unicodedata.category(one)[0] != "C")
    return " ".join("".join(kept).split())
