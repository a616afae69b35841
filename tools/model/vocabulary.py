"""Which pieces of a vocabulary of a hundred languages a Chinese service needs.

Three quarters of the model's size and of the tokenizer's memory are pieces of scripts and
languages that nobody here writes in. A text in one of them still gets a vector, from the letters
and symbols that stay.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence

WORD_START = "\u2581"
"""The mark that SentencePiece puts where a word begins."""

_HAN = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))


def kept_ids(
    pieces: Sequence[str], special: Collection[int], english: Collection[str]
) -> tuple[int, ...]:
    """Ids of the pieces to keep, ascending.

    Kept are the special tokens, every piece of Chinese characters, symbols and digits, every
    single ASCII character, and of the longer ASCII pieces those that ``english`` holds: ASCII
    alone says little, as half of Europe's words are spelt in it.
    """
    return tuple(
        number
        for number, piece in enumerate(pieces)
        if number in special or _is_wanted(piece.replace(WORD_START, ""), piece, english)
    )


def _is_wanted(text: str, piece: str, english: Collection[str]) -> bool:
    if text.isascii() and any(character.isalpha() for character in text):
        return len(text) == 1 or piece in english
    return not any(_is_foreign(character) for character in text)


def _is_foreign(character: str) -> bool:
    """Whether this is a letter, or a mark upon one, of a script other than Han and ASCII."""
    if character.isascii() or unicodedata.category(character)[0] not in "LM":
        return False
    return not any(first <= ord(character) <= last for first, last in _HAN)
