"""Digits however they are written, as 0-9: of any script, in circles, spelled out one by one."""

from __future__ import annotations

import re
import unicodedata

from bot.masking.language import WORDS

_SPELLED: dict[str, str] = {
    word: value for value, words in WORDS["spelled"].items() for word in words
}
# Shorter rows of such words are amounts, or words of another language.
_FEWEST = 8
# The tones of pinyin, as NFC writes them.
_LETTER = "A-Za-zÀ-ÖØ-öø-ÿĀāĒēĚěĪīŌōŪūǍ-ǜ"
_WORD = re.compile(f"[{_LETTER}]+")
_ROW = re.compile(rf"[{_LETTER}]{{2,5}}(?:[ ,.;\-]{{1,3}}[{_LETTER}]{{2,5}}){{{_FEWEST - 1},}}")
# Letters that nobody sees.
UNSEEN = dict.fromkeys((0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0))
_HANGZHOU = {ord(one): str(value) for value, one in enumerate("〡〢〣〤〥〦〧〨〩", 1)}
_FOLDED = {**UNSEEN, **_HANGZHOU}


def in_plain_digits(text: str) -> str:
    """The text with digits of other scripts as 0-9, and rows of words for digits too.

    Chinese digits stay: they belong to amounts, dates and clauses.

    Args:
        text: a normalised text (``luohu.text.normalise``).
    """
    if text.isascii():
        return _ROW.sub(_row, text)
    folded = "".join(map(_plain, text.translate(_FOLDED)))
    return _ROW.sub(_row, folded)


def _plain(character: str) -> str:
    if character.isascii() or not character.isdigit():
        return character
    return str(unicodedata.digit(character))


def _row(match: re.Match[str]) -> str:
    """Words in a row, those that are digits and many enough together as digits."""
    row, found = match.group(), list(_WORD.finditer(match.group()))
    told, done, first = "", 0, 0
    while first < len(found):
        last = first
        while last < len(found) and _value(found[last].group()):
            last += 1
        if last - first >= _FEWEST:
            digits = "".join(_value(one.group()) for one in found[first:last])
            told += row[done : found[first].start()] + digits
            done = found[last - 1].end()
        first = last + 1
    return told + row[done:]


def _value(word: str) -> str:
    """The digit that a word stands for; empty for none."""
    letters = unicodedata.normalize("NFD", word.lower())
    return _SPELLED.get("".join(one for one in letters if one.isascii()), "")
