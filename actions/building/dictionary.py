"""The domain dictionary for jieba, drawn from the corpus and its data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from actions.corpus import Corpus
from luohu.policy import policy
from luohu.text import normalise

_LISTED = re.compile(r"(?<=[、（])([\u4e00-\u9fff]{2,8})(?=[、）])")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def dictionary_words(corpus: Corpus, terms: Iterable[str]) -> list[str]:
    """The domain's words: given terms, and what documents list more than once.

    Args:
        terms: official and lay words that the corpus data names.
    """
    listed = Counter(
        word
        for document in corpus.documents.values()
        for clause in document.clauses
        for word in _LISTED.findall(clause.text)
    )
    repeated = {word for word, count in listed.items() if count > 1}
    named = {normalise(term) for term in terms}
    return sorted(word for word in repeated | named if 2 <= len(word) <= 12 and _HAN.search(word))


def write_dictionary(path: Path, words: Iterable[str]) -> None:
    """Write a jieba user dictionary, one word and its frequency a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "".join(f"{word} {policy().learning.frequency} n\n" for word in words), encoding="utf-8"
    )
