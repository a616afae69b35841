"""The title of a pathway, where it stands in a message."""

from __future__ import annotations

from collections.abc import Mapping

from actions.eligibility.model import Pathway
from luohu.text import normalise


def titled_pathway(text: str, opened: Mapping[str, tuple[str, Pathway]]) -> str | None:
    """The pathway whose title stands in a normalised text, the longest of several."""
    titled = [name for name, (_, rules) in opened.items() if normalise(rules.title) in text]
    return max(titled, key=lambda name: len(opened[name][1].title), default=None)


def without_titles(text: str, opened: Mapping[str, tuple[str, Pathway]]) -> str:
    """The text without the titles of pathways, which tell nothing of anyone."""
    name = titled_pathway(text, opened)
    return text.replace(normalise(opened[name][1].title), "") if name else text
