"""What questions are about in the project's own words: nothing that somebody wrote is repeated."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from luohu import fast_yaml
from luohu.settings import settings

_MATTERS = ("subjects.yml", "topics.yml")
_SAID = ("lay", "terms")
# Facets have no title, and terms of the documents are their own.
_WORDS = {"facets.yml": "named", "terms.yml": "called"}
# What else stands there is a pattern, or one character that means too much.
_WORD = re.compile(r"[\u4e00-\u9fff]{2,}")


def matters_of(questions: Sequence[str]) -> list[str]:
    """What the project calls that which questions speak of, what most of them speak of first.

    Args:
        questions: the questions; where several speak as often of two matters, that comes first of
            which the longer word was said.
    """
    of_word, pattern = _vocabulary(settings().corpus_dir)
    spoken_of: Counter[str] = Counter()
    longest: defaultdict[str, int] = defaultdict(int)
    for question in questions:
        words = set(pattern.findall(question))
        spoken_of.update({name for word in words for name in of_word[word]})
        for word in words:
            for name in of_word[word]:
                longest[name] = max(longest[name], len(word))
    return sorted(spoken_of, key=lambda name: (-spoken_of[name], -longest[name], name))


@lru_cache(maxsize=2)
def _vocabulary(corpus_dir: Path) -> tuple[dict[str, set[str]], re.Pattern[str]]:
    """Names by the words that stand for them, and what finds the longest of these words."""
    of_word: defaultdict[str, set[str]] = defaultdict(set)
    for word, name in _pairs(corpus_dir):
        if _WORD.fullmatch(word):
            of_word[word].add(name)
    return dict(of_word), re.compile("|".join(sorted(of_word, key=len, reverse=True)))


def _pairs(corpus_dir: Path) -> Iterator[tuple[str, str]]:
    for file in _MATTERS:
        for entry in _entries(corpus_dir / file):
            words = (word for key in _SAID for word in entry.get(key) or ())
            yield from ((word, entry["title"]) for word in (entry["title"], *words))
    for file, key in _WORDS.items():
        for entry in _entries(corpus_dir / file):
            yield from ((word, word) for word in entry.get(key) or ())


def _entries(file: Path) -> Iterator[Mapping[str, Any]]:
    yield from fast_yaml.load(file.read_text(encoding="utf-8")).values()
