"""A long text in pieces that WeChat takes."""

from __future__ import annotations

# The longest text in a reply and in a message of the API, in bytes of UTF-8.
LONGEST = 2048

_OPENING = "“‘「『《（"
_CLOSING = "”’」』》）"
_ENDS = "。！？；!?;"
_PAUSES = "，、：,: "


def in_pieces(text: str, longest: int = LONGEST) -> list[str]:
    """Split a text where it hurts least.

    Between lines, else between sentences, and outside of quotes as long as a quote is not itself
    too long; never within a character. A piece that is not the last is at least a quarter full.

    Args:
        text: the text.
        longest: bytes of UTF-8 that a piece may have, at least 4.
    """
    pieces = []
    rest = text.strip()
    while len(rest.encode("utf-8", "replace")) > longest:
        end = _end(rest, longest)
        pieces.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [piece for piece in [*pieces, rest] if piece]


def _end(text: str, longest: int) -> int:
    """Where the first piece of a text that is too long ends."""
    best: dict[int, int] = {}
    size = depth = 0
    fits = 1
    for place, character in enumerate(text, start=1):
        size += len(character.encode("utf-8", "replace"))
        if size > longest:
            break
        fits = place
        depth = max(0, depth + (character in _OPENING) - (character in _CLOSING))
        if size * 4 >= longest:
            best[_cost(text, place, depth)] = place
    # Cheaper places first, and the last one of the cheapest kind.
    return best[min(best)] if best else fits


def _cost(text: str, place: int, depth: int) -> int:
    """How much it hurts to end a piece before ``text[place]``."""
    last, following = text[place - 1], text[place : place + 1]
    if following and following in _CLOSING + _ENDS + _PAUSES:
        return 9
    quoted = 3 if depth else 0
    if last == "\n" or following == "\n":
        return quoted
    if last in _ENDS or (last in _CLOSING and text[place - 2 : place - 1] in _ENDS):
        return 1 + quoted
    return 2 + quoted if last in _PAUSES else 8
