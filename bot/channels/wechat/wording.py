"""What this channel says by itself; the words stand in ``wording.yml``."""

from __future__ import annotations

from bot.words import words_beside


def word(name: str, **values: str) -> str:
    """The text under ``name`` with ``values`` in their places.

    Raises:
        KeyError: there is no such text, or a value for it is missing.
    """
    return str(words_beside(__file__)[name]).format(**values)


def has_word(name: str) -> bool:
    """Whether there is a text under ``name``."""
    return isinstance(words_beside(__file__).get(name), str)


def variants(name: str) -> tuple[str, ...]:
    """The ways in which people say what stands under ``name``."""
    return tuple(words_beside(__file__)[name])


def titles(name: str) -> dict[str, str]:
    """The titles under ``name``, each by what it stands for, in their order."""
    return dict(words_beside(__file__)[name])
