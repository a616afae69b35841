"""The regions that documents cover, by code, without asking the action server."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from luohu.places.gazetteer import WORDS_FILE
from luohu.places.tree import load_trees
from luohu.places.words import load_words
from luohu.settings import settings


def region_ref(code: str | None) -> dict[str, str] | None:
    """A covered region as turns name it, None for no code or one that no document covers."""
    names = _names(settings().corpus_dir)
    return {"code": code, "name": names[code]} if code in names else None


@lru_cache(maxsize=4)
def _names(corpus_dir: Path) -> dict[str, str]:
    trees = load_trees(corpus_dir, load_words(corpus_dir / WORDS_FILE))
    return {tree.region.code: tree.region.full_name for tree in trees}
