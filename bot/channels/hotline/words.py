"""What the hotline itself says; the words stand in ``words.yml``."""

from __future__ import annotations

from bot.words import words_beside


def word(name: str) -> str:
    """The text under ``name``.

    Raises:
        KeyError: there is none.
    """
    return str(words_beside(__file__)[name])
