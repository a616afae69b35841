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

from luohu.artefacts import PINYIN_FILE
from luohu.policy import policy
from luohu.settings import settings

ENGLISH_FILE = "english.yml"

_LETTER = "A-Za-zÀ-ÖØ-öø-ÿ"
# Letters joined to digits or underscores (ask_renting) are no words of a language.
_EDGE = (rf"(?<![{_LETTER}0-9_])", rf"(?![{_LETTER}0-9_])")
_SPELLED = re.compile(rf"{_EDGE[0]}[{_LETTER}][{_LETTER}' \-]*[{_LETTER}]{_EDGE[1]}")
# English keeps its numbers: a word before one (under 2 years) may belong behind it.
_PIECE = rf"(?:[{_LETTER}]+|[0-9]+(?:\.[0-9]+)?)"
_RUN = re.compile(rf"{_EDGE[0]}{_PIECE}(?:(?:'? +|['-]){_PIECE})*{_EDGE[1]}")
_NO_LETTER = re.compile("[^a-zß-ÿ]")
_BESIDE_CHINESE = re.compile(r"(?<=[一-鿿]) | (?=[一-鿿])|(?<=\d) (?=\d*[一-鿿])")
_REFERS_BACK = re.compile(r"\b(?:it|its|it's)\b")
_LONGEST_WORD = 30

Rules = tuple[tuple[re.Pattern[str], str], ...]
"""Expressions and what is said instead of what they find, in the order in which they apply."""


@dataclass(frozen=True)
class Words:
    """What Latin letters can stand for.

    Attributes:
        english: finds the phrases of the glossary, the longest first.
        glossary: English phrase -> Chinese, possibly nothing.
        company: where a text has such a word, what phrases stand for instead.
        before: rules for English, applied before phrases are looked up.
        after: rules for the Chinese of the phrases, a space between any two.
        pinyin: letters without spaces -> Chinese word and its cost, small for a frequent word.
    """

    english: re.Pattern[str]
    glossary: Mapping[str, str]
    company: tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]
    before: Rules
    after: Rules
    pinyin: Mapping[str, tuple[str, float]]


def in_chinese(text: str, words: Words | None = None) -> str:
    """The text with English and pinyin put into Chinese words; other Latin letters stay.

    Args:
        text: a normalised message.
        words: what letters stand for; what was built if None.

    Raises:
        OSError: nothing was built.
    """
    if not _SPELLED.search(text):
        return text
    known = words or _built()
    return _RUN.sub(lambda run: _translated(run[0], text[: run.start()].lower(), known), text)


def _translated(run: str, told: str, words: Words) -> str:
    """One run of words in Chinese, after what was ``told`` before it."""
    letters = _letters(run)
    if len(letters) >= policy().latin.shortest:
        chinese = _from_english(run.lower(), told, words)
        if len(_letters(chinese)) <= (1 - policy().latin.mostly) * len(letters):
            return chinese
    return _SPELLED.sub(lambda part: _spelled(part[0], told, words, part[0] == run), run)


def _spelled(part: str, told: str, words: Words, whole: bool) -> str:
    """Words without numbers: short ones by the glossary, others as English or pinyin."""
    if len(_letters(part)) < policy().latin.shortest:
        return words.glossary.get(part.lower(), part)
    if not whole:
        return _translated(part, told, words)
    return _from_pinyin(_letters(part), words.pinyin) or part


def _from_english(run: str, told: str, words: Words) -> str:
    glossary = dict(words.glossary)
    around = f"{told} {run}" if _REFERS_BACK.search(run) else run
    for near, phrases in reversed(words.company):
        if near.search(around):
            glossary.update(phrases)
    english = _reworded(run, words.before)
    # A phrase of some company alone stays as it is in any other.
    chinese = words.english.sub(lambda phrase: f" {glossary.get(phrase[0], phrase[0])} ", english)
    return _BESIDE_CHINESE.sub("", _reworded(chinese, words.after))


def _reworded(text: str, rules: Rules) -> str:
    for expression, instead in rules:
        text = " ".join(expression.sub(f" {instead} ", text).split())
    return text


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text.lower())


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
    entries, rules = yaml.safe_load_all((corpus_dir / ENGLISH_FILE).read_text(encoding="utf-8"))
    company = [(re.compile(one["near"]), one["phrases"]) for one in rules["company"]]
    phrases = sorted({*entries, *(key for _, more in company for key in more)}, key=len)
    english = rf"\b(?:{'|'.join(map(re.escape, reversed(phrases)))})\b"
    parts = {"name": rf"(?!{english})[{_LETTER}]{{2,}}"}
    for name, part in rules["parts"].items():
        parts[name] = _filled(part, parts)
    lines = (var_dir / PINYIN_FILE).read_text(encoding="utf-8").splitlines()
    spelled = (line.split("\t") for line in lines)
    return Words(
        re.compile(english),
        entries,
        tuple(company),
        _compiled(rules["before"], parts),
        _compiled(rules["after"], parts),
        {letters: (word, float(cost)) for letters, word, cost in spelled},
    )


def _compiled(rules: Iterable[tuple[str, str]], parts: Mapping[str, str]) -> Rules:
    return tuple((re.compile(_filled(one, parts)), instead) for one, instead in rules)


def _filled(expression: str, parts: Mapping[str, str]) -> str:
    """The expression with each ``{name}`` of a part replaced by the part."""
    return re.sub(r"\{([a-z]+)\}", lambda name: parts[name[1]], expression)


@lru_cache(maxsize=1)
def _built() -> Words:
    return read_words(settings().corpus_dir, settings().var_dir)
