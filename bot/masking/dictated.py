"""Personal numbers that somebody dictates piece by piece, over several stretches of speech."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.masking.language import DIGIT, PAUSE, WORDS, alternatives, in_digits
from bot.masking.numbers import mask_written_numbers, number_in_pieces
from bot.words import word

# What has no name of its own where it is masked: the end of a longer number, often.
_HIDDEN = "|".join(re.escape(word(name)) for name in ("number", "phone", "identity", "card"))
# What has a unit behind it is an amount or a time: 两年.
_UNIT = f"个|{alternatives(WORDS['units'])}"
_TOKEN = re.compile(
    rf"(?P<digits>{DIGIT}+(?!{DIGIT}|[Xx]|{_UNIT})|{DIGIT}*[Xx])|(?P<hidden>{_HIDDEN})"
    rf"|(?:[^\w\[\]]|_|{PAUSE})"
)
_ANY_DIGIT = re.compile(rf"{DIGIT}|^[Xx]")
# Digits further from an end than this belong to no number that goes on.
_LONGEST = 120
# In more messages than this nobody sends a number: these are answers.
_MOST_PIECES = 5
# What is remembered of the messages of somebody who types: so many ends, each so long.
_MOST_REMEMBERED = 8
_LONGEST_REMEMBERED = 120
# So many digits beside a masked number are a part of it.
_BESIDE = 7


@dataclass(frozen=True)
class _Piece:
    """Digits that stand together, or what was masked already.

    Attributes:
        stretch: which stretch they are in.
        digits: as 0-9; empty for what was masked.
    """

    stretch: int
    start: int
    end: int
    digits: str


@dataclass(frozen=True)
class _Row:
    """Pieces with nothing but marks and pauses between.

    Attributes:
        end: where what is no part of it follows.
    """

    pieces: tuple[_Piece, ...]
    end: int


def without_dictated_numbers(texts: Sequence[str], shaped: bool = False) -> list[str]:
    """The same stretches in order, without the pieces of a number that goes over several.

    Args:
        texts: what one person said, stretch by stretch; whole numbers in it are masked already.
        shaped: only pieces that make up a whole number of a known form together: where people
            answer questions by a number each, other ones come together by chance.
    """
    kept = list(texts)
    start = 0
    while start < len(kept) - 1:
        chain, end = _chain(kept, start)
        number = _shaped(chain) if shaped else _number(chain)
        if number:
            _take_out(kept, number)
        start = max(end, start + 1)
    return kept


def masked_and_pieces(before: tuple[str, ...], text: str) -> tuple[str, tuple[str, ...]]:
    """A message without the last piece of a number, and what to remember for the next message.

    Args:
        before: what was remembered of the messages before.
        text: the message, whole numbers in it masked already.
    """
    masked = without_dictated_numbers([*before, text], shaped=True)[-1]
    if before and _is_pause(text):
        # It ends no number.
        return masked, before
    if not _tells_digits(text):
        return masked, ()
    return masked, (*before, masked[-_LONGEST_REMEMBERED:])[-_MOST_REMEMBERED:]


def _tells_digits(text: str) -> bool:
    """Whether there are digits in a text, however they are said."""
    return _ANY_DIGIT.search(text) is not None


def _is_pause(text: str) -> bool:
    """Whether a text is nothing but marks and what people say between digits."""
    row = _row(text[:_LONGEST], 0, 0)
    return row.end == len(text) and not row.pieces


def _chain(texts: Sequence[str], start: int) -> tuple[list[_Piece], int]:
    """The pieces that go on from the end of a stretch, and the last stretch that they go on to."""
    chain, end = list(_at_the_end(texts[start], start)), start
    if not chain:
        return [], start
    for stretch in range(start + 1, len(texts)):
        row = _row(texts[stretch][:_LONGEST], 0, stretch)
        chain += row.pieces
        if row.pieces:
            end = stretch
        if row.end < len(texts[stretch]):
            break
    return (chain, end) if end > start else ([], start)


def _row(text: str, start: int, stretch: int) -> _Row:
    """The row that begins at ``start``; every character is looked at once."""
    pieces, place = [], start
    while token := _TOKEN.match(text, place):
        if token["digits"] or token["hidden"]:
            digits = in_digits(token["digits"] or "").upper()
            pieces.append(_Piece(stretch, place, token.end(), digits))
        place = token.end()
    return _Row(tuple(pieces), place)


def _at_the_end(text: str, stretch: int) -> tuple[_Piece, ...]:
    """The pieces of the row that a stretch ends with."""
    place = max(0, len(text) - _LONGEST)
    row = _row(text, place, stretch)
    while row.end < len(text):
        row = _row(text, row.end + 1, stretch)
    return row.pieces


def _shaped(chain: Sequence[_Piece]) -> Sequence[_Piece] | None:
    """The pieces of a number of a known form that whole stretches make up together."""
    rows = [tuple(row) for _stretch, row in groupby(chain, lambda piece: piece.stretch)]
    number = number_in_pieces(["".join(piece.digits for piece in row) for row in rows])
    if number is None or not 1 < number[1] - number[0] <= _MOST_PIECES:
        return None
    return [piece for row in rows[number[0] : number[1]] for piece in row]


def _number(chain: Sequence[_Piece]) -> Sequence[_Piece] | None:
    """All pieces, where they make up a number together or with one that is masked."""
    digits = [one.digits for one in chain]
    together = "".join(digits)
    beside = len(together) >= _BESIDE and "" in digits
    if beside or number_in_pieces(digits) or mask_written_numbers(together) != together:
        return chain
    return None


def _take_out(texts: list[str], number: Sequence[_Piece]) -> None:
    """Replace a number that goes over several stretches, with the marks between its pieces."""
    first, last = number[0], number[-1]
    for stretch in {one.stretch for one in number}:
        text = texts[stretch]
        before = text[: first.start] if stretch == first.stretch else ""
        after = text[last.end :] if stretch == last.stretch else ""
        texts[stretch] = before + word("number") + after
