"""What the hotline itself says; the words stand in ``words.yml``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml


def word(name: str) -> str:
    """The text under ``name``.

    Raises:
        KeyError: there is none.
    """
    return _words()[name]


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    path = Path(__file__).with_suffix(".yml")
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))
