"""Messages in Latin letters: English by a glossary, pinyin by the words of this field."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from pypinyin import lazy_pinyin

from luohu.settings import settings

ENGLISH_FILE = "english.yml"
PINYIN_FILE = Path("dictionary", "pinyin.tsv")

# Letters joined to digits or underscores (ask_renting) are no words of a language.
_RUN = re.compile(r"(?<![A-Za-z0-9_])[A-Za-z][A-Za-z' \-]*[A-Za-z](?![A-Za-z0-9_])")
_SHORTEST = 4
_LONGEST_WORD = 30
_MOSTLY = 0.5


@dataclass(frozen=True)
class Words:
    """What Latin letters can stand for.

    Attributes:
        english: finds the phrases of the glossary, the longest first.
        glossary: English phrase -> Chinese, possibly nothing.
        pinyin: letters without spaces -> Chinese word and its cost, small for a frequent word.
    """

    english: re.Pattern[str]
    glossary: Mapping[str, str]
    pinyin: Mapping[str, tuple[str, float]]


def in_chinese(text: str, words: Words | None = None) -> str:
    """The text with English and pinyin put into Chinese words; other Latin letters stay.

    Args:
        text: a normalised message.
        words: what letters stand for; what was built if None.

    Raises:
        OSError: nothing was built.
    """
    if not _RUN.search(text):
        return text
    known = words or _built()
    return _RUN.sub(lambda run: _translated(run[0], known), text)


def _translated(run: str, words: Words) -> str:
    letters = re.sub("[^a-z]", "", run.lower())
    if len(letters) < _SHORTEST:
        return words.glossary.get(run.lower(), run)
    glossed = words.english.findall(run.lower())
    understood = sum(len(re.sub("[^a-z]", "", phrase)) for phrase in glossed)
    if understood >= _MOSTLY * len(letters):
        return words.english.sub(lambda phrase: words.glossary[phrase[0]], run.lower())
    return _from_pinyin(letters, words.pinyin) or run


def _from_pinyin(letters: str, pinyin: Mapping[str, tuple[str, float]]) -> str | None:
    """The likeliest words that are spelled by all the letters; None if none are."""
    best: list[tuple[float, str] | None] = [(0.0, "")] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - _LONGEST_WORD), end):
            before, word = best[start], pinyin.get(letters[start:end])
            if before is None or word is None:
                continue
            cost = before[0] + word[1]
            known = best[end]
            if known is None or cost < known[0]:
                best[end] = (cost, before[1] + word[0])
    found = best[-1]
    return found[1] if found else None


def write_pinyin(path: Path, words: Iterable[str]) -> None:
    """Write how Chinese words are spelled and how often they occur; of homophones the commonest."""
    counts = Counter(words)
    spelled: dict[str, tuple[str, int]] = {}
    for word, count in counts.items():
        letters = "".join(lazy_pinyin(word))
        if letters.isascii() and letters.isalpha() and count > spelled.get(letters, ("", 0))[1]:
            spelled[letters] = (word, count)
    total = sum(counts.values())
    lines = (f"{k}\t{w}\t{math.log(total / n):.3f}\n" for k, (w, n) in sorted(spelled.items()))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(lines), encoding="utf-8")


def read_words(corpus_dir: Path, var_dir: Path) -> Words:
    """Read glossary and spellings.

    Raises:
        OSError: a file is missing.
    """
    entries = yaml.safe_load((corpus_dir / ENGLISH_FILE).read_text(encoding="utf-8"))
    phrases = sorted(entries, key=len, reverse=True)
    lines = (var_dir / PINYIN_FILE).read_text(encoding="utf-8").splitlines()
    spelled = (line.split("\t") for line in lines)
    return Words(
        re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b"),
        entries,
        {letters: (word, float(cost)) for letters, word, cost in spelled},
    )


@lru_cache(maxsize=1)
def _built() -> Words:
    return read_words(settings().corpus_dir, settings().var_dir)
