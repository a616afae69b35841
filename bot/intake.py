"""Intake: what a person sent, cleaned and without personal numbers, before anything sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.masking import mask
from bot.masking.digits import in_plain_digits
from luohu.latin import in_chinese
from luohu.spelling import spell
from luohu.text import normalise

LONGEST = 2000
Kind = Literal["text", "empty", "too_long"]

_COMMAND = re.compile(r"(?:[/\s]|EXTERNAL:)+", re.IGNORECASE)


@dataclass(frozen=True)
class Intake:
    """A message as the bot may see, store and log it.

    Attributes:
        kind: whether there is a text to understand.
        text: normalised, personal numbers replaced by what they were, English and pinyin in
            Chinese, mistyped words put right; empty unless kind is text.
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
    cleaned = in_plain_digits(without_command(normalise(message)))
    # One sign may stand for eighteen characters.
    if len(cleaned) > LONGEST:
        return Intake("too_long", "")
    masked = mask(cleaned)
    chinese = normalise(in_chinese(masked))
    if len(chinese) > LONGEST:
        return Intake("too_long", "")
    # Again and last of all: each step before may uncover another slash, or a number told in words.
    spelled = spell(chinese)
    hidden = mask(spelled)
    if len(hidden) > LONGEST:
        return Intake("too_long", "")
    text = without_command(hidden)
    if not any(character.isalnum() for character in text):
        return Intake("empty", "")
    return Intake("text", text, masked=masked != cleaned or hidden != spelled)


def without_command(text: str) -> str:
    """The text without the slashes and words in front that make Rasa take it for an order."""
    match = _COMMAND.match(text)
    return text[match.end() :] if match else text
