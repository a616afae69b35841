"""The regions that documents cover, by code, without asking the action server."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from luohu.settings import settings


def region_ref(code: str | None) -> dict[str, str] | None:
    """A covered region as turns name it, None for no code or one that no document covers."""
    names = _names(settings().corpus_dir)
    return {"code": code, "name": names[code]} if code in names else None


@lru_cache(maxsize=4)
def _names(corpus_dir: Path) -> dict[str, str]:
    names = {}
    for file in sorted(corpus_dir.glob("*/region.yml")):
        region = yaml.safe_load(file.read_text(encoding="utf-8"))
        names[str(region["code"])] = str(region["name"])
    return names
