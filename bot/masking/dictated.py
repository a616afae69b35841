"""Personal numbers that somebody dictates piece by piece, over several stretches of speech."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.masking.language import DIGIT, PAUSE, in_digits
from bot.masking.numbers import mask_written_numbers, number_in_pieces
from bot.words import word

_DIGITS = f"(?:{DIGIT}|[Xx])"
_MARKS = rf"(?:[\s,.;:~!?，。、；：！？…～()（）\-]|{PAUSE})*"
_RUN = rf"{_DIGITS}(?:{_MARKS}{_DIGITS})*"
_AT_THE_END = re.compile(rf"{_RUN}{_MARKS}$")
_AT_THE_START = re.compile(rf"{_MARKS}{_RUN}")
_ONLY_MARKS = re.compile(_MARKS)
_PIECE = re.compile(rf"{DIGIT}+[Xx]?|[Xx]")
# Digits further from an end than this belong to no number that goes on.
_LONGEST = 120
# In more messages than this nobody sends a number: these are answers.
_MOST_PIECES = 5


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
        end = _chain_end(kept, start)
        if end > start and _is_number(kept, start, end, shaped):
            _take_out(kept, start, end)
        start = max(end, start + 1)
    return kept


def _chain_end(texts: Sequence[str], start: int) -> int:
    """The last stretch that the digits at the end of the one at ``start`` go on to."""
    end = start
    if not _digits_at_the_end(texts[start]):
        return end
    place = start + 1
    while place < len(texts):
        if not _ONLY_MARKS.fullmatch(texts[place][:_LONGEST]):
            head = _AT_THE_START.match(texts[place][:_LONGEST])
            if not head:
                break
            end = place
            if not _ONLY_MARKS.fullmatch(texts[place][head.end() :][:_LONGEST]):
                break
        place += 1
    return end


def _is_number(texts: Sequence[str], start: int, end: int, shaped: bool) -> bool:
    tail, head = _digits_at_the_end(texts[start]), _AT_THE_START.match(texts[end][:_LONGEST])
    assert tail and head
    found = [tail.group(), *texts[start + 1 : end], head.group()]
    said = ["".join(_PIECE.findall(in_digits(text))).upper() for text in found]
    if shaped:
        number = number_in_pieces(said)
        return number is not None and number[1] - number[0] <= _MOST_PIECES
    pieces = [in_digits(one).upper() for text in found for one in _PIECE.findall(text)]
    digits = "".join(said)
    return number_in_pieces(pieces) is not None or mask_written_numbers(digits) != digits


def _digits_at_the_end(text: str) -> re.Match[str] | None:
    return _AT_THE_END.search(text, max(0, len(text) - _LONGEST))


def _take_out(texts: list[str], start: int, end: int) -> None:
    hidden = word("number")
    tail = _digits_at_the_end(texts[start])
    assert tail
    texts[start] = texts[start][: tail.start()] + hidden
    for place in range(start + 1, end):
        texts[place] = hidden
    texts[end] = _AT_THE_START.sub(hidden, texts[end][:_LONGEST], count=1) + texts[end][_LONGEST:]
