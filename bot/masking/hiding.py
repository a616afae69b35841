"""What people say or write, without personal numbers and otherwise as it was."""

from __future__ import annotations

import re
import unicodedata

from bot.masking import mask
from bot.masking.digits import UNSEEN, in_plain_digits
from luohu.text import normalise

_ANY_DIGIT = re.compile(r"\d")


def without_numbers(text: str) -> str:
    """The text on one line, personal numbers replaced by what they were.

    It keeps its own marks and characters, unless there are numbers in it that only the
    normalised form shows.
    """
    plain = in_plain_digits(normalise(text))
    hidden = mask(plain)
    cleaned = _cleaned(text)
    if hidden != plain or _ANY_DIGIT.findall(cleaned) != _ANY_DIGIT.findall(plain):
        return hidden
    return cleaned


def _cleaned(text: str) -> str:
    """Without controls, what nobody sees and lone surrogates."""
    seen = text.translate(UNSEEN)
    kept = (one for one in seen if one.isspace() or unicodedata.category(one)[0] != "C")
    return " ".join("".join(kept).split())
