"""The one cutter of messages into breaths: what is said between two marks."""

from __future__ import annotations

import re

MARKS = ",。;!?"
_BREATH = re.compile(f"[^{MARKS}]+[{MARKS}]*")


def breaths(text: str) -> list[str]:
    """The breaths of a normalised text, each with the marks that end it."""
    return _BREATH.findall(text)


def bare_breaths(text: str) -> list[str]:
    """The breaths without the marks that end them."""
    return [bare for breath in breaths(text) if (bare := breath.rstrip(f"{MARKS} "))]
