"""The signs of a text in which every person is one: the speaker, relatives, somebody unknown."""

from __future__ import annotations

# Characters of Unicode's private use, which nobody types; relatives are those between the two.
FIRST, LAST = "\ue000", "\uf8ff"
SPEAKER, UNKNOWN = FIRST, LAST
# Of a character class in a pattern.
ANY = f"{FIRST}-{LAST}"
# How many relatives there are signs for.
MOST = ord(LAST) - ord(FIRST) - 1


def sign_of(number: int) -> str:
    """The sign of the relative that comes at this place, from 0."""
    return chr(ord(FIRST) + 1 + number)


def signs_in(said: str) -> list[str]:
    """The signs in a part of such a text, in their order."""
    return [sign for sign in said if FIRST <= sign <= LAST]
