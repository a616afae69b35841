"""Words: text cut by jieba with the domain dictionary, and the official words for lay ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import jieba

from luohu.text import normalise

_HAN = re.compile(r"[\u4e00-\u9fff]")


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
