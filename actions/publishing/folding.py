"""Text in the one form in which structure is recognised, each character with its place."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

_KEPT = {*map(chr, range(0x2460, 0x2474)), *map(chr, range(0x3251, 0x3260))}

# What readers put for a character that they cannot read.
_UNREAD = "□\ufffd"


@dataclass(frozen=True)
class Folded:
    """Text without white space and invisible characters, compatibility forms folded.

    （ is ``(``, ： is ``:``, １ is ``1`` and ㈠ is ``(一)``; ① stays, since it numbers otherwise
    than 1.

    Attributes:
        text: the folded characters.
        offsets: for each of them the offset in the source that it comes from.
        spaced: positions in ``text`` before which white space stood.
    """

    text: str
    offsets: tuple[int, ...]
    spaced: frozenset[int]

    def offset(self, position: int, end: int) -> int:
        """The source offset of a position, ``end`` for the one behind the last."""
        return self.offsets[position] if position < len(self.offsets) else end


@cache
def is_visible(character: str) -> bool:
    """Whether a character is neither white space nor a control, mark or private sign."""
    return not character.isspace() and unicodedata.category(character)[0] != "C"


def fold(text: str, start: int = 0, end: int | None = None) -> Folded:
    """Fold ``text[start:end]``; offsets are those of ``text``."""
    characters: list[str] = []
    offsets: list[int] = []
    spaced: set[int] = set()
    for offset in range(start, len(text) if end is None else end):
        character = text[offset]
        if character.isspace():
            spaced.add(len(characters))
            continue
        pieces = _pieces(character)
        characters += pieces
        offsets += [offset] * len(pieces)
    return Folded("".join(characters), tuple(offsets), frozenset(spaced))


def folded(text: str) -> str:
    """The folded characters alone."""
    return fold(text).text


def clean(text: str) -> str:
    """Text for reading: invisible characters gone, white space only between Latin words."""
    kept = ""
    gap = False
    for character in text:
        if character.isspace():
            gap = True
        elif is_visible(character):
            if gap and kept and _is_latin(kept[-1]) and _is_latin(character):
                kept += " "
            kept += character
            gap = False
    return kept


def without_unread(text: str) -> str:
    """Text without what readers put for a character that they cannot read."""
    return text.translate(dict.fromkeys(map(ord, _UNREAD)))


def visible_count(text: str) -> int:
    """How many characters of ``text`` are visible."""
    return sum(map(is_visible, text))


@cache
def _pieces(character: str) -> tuple[str, ...]:
    """What a character that is no white space is folded into, nothing for an invisible one."""
    if character in _UNREAD or not is_visible(character):
        return ()
    if character in _KEPT:
        return (character,)
    return tuple(piece for piece in unicodedata.normalize("NFKC", character) if not piece.isspace())


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
