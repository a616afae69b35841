"""Which one thing a question asks of a pathway: how long, how much, how old, which papers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from actions.eligibility.facets import Facet
from actions.understanding.asked import (
    is_what_if,
    length_is_asked,
    without_verb_not_verb,
    words_are_asked,
)
from actions.understanding.breaths import breaths
from actions.understanding.speech import asks, pattern
from luohu.policy import policy


def facets_asked(text: str, facets: Mapping[str, Facet]) -> tuple[str, ...]:
    """The facets that a normalised text asks for, in the order of ``facets.yml``."""
    may_settle = _is_question(text) and bool(pattern("may_settle").search(text))
    heard = [
        facet
        for facet in facets.values()
        if any(_asks_for(facet, breath, may_settle) for breath in breaths(text))
    ]
    covered = {name for facet in heard for name in facet.over}
    return tuple(facet.id for facet in heard if facet.id not in covered)


def asks_outright(text: str, facet: Facet) -> bool:
    """Whether a normalised text asks for a facet in a question by itself, whatever it tells."""
    return any(_words(facet.asked).search(breath) for breath in breaths(text))


def is_word_of(word: str, facets: Iterable[Facet]) -> bool:
    """Whether a word is one by which facets are asked for."""
    return any(_words((*facet.asked, *facet.named)).search(word) for facet in facets)


def without_names(text: str, facets: Iterable[Facet]) -> str:
    """A normalised text without the names of facets, which may be words for a pathway, too."""
    for facet in facets:
        text = _words(facet.named).sub("", text)
    return text


def without_questions(text: str, facets: Iterable[Facet]) -> str:
    """A normalised text without the words by which it asks for facets."""
    for facet in facets:
        text = _words((*facet.asked, *facet.named)).sub("", text)
    return text


def _asks_for(facet: Facet, breath: str, may_settle: bool) -> bool:
    """Whether a breath asks for a facet; what it tells of one counts where that is doubted."""
    if _words(facet.asked).search(breath):
        return True
    told = _words(facet.told).search(breath)
    if told and (may_settle or _is_asked(breath, told.start(), told.end())):
        return True
    named, spans = _words(facet.named), _words(facet.spans)
    return any(_is_asked(breath, one.start(), one.end()) for one in named.finditer(breath)) or any(
        length_is_asked(breath, one.start(), one.end()) for one in spans.finditer(breath)
    )


def _is_asked(breath: str, start: int, end: int) -> bool:
    """Whether a breath asks whether the matter named in it counts."""
    if words_are_asked(breath, start, end) or is_what_if(breath, end):
        return True
    around = policy().lengths.around_a_cue
    near = breath[max(start - around, 0) : end + around]
    return _is_question(breath) and bool(pattern("counts").search(near))


def _is_question(text: str) -> bool:
    said = text.rstrip(",。;! ")
    chooses = without_verb_not_verb(said) != said
    return asks(said) or chooses or bool(pattern("question_end").search(said))


@lru_cache(maxsize=256)
def _words(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Any of several patterns; of none, one that never matches."""
    return re.compile("|".join(f"(?:{one})" for one in patterns) or r"(?!)")
