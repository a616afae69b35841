"""A turn as WeChat's text messages, and a number back as the option it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from bot.channels.wechat.pieces import LONGEST, in_pieces
from bot.channels.wechat.wording import word

# WeChat takes five messages for each one of a person.
_MOST_PIECES = 5

_NUMBER = re.compile(r"\s*(\d{1,3})\s*[.。．、)）]?\s*")


def spoken(turn: dict[str, Any], closing: str = "", longest: int = LONGEST) -> tuple[str, ...]:
    """A turn as texts to send one after the other: what it says, then its options, numbered.

    Args:
        turn: the turn.
        closing: a line below it, left out where the turn would be cut for its sake.
        longest: bytes that a text may have.
    """
    options = numbered(option["title"] for option in turn["options"])
    lines = [turn["text"], "", word("options"), *options] if options else [turn["text"]]
    return _limited("\n".join(lines), closing, longest)


def numbered(titles: Iterable[str]) -> list[str]:
    """Titles as lines, each with the number that stands for it."""
    return [
        word("option", number=str(number), title=title)
        for number, title in enumerate(titles, start=1)
    ]


def chosen(text: str, options: Sequence[dict[str, str]]) -> str:
    """The message of the option whose number a text is, or the text itself."""
    number = number_in(text) or 0
    return options[number - 1]["payload"] if 0 < number <= len(options) else text


def number_in(text: str) -> int | None:
    """The number that a text consists of, which may be an option's; None for other texts."""
    match = _NUMBER.fullmatch(text)
    return int(match[1]) if match else None


def _limited(text: str, closing: str, longest: int) -> tuple[str, ...]:
    closed = in_pieces(f"{text}\n\n{closing}", longest)
    if len(closed) <= _MOST_PIECES:
        return tuple(closed)
    pieces = in_pieces(text, longest)
    if len(pieces) <= _MOST_PIECES:
        return tuple(pieces)
    cut = f"{word('cut')}\n\n{closing}".strip()
    room = longest - len(cut.encode("utf-8")) - 1
    last = in_pieces(pieces[_MOST_PIECES - 1], room)[0]
    return (*pieces[: _MOST_PIECES - 1], f"{last}\n{cut}")
