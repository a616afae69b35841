"""Codes of letters and digits: by their form, or by what people name before them."""

from __future__ import annotations

import re
from functools import partial

from bot.masking.language import WORDS, alternatives
from bot.masking.numbers import is_amount_or_time
from bot.words import word

_FREE = ("email", "wechat", "plate", "credit", "deed")
_SHAPED = [(name, re.compile(WORDS["codes"][name])) for name in _FREE]
_DOCUMENT = re.compile(WORDS["codes"]["document"])
_LABELLED = [
    (name, re.compile(f"{one}(?! ?(?:{alternatives(WORDS['units'])}))"))
    for name, several in WORDS["labels"].items()
    for one in several
]


def mask_shaped(text: str) -> str:
    """Mask e-mail addresses, plates, credit codes and what else shows by its form what it is."""
    for name, expression in _SHAPED:
        text = expression.sub(word(name), text)
    return text


def mask_labelled(text: str) -> str:
    """Mask what is called somebody's number or id."""
    for name, expression in _LABELLED:
        text = expression.sub(partial(_without_value, name), text)
    return text


def mask_document_codes(text: str) -> str:
    """Mask letters and seven digits or more: passports, permits, certificates."""
    return _DOCUMENT.sub(partial(_unless_amount, "document"), text)


def _without_value(name: str, match: re.Match[str]) -> str:
    value = match.group(1)
    if is_amount_or_time(value):
        return match.group()
    return match.group()[: match.start(1) - match.start()] + word(name)


def _unless_amount(name: str, match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match.group())
    return match.group() if is_amount_or_time(digits) else word(name)
