"""The words around a name: where its clause begins and ends, and whether they call for a place."""

from __future__ import annotations

import re

from luohu.places.words import Words
from luohu.policy import policy

_BREAK = re.compile(r"[,。!?;:()\[\]\"“”'‘’~\n…]|(?<=[一-鿿]) (?=[一-鿿])")


def clause_start(text: str, position: int) -> int:
    """Where the clause that holds ``position`` begins, as far back as policy says."""
    first = max(0, position - policy().places.clause)
    breaks = [found.end() for found in _BREAK.finditer(text, first, position)]
    return breaks[-1] if breaks else first


def clause_end(text: str, position: int) -> int:
    """Where the clause that holds ``position`` ends, as far on as policy says."""
    last = min(len(text), position + policy().places.clause)
    found = _BREAK.search(text, position, last)
    return found.start() if found else last


def after(text: str, position: int) -> str:
    """The few characters after ``position``, up to the end of the clause."""
    return text[position : min(clause_end(text, position), position + 8)]


def place_is_meant(text: str, begin: int, start: int, end: int, words: Words) -> bool:
    """Whether the words beside ``text[start:end]`` show that a place is meant.

    ``begin`` is where the words that belong to it begin: the clause or the end of another name.
    """
    left = text[begin:start]
    if any(pattern.search(left) for pattern in words.before.values()):
        return True
    if begin and words.joined.fullmatch(left):
        return True
    return bool(words.opening.match(left) and words.place_after.match(text, end))
