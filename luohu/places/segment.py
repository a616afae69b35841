"""Where words begin and end around a name: 每天津津有味 holds no 天津."""

from __future__ import annotations

import math
from dataclasses import dataclass

import jieba

from luohu.places.lexicon import Lexicon

WINDOW = 8


@dataclass(frozen=True)
class Segmenter:
    """Cuts text by jieba's dictionary and ``extra`` words with their frequencies.

    jieba's dictionary is shared by the whole process, so the extra words stay out of it.
    """

    extra: Lexicon[int]

    def cut(self, text: str) -> list[str]:
        """The most likely words of ``text``."""
        total = math.log(jieba.dt.total)
        graph = jieba.dt.get_DAG(text) if text else {}
        best: list[tuple[float, int]] = [(0.0, 0)] * (len(text) + 1)
        for start in range(len(text) - 1, -1, -1):
            ends = {end + 1 for end in graph[start]}
            ends.update(end for end, _ in self.extra.at(text, start))
            best[start] = max(
                (self._weight(text[start:end]) - total + best[end][0], end) for end in ends
            )
        words, start = [], 0
        while start < len(text):
            words.append(text[start : best[start][1]])
            start = best[start][1]
        return words

    def stands_alone(self, text: str, start: int, end: int) -> bool:
        """Whether no word of ``text`` crosses an edge of ``text[start:end]``.

        A word that holds all of it (天津卫) is no obstacle here; see ``holder``.
        """
        return all(
            stop <= start
            or end <= begin
            or (start <= begin and stop <= end)
            or (begin <= start and end <= stop)
            for begin, stop in self._spans(text, start, end)
        )

    def holder(self, text: str, start: int, end: int) -> tuple[int, int]:
        """The span of the word that holds ``text[start:end]`` and more, else that span itself."""
        for begin, stop in self._spans(text, start, end):
            if begin <= start and end <= stop:
                return begin, stop
        return start, end

    def _spans(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        position = max(0, start - WINDOW)
        spans = []
        for word in self.cut(text[position : end + WINDOW]):
            spans.append((position, position + len(word)))
            position += len(word)
        return spans

    def _weight(self, word: str) -> float:
        known: int = jieba.dt.FREQ.get(word) or 1
        return math.log(max(known, self.extra.values.get(word, 0)))
