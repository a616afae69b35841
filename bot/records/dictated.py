"""Personal numbers that somebody dictates piece by piece, over several stretches of speech."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.masking import mask
from bot.words import word

_DIGITS = r"[0-9零〇一幺二三四五六七八九Xx]"
_MARKS = r"[\s,.;:，。、；：\-]*"
_RUN = rf"{_DIGITS}(?:{_MARKS}{_DIGITS})*"
_AT_THE_END = re.compile(rf"{_RUN}{_MARKS}$")
_AT_THE_START = re.compile(rf"{_MARKS}{_RUN}")


def without_dictated_numbers(texts: Sequence[str]) -> list[str]:
    """The same stretches in order, without the pieces of a number that goes over several.

    Args:
        texts: what one person said, stretch by stretch; whole numbers in it are masked already.
    """
    kept = list(texts)
    start = 0
    while start < len(kept) - 1:
        end = _chain_end(kept, start)
        if end > start and _is_number(kept, start, end):
            _take_out(kept, start, end)
        start = max(end, start + 1)
    return kept


def _chain_end(texts: Sequence[str], start: int) -> int:
    """The last stretch that the digits at the end of the one at ``start`` go on to."""
    end = start
    if not _AT_THE_END.search(texts[start]):
        return end
    while end + 1 < len(texts) and (head := _AT_THE_START.match(texts[end + 1])):
        end += 1
        if not _AT_THE_END.fullmatch(texts[end][head.start() :]):
            break
    return end


def _is_number(texts: Sequence[str], start: int, end: int) -> bool:
    tail, head = _AT_THE_END.search(texts[start]), _AT_THE_START.match(texts[end])
    assert tail and head
    middle = "".join(texts[start + 1 : end])
    digits = re.sub(_MARKS, "", tail.group() + middle + head.group())
    return mask(digits) != digits


def _take_out(texts: list[str], start: int, end: int) -> None:
    hidden = word("number")
    texts[start] = _AT_THE_END.sub(hidden, texts[start])
    for place in range(start + 1, end):
        texts[place] = hidden
    texts[end] = _AT_THE_START.sub(hidden, texts[end], count=1)
