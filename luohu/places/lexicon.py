"""A set of words that is looked up at every position of a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True)
class Lexicon(Generic[Value]):
    """Words with values, indexed by first character: most positions cost one look-up."""

    values: Mapping[str, Value]
    lengths: Mapping[str, tuple[int, ...]]

    def at(self, text: str, start: int) -> Iterator[tuple[int, Value]]:
        """End and value of each word of the set that begins at ``start``, longest first."""
        for length in self.lengths.get(text[start], ()):
            value = self.values.get(text[start : start + length])
            if value is not None and start + length <= len(text):
                yield start + length, value


def build_lexicon(values: Mapping[str, Value]) -> Lexicon[Value]:
    """Index ``values``; empty words are left out."""
    lengths: dict[str, set[int]] = {}
    for word in values:
        if word:
            lengths.setdefault(word[0], set()).add(len(word))
    ordered = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
    return Lexicon(values, ordered)
