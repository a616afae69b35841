"""Function words of spoken Chinese: yes, no, don't know, asking, supposing, speaking of oneself."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml

Polarity = Literal["yes", "no", "dont_know"]

_SHORT_ANSWER = 12


@lru_cache(maxsize=1)
def _patterns() -> dict[str, str]:
    entries = yaml.safe_load(Path(__file__).with_name("speech.yml").read_text(encoding="utf-8"))
    return {name: "|".join(f"(?:{entry})" for entry in listed) for name, listed in entries.items()}


@lru_cache(maxsize=64)
def pattern(name: str, anchored: bool = False) -> re.Pattern[str]:
    """The words of one purpose as a compiled pattern, at the beginning of a text if anchored."""
    return re.compile(("^" if anchored else "") + f"(?:{_patterns()[name]})")


def polarity(text: str) -> Polarity | None:
    """What a short answer to a yes-or-no question says.

    Returns:
        None where the text is longer than such an answer or says neither.
    """
    if pattern("dont_know").search(text):
        return "dont_know"
    if len(text) > _SHORT_ANSWER or asks(text):
        return None
    if pattern("not_no", anchored=True).search(text):
        return "yes"
    if pattern("no", anchored=True).search(text):
        return "no"
    return "yes" if pattern("yes", anchored=True).search(text) else None


def asks(text: str) -> bool:
    """Whether the text is worded as a question."""
    return bool(pattern("question").search(text))


def supposes(text: str) -> bool:
    """Whether the text supposes something instead of stating it."""
    return bool(pattern("supposing").search(text))


def is_personal(text: str) -> bool:
    """Whether the text speaks of the person or the family."""
    return bool(pattern("first_person").search(text) or pattern("relatives").search(text))
