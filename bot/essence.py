"""One gazetteer for the components of a process, and the point of a message by it."""

from __future__ import annotations

from functools import lru_cache

from luohu.essence import essence
from luohu.places import Gazetteer, load_gazetteer, resolve
from luohu.settings import settings

_REMEMBERED = 8192


@lru_cache(maxsize=_REMEMBERED)
def essence_of(text: str) -> str:
    """The point of a message, as all components of the pipeline see it."""
    return essence(text, _gazetteer())


@lru_cache(maxsize=_REMEMBERED)
def named_places(text: str) -> tuple[str, ...]:
    """Codes of the covered places that a message names."""
    mentions = resolve(text, _gazetteer()).mentions
    return tuple({region.code: None for one in mentions for region in one.regions})


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return load_gazetteer(settings().corpus_dir)
