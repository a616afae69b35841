"""Pairs that a clause gives by itself: its title, a sentence of it, and that in lay words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from actions.corpus import Clause
from actions.retrieval.passages import sentences_of
from luohu.text import normalise
from tools.training.pair import Pair, pair_of, scattered

_LABEL = re.compile(r"^[\s（(]*[一二三四五六七八九十\d]+[）)、.．\s]*|[（(](相关|20).*$")
_CONTEXT = 20
"""Characters that must be left of a clause without title and sentence for it to be known again."""

_LONGEST_QUESTION = 40
"""Characters: questions are short, and a step takes as long as its longest one."""


def pairs_of_clause(clause: Clause, official: Mapping[str, list[str]]) -> Iterator[Pair]:
    """The pairs of one clause, all with what is left of it without these questions.

    Args:
        official: official word -> the lay words for it.
    """
    title = _LABEL.sub("", clause.headings[-1]).strip() if clause.headings else ""
    body = clause.text.removeprefix(title).lstrip("。：:，,；")
    sentences = scattered(sentences_of(body), clause.id)
    sentence = sentences[0] if sentences else ""
    rest = body.replace(sentence, "")
    if len(rest) < _CONTEXT:
        rest = body
    if len(rest) < _CONTEXT:
        return
    left = normalise("，".join([*clause.headings[:-1], rest]))
    for question in (title, sentence, in_lay_words(sentence, official)):
        if question and question != body:
            yield pair_of(clause, _short(question), left)


def in_lay_words(text: str, official: Mapping[str, list[str]]) -> str:
    """``text`` with each official word, the longest first, replaced by a lay one."""
    if not official:
        return text
    longest_first = sorted(official, key=lambda word: (-len(word), word))
    pattern = re.compile("|".join(re.escape(word) for word in longest_first))
    return pattern.sub(lambda found: scattered(official[found[0]], text)[0], text)


def lay_words(synonyms: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """``words.yml`` turned round: official word -> the lay words for it."""
    turned: dict[str, list[str]] = {}
    for lay, words in synonyms.items():
        for word in words:
            turned.setdefault(word, []).append(lay)
    return turned


def _short(sentence: str) -> str:
    return normalise(sentence)[:_LONGEST_QUESTION].rstrip("，。；、,;")
