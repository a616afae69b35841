"""What this channel says by itself; the words stand in ``wording.yml``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml


def word(name: str, **values: str) -> str:
    """The text under ``name`` with ``values`` in their places.

    Raises:
        KeyError: there is no such text, or a value for it is missing.
    """
    return _words()[name].format(**values)


def has_word(name: str) -> bool:
    """Whether there is a text under ``name``."""
    return name in _words()


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    path = Path(__file__).with_suffix(".yml")
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))
