"""The turn that is said when no other could be made; its words stand in ``apology.yml``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml


def degraded_turn() -> dict[str, Any]:
    """A complete turn that says that the answer could not be made and what to do next."""
    text = _words()["degraded"]
    return {
        "kind": "no_answer",
        "text": text,
        "region": None,
        "topic": None,
        "citations": [],
        "notices": [{"kind": "degraded", "text": text}],
        "options": [],
    }


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    path = Path(__file__).with_name("apology.yml")
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))
