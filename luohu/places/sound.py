"""Names by their sound: written with other characters, or in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from pypinyin import lazy_pinyin

from luohu.places.model import PREFECTURE, Name, Strength

HANZI_ROWS = range(0xB0, 0xF8)
HANZI_CELLS = range(0xA1, 0xFF)
SHORTEST_PINYIN = 5

_LETTERS = re.compile("[A-Za-z]+")
_LOWER = {upper: upper + ord("a") - ord("A") for upper in range(ord("A"), ord("Z") + 1)}
_SYLLABLE = range(1, 7)


@dataclass(frozen=True)
class Sounds:
    """Covered names by the syllables they are heard as, and names by their pinyin.

    Attributes:
        syllables: what each common character that some covered name uses is heard as.
        heard: syllables of a covered name -> the name.
        lengths: how many syllables covered names have.
        spelled: a name in pinyin, whose syllables may be set apart.
        spoken: every syllable there is, in letters.
        by_pinyin: pinyin in one piece -> the name.
        taken: what is written like this is another place's name, never a mistyping.
    """

    syllables: Mapping[str, str]
    heard: Mapping[tuple[str, ...], Name]
    lengths: tuple[int, ...]
    spelled: re.Pattern[str]
    spoken: frozenset[str]
    by_pinyin: Mapping[str, Name]
    taken: frozenset[str]

    def mistyped(self, text: str) -> Iterator[tuple[int, int, Name]]:
        """Spans of ``text`` that sound like a covered name but are written differently."""
        heard = [self.syllables.get(character, "") for character in text]
        for length in self.lengths:
            for start in range(len(text) - length + 1):
                if not heard[start]:
                    continue
                name = self.heard.get(tuple(heard[start : start + length]))
                written = text[start : start + length]
                if name and written != name.text and written not in self.taken:
                    yield start, start + length, name

    def in_pinyin(self, text: str) -> Iterator[tuple[int, int, Name]]:
        """Spans of ``text`` that are names in pinyin, such as qingdao or Qing Dao."""
        begun, closed = self._spoken_up_to(text), self._spoken_from(text)
        run, last = -1, None
        for start in begun:
            found = self.spelled.match(text, start)
            if found is None or found.end() not in closed:
                continue
            if last and begun[start] != run:
                if begun[start] < last.end():
                    continue
                yield self._named(last)
            # Of several names in one row of letters the last is meant.
            run, last = begun[start], found
        if last:
            yield self._named(last)

    def _named(self, found: re.Match[str]) -> tuple[int, int, Name]:
        return (*found.span(), self.by_pinyin[re.sub("[^a-z]", "", found[0].lower())])

    def _spoken_up_to(self, text: str) -> dict[int, int]:
        """Places in a row of letters before which all is syllables -> where the row begins."""
        lower = text.lower() if text.isascii() else text.translate(_LOWER)
        begun: dict[int, int] = {}
        for row in _LETTERS.finditer(text):
            begun[row.start()] = row.start()
            for at in range(row.start(), row.end()):
                if at not in begun:
                    continue
                for size in _SYLLABLE:
                    if at + size <= row.end() and lower[at : at + size] in self.spoken:
                        begun[at + size] = row.start()
        return dict(sorted(begun.items()))

    def _spoken_from(self, text: str) -> set[int]:
        """Places from which on all letters of the row are syllables, or where none follow."""
        lower = text.lower() if text.isascii() else text.translate(_LOWER)
        closed: set[int] = set()
        for row in _LETTERS.finditer(text):
            closed.add(row.end())
            for at in range(row.end() - 1, row.start() - 1, -1):
                if any(
                    at + size in closed and lower[at : at + size] in self.spoken
                    for size in _SYLLABLE
                    if at + size <= row.end()
                ):
                    closed.add(at)
        return closed


def build_sounds(
    covered: Mapping[str, Name], outside: list[Name], alike: Mapping[str, str]
) -> Sounds:
    """Index ``covered`` (spaced pinyin -> name) and the cities among ``outside`` names.

    Of the outside names only provinces and prefectures are known by their pinyin, and only
    where the sentence leaves no doubt: 县 and 现 must not read as 西安. ``alike`` are sounds that
    many do not tell apart: pattern -> what it is heard as.
    """
    heard = {
        tuple(_heard(syllable, alike) for syllable in pinyin.split()): name
        for pinyin, name in covered.items()
    }
    wanted = {syllable for syllables in heard for syllable in syllables}
    every = _syllables()
    cities = {
        " ".join(lazy_pinyin(name.text)): name
        for name in outside
        if name.short and name.place.level <= PREFECTURE and name.strength == Strength.FREE
    }
    known = {pinyin: name for pinyin, name in cities.items() if _is_clear(pinyin, every)}
    known.update({pinyin: name for pinyin, name in covered.items() if _is_clear(pinyin, every)})
    return Sounds(
        syllables={
            char: sound for char, raw in every.items() if (sound := _heard(raw, alike)) in wanted
        },
        heard=heard,
        lengths=tuple(sorted({len(syllables) for syllables in heard})),
        spelled=_spelled(known),
        spoken=frozenset(one for one in every.values() if one.isascii() and one.isalpha()),
        by_pinyin={pinyin.replace(" ", ""): name for pinyin, name in known.items()},
        taken=frozenset(name.text for name in outside),
    )


def _heard(syllable: str, alike: Mapping[str, str]) -> str:
    for pattern, sound in alike.items():
        syllable = re.sub(pattern, sound, syllable)
    return syllable


def _is_clear(pinyin: str, every: Mapping[str, str]) -> bool:
    joined = pinyin.replace(" ", "")
    return len(joined) >= SHORTEST_PINYIN and joined not in every.values()


def _spelled(known: Mapping[str, Name]) -> re.Pattern[str]:
    spellings = sorted(known, key=len, reverse=True)
    joined = "|".join(pinyin.replace(" ", "[ '-]?") for pinyin in spellings)
    return re.compile(joined, re.IGNORECASE)


def _syllables() -> dict[str, str]:
    raw = (bytes(pair) for pair in product(HANZI_ROWS, HANZI_CELLS))
    characters = [text for text in (pair.decode("gb2312", "ignore") for pair in raw) if text]
    return dict(zip(characters, lazy_pinyin(characters), strict=True))
