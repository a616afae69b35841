"""What this channel says by itself; the words stand in ``wording.yml``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml


def word(name: str, **values: str) -> str:
    """The text under ``name`` with ``values`` in their places.

    Raises:
        KeyError: there is no such text, or a value for it is missing.
    """
    return str(_words()[name]).format(**values)


def has_word(name: str) -> bool:
    """Whether there is a text under ``name``."""
    return isinstance(_words().get(name), str)


def variants(name: str) -> tuple[str, ...]:
    """The ways in which people say what stands under ``name``."""
    return tuple(_words()[name])


def titles(name: str) -> dict[str, str]:
    """The titles under ``name``, each by what it stands for, in their order."""
    return dict(_words()[name])


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    path = Path(__file__).with_suffix(".yml")
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))
