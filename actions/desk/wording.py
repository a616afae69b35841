"""The desk's own sentences."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from actions.turns.wording import Wording


@lru_cache(maxsize=1)
def desk_words() -> Wording:
    """The sentences of ``words.yml``."""
    text = Path(__file__).with_name("words.yml").read_text(encoding="utf-8")
    return Wording(yaml.safe_load(text))
