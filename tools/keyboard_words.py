"""``python -m tools.keyboard_words``: the words that the kiosk's keyboard offers for pinyin.

Words of the documents, of what the bot asks and offers, and common words of jieba's dictionary, the
likeliest first; to be run with the action server's interpreter when documents have changed.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import jieba
from pypinyin import lazy_pinyin

from luohu.settings import ROOT

TARGET = Path("clients/kiosk/src/keyboard/words.txt")
_SOURCES = ("policy_corpus", "actions/turns/wording.yml")
_WORD = re.compile(r"[\u4e00-\u9fff]{2,5}")
_COMMON = 9_000
# A word that the field itself uses counts as if it were so common.
_OF_THE_FIELD = 3_000
_SEEN_TWICE = 2


def keyboard_words(root: Path) -> str:
    """A line each: the syllables apart, then the words that sound so, the likeliest first.

    Args:
        root: the checkout whose documents and wording are read.
    """
    weights = Counter(dict(_common()))
    for word, count in _of_the_field(root).items():
        if count >= _SEEN_TWICE:
            weights[word] += _OF_THE_FIELD * count
    lines: dict[str, list[str]] = {}
    for word, _weight in sorted(weights.items(), key=lambda one: (-one[1], one[0])):
        sound = " ".join(lazy_pinyin(word))
        if sound.replace(" ", "").isascii():
            lines.setdefault(sound, []).append(word)
    return "".join(f"{sound}\t{' '.join(words)}\n" for sound, words in lines.items())


def _common() -> Iterator[tuple[str, int]]:
    """The commonest words of jieba's dictionary, without people's names, with their frequency."""
    with jieba.get_dict_file() as file:
        entries = [line.decode("utf-8").split() for line in file]
    words = [
        (word, int(frequency))
        for word, frequency, kind in entries
        if _WORD.fullmatch(word) and not kind.startswith("nr")
    ]
    yield from sorted(words, key=lambda one: -one[1])[:_COMMON]


def _of_the_field(root: Path) -> Counter[str]:
    found: Counter[str] = Counter()
    for text in _texts(root):
        found.update(word for word in jieba.cut(text) if _WORD.fullmatch(word))
    return found


def _texts(root: Path) -> Iterable[str]:
    for source in _SOURCES:
        path = root / source
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.suffix in (".yml", ".md", ".txt"):
                yield file.read_text(encoding="utf-8")


def main(root: Path = ROOT) -> int:
    """Write the words."""
    (root / TARGET).write_text(keyboard_words(root), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
