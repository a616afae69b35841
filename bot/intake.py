"""Intake: what a person sent, cleaned and without personal numbers, before anything sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from stdnum import luhn

from luohu.text import normalise

LONGEST = 2000
Kind = Literal["text", "empty", "too_long"]

_DIGIT = "[0-9零〇一幺二三四五六七八九]"
_GAP = r"[ \-]?"
# GB 11643: 17 digits and a check character; the older form has 15 digits.
_IDENTITY = re.compile(rf"(?<!\d)(?:(?:\d{_GAP}){{17}}[\dXx]|(?:\d{_GAP}){{14}}\d)(?![\dXx])")
_PHONE = re.compile(rf"(?<!\d)(?:(?:\+?86){_GAP})?1{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d)")
_SPOKEN = re.compile(rf"(?:{_DIGIT}{_GAP}){{10,}}{_DIGIT}")
_CARD = re.compile(rf"(?<!\d)(?:\d{_GAP}){{15,18}}\d(?!\d)")
_PAYLOAD = re.compile(r"^(?:/|EXTERNAL:\s*)+", re.IGNORECASE)


@dataclass(frozen=True)
class Intake:
    """A message as the bot may see, store and log it.

    Attributes:
        kind: whether there is a text to understand.
        text: normalised, personal numbers replaced by what they were; empty unless kind is text.
        masked: whether a personal number was replaced.
    """

    kind: Kind
    text: str
    masked: bool = False


def take_in(message: object) -> Intake:
    """Clean a message from any channel.

    White space, controls and lone surrogates go, characters take one form, ID, phone and bank
    card numbers are replaced, and what Rasa would read as a command becomes plain text.
    """
    if not isinstance(message, str):
        return Intake("empty", "")
    if len(message) > LONGEST:
        return Intake("too_long", "")
    cleaned = _PAYLOAD.sub("", normalise(message)).strip()
    text = mask(cleaned)
    if not any(character.isalnum() for character in text):
        return Intake("empty", "")
    return Intake("text", text, masked=text != cleaned)


def mask(text: str) -> str:
    """Replace personal numbers by the name of what stood there.

    An ID number whose check character is wrong is masked all the same: a mistyped number is
    still nearly one.
    """
    text = _CARD.sub(_mask_card, text)
    text = _IDENTITY.sub("[身份证号]", text)
    text = _PHONE.sub("[手机号]", text)
    return _SPOKEN.sub("[号码]", text)


def _mask_card(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match.group())
    return "[银行卡号]" if len(digits) != 18 and luhn.is_valid(digits) else match.group()
