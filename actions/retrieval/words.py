"""Words: the domain dictionary for jieba, drawn from the corpus and its data, and tokens."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import jieba

from actions.corpus import Corpus
from luohu.text import normalise

_LISTED = re.compile(r"(?<=[、（])([\u4e00-\u9fff]{2,8})(?=[、）])")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FREQUENCY = 1000


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
    path.write_text("".join(f"{word} {_FREQUENCY} n\n" for word in words), encoding="utf-8")


class Segmenter:
    """Cuts text into search tokens, and adds the official words for lay ones."""

    def __init__(self, dictionary: Path, synonyms: Mapping[str, list[str]]) -> None:
        self._jieba = jieba.Tokenizer()
        self._jieba.load_userdict(str(dictionary))
        self._synonyms = {normalise(lay): official for lay, official in synonyms.items()}
        for lay in self._synonyms:
            self._jieba.add_word(lay)

    def tokens(self, text: str) -> list[str]:
        """Search tokens of a passage: words and the words inside long words."""
        return [t for t in self._jieba.cut_for_search(normalise(text)) if _is_word(t)]

    def cut(self, text: str) -> list[str]:
        """The text as words, none inside another."""
        return [t for t in self._jieba.cut(text) if _HAN.search(t)]

    def query_tokens(self, text: str) -> list[str]:
        """Search tokens of a question, with the official words for the lay words in it."""
        tokens = self.tokens(text)
        added = [official for lay in tokens for official in self._synonyms.get(lay, ())]
        return tokens + [token for word in added for token in self.tokens(word)]


def _is_word(token: str) -> bool:
    return bool(_HAN.search(token)) or token.isalnum()
