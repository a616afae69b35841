"""Titles of pathways, and words for them, where they stand in a message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from actions.eligibility.model import Pathway
from actions.retrieval.subjects import Subject
from actions.retrieval.topics import Topic
from actions.understanding.speech import pattern
from luohu.text import normalise

_SETTLING = "落户"


def titled_pathway(text: str, opened: Mapping[str, tuple[str, Pathway]]) -> str | None:
    """The pathway whose title stands in a normalised text, the longest of several."""
    titled = [name for name, (_, rules) in opened.items() if as_said(rules.title) in text]
    return max(titled, key=lambda name: len(opened[name][1].title), default=None)


def pathway_named(
    text: str, opened: Mapping[str, tuple[str, Pathway]], subjects: Mapping[str, Subject]
) -> str | None:
    """The one pathway that a normalised text names as the one it is about.

    By its title, by what somebody would settle by (凭做生意落户, 走人才那条), or by what they ask
    whether it is enough (租房能落户吗).
    """
    titled = titled_pathway(text, opened)
    if titled:
        return titled
    for kind in ("means", "enough"):
        for found in reversed(list(pattern(kind).finditer(text))):
            by = found["by"]
            called = {
                name
                for name, (_, rules) in opened.items()
                if as_said(rules.title).removesuffix(_SETTLING) in by
            }
            called |= set(pathways_called(by, opened, subjects))
            if len(called) == 1:
                return called.pop()
    return None


def pathways_called(
    text: str, opened: Mapping[str, tuple[str, Pathway]], subjects: Mapping[str, Subject]
) -> list[str]:
    """The pathways that a normalised text calls by their title or a word for them.

    A word inside a longer one for something else (租房 in 公租房) calls none.
    """
    titled = [name for name, (_, rules) in opened.items() if as_said(rules.title) in text]
    lay = (word for subject in subjects.values() for word in subject.lay)
    whole = {word for word in words_said(lay, text) if len(word) > 1}
    worded = [name for name in opened if whole & set(subjects[name].lay)]
    return list(dict.fromkeys([*titled, *worded]))


@cache
def as_said(title: str) -> str:
    """The title of a pathway as people say it, without a remark in brackets."""
    return normalise(title).partition("(")[0]


def words_said(words: Iterable[str], text: str) -> set[str]:
    """Those of some words that stand in a text; one inside a longer one of them is none."""
    said = {word for word in words if word in text}
    return {word for word in said if not any(word != other and word in other for other in said)}


def has_word_for(text: str, named: Iterable[Subject | Topic]) -> bool:
    """Whether a text has an everyday word for any of some subjects or topics."""
    return any(word in text for one in named for word in one.lay)


def without_titles(text: str, opened: Mapping[str, tuple[str, Pathway]]) -> str:
    """The text without the titles of pathways, which tell nothing of anyone."""
    name = titled_pathway(text, opened)
    return text.replace(normalise(opened[name][1].title), "") if name else text
