"""A turn as WeChat's text messages, and a number back as the option it stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.channels.wechat.pieces import LONGEST, in_pieces
from bot.channels.wechat.wording import word

# WeChat takes five messages for each one of a person.
_MOST_PIECES = 5

_NUMBER = re.compile(r"\s*(\d{1,3})\s*[.。．、)）]?\s*")


def spoken(turn: dict[str, Any], longest: int = LONGEST) -> tuple[str, ...]:
    """A turn as texts to send one after the other: what it says, then its options, numbered.

    Args:
        turn: the turn.
        longest: bytes that a text may have.
    """
    options = [
        word("option", number=str(number), title=option["title"])
        for number, option in enumerate(turn["options"], start=1)
    ]
    lines = [turn["text"], "", word("options"), *options] if options else [turn["text"]]
    return _limited("\n".join(lines), longest)


def chosen(text: str, options: Sequence[dict[str, str]]) -> str:
    """The message of the option whose number a text is, or the text itself."""
    match = _NUMBER.fullmatch(text)
    number = int(match[1]) if match else 0
    return options[number - 1]["payload"] if 0 < number <= len(options) else text


def is_number(text: str) -> bool:
    """Whether a text is only a number, so that it may be an option's."""
    return bool(_NUMBER.fullmatch(text))


def _limited(text: str, longest: int) -> tuple[str, ...]:
    pieces = in_pieces(text, longest)
    if len(pieces) <= _MOST_PIECES:
        return tuple(pieces)
    cut = word("cut")
    room = longest - len(cut.encode("utf-8")) - 1
    last = in_pieces(pieces[_MOST_PIECES - 1], room)[0]
    return (*pieces[: _MOST_PIECES - 1], f"{last}\n{cut}")
