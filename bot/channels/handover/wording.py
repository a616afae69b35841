"""What residents are told of waiting for a person; the words stand in ``wording.yml``."""

from __future__ import annotations

from typing import Any

from bot.words import words_beside


def word(name: str) -> str:
    """The text under ``name``.

    Raises:
        KeyError: there is none.
    """
    return str(words_beside(__file__)[name])


def page_words(name: str) -> dict[str, str]:
    """Title and text of a state.

    Raises:
        KeyError: there is none.
    """
    return dict(words_beside(__file__)[name])


def instead() -> list[dict[str, Any]]:
    """What to do where nobody comes: who, and how."""
    return list(words_beside(__file__)["instead"])


def length(seconds: int) -> str:
    """A length of time as people read it: in minutes from the first full one on."""
    if seconds < 60:
        return word("seconds").format(seconds=seconds)
    return word("minutes").format(minutes=seconds // 60)
