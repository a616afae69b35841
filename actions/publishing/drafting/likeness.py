"""How alike two stretches of text are, by the pairs of characters that they share."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache


def likeness(one: str, other: str) -> float:
    """The share of pairs of characters that two texts have in common, 0 to 1."""
    left, right = _pairs(one), _pairs(other)
    shared = sum((left & right).values())
    return 2 * shared / max(sum(left.values()) + sum(right.values()), 1)


def share_held(one: str, other: str) -> float:
    """The share of the pairs of one text that the other one has, 0 to 1."""
    left, right = _pairs(one), _pairs(other)
    return sum((left & right).values()) / max(sum(left.values()), 1)


@lru_cache(maxsize=65536)
def _pairs(text: str) -> Counter[str]:
    return Counter(text[place : place + 2] for place in range(len(text) - 1))
