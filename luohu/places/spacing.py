"""Text from speech recognition may have a space between any two words: close it up."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HANZI = "[一-鿿]"
_GAP = re.compile(f"(?<={_HANZI}) (?={_HANZI})")
_CHARACTER = re.compile(_HANZI)
LONGEST_WORDS = 3


@dataclass(frozen=True)
class Spaced:
    """``text`` is ``source`` without meaningless spaces; ``places`` are its characters' indices."""

    text: str
    source: str
    places: tuple[int, ...] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of ``source`` that ``text[start:end]`` came from."""
        if self.places is None or start >= end:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def close_up(text: str) -> Spaced:
    """Take the spaces between Chinese characters out where they part words, not clauses."""
    gaps = {found.start() for found in _GAP.finditer(text)}
    if not gaps or len(_CHARACTER.findall(text)) > LONGEST_WORDS * len(gaps):
        return Spaced(text, text, None)
    kept = tuple(index for index in range(len(text)) if index not in gaps)
    return Spaced("".join(text[index] for index in kept), text, kept)
