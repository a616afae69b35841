"""Inputs made by chance from a seed: commands, odd characters, long stretches, personal numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any

import yaml
from stdnum import luhn
from stdnum.cn import ric

from evaluation.false_answers import load
from luohu.latin import ENGLISH_FILE
from luohu.settings import ROOT, settings

LONGEST = 2000
_FILE = ROOT / "evaluation" / "fuzz" / "words.yml"
# One input in so many is as long as a message may be; the others are as long as people's are.
_LONG_ONES = 1000
_USUAL = 30
# So many digits of a number in their order tell whose it is.
_TELLING = 8


@dataclass(frozen=True)
class Input:
    """What is sent.

    Attributes:
        kind: how it was made.
        text: the input.
        number: the digits of the made-up personal number in it; empty for none.
        in_words: whether its digits are words of Latin letters, which nobody sends in pieces.
    """

    kind: str
    text: str
    number: str = ""
    in_words: bool = False

    def survives_in(self, text: str) -> bool:
        """Whether what is left of a text still tells the number."""
        return bool(self.number) and tells(self.number, text)


def tells(number: str, text: str) -> bool:
    """Whether a text holds eight digits of a number in their order, however they are spelled."""
    told = digits_in(text)
    pieces = range(len(number) - _TELLING + 1)
    return any(number[at : at + _TELLING] in told for at in pieces)


def digits_in(text: str) -> str:
    """The digits of a text as ASCII, without all that stands between them."""
    spelled, values = _digit_words()
    plain = spelled.sub(lambda found: values[found[0].lower()], text)
    return "".join(found for one in plain if (found := _digit(one)))


def in_pieces(rng: Random, text: str) -> list[str]:
    """A text cut in two to four, between words or beside a digit."""
    places = [0, len(text)]
    places += [at for at in range(1, len(text)) if _digit(text[at]) or _digit(text[at - 1])]
    ends = sorted(rng.choice(places) for _ in range(rng.randint(1, 3)))
    return [text[at:end] for at, end in zip((0, *ends), (*ends, len(text)), strict=True)]


def made(rng: Random, long_ones: int = _LONG_ONES) -> Input:
    """One input; of so many, one is as long as a message may be."""
    kind = rng.choice(tuple(_KINDS))
    length = LONGEST if rng.randrange(long_ones) == 0 else rng.randint(1, _USUAL)
    return _KINDS[kind](rng, length)


def value(rng: Random, depth: int = 2) -> Any:  # noqa: ANN401 - any JSON
    """A JSON value of any type, texts among them."""
    kinds = 8 if depth else 6
    match rng.randrange(kinds):
        case 0 | 1:
            return made(rng).text
        case 2:
            return rng.choice([0, -1, 2**63, 10**400, 1.5, -0.0, 1e308])
        case 3:
            return rng.choice([None, True, False])
        case 4:
            return rng.choice(["", " ", "371000", "rest", "answer", "up", "caller"])
        case 5:
            return rng.randint(-5, 100)
        case 6:
            return [value(rng, depth - 1) for _ in range(rng.randrange(4))]
    return {made(rng).text[:20]: value(rng, depth - 1) for _ in range(rng.randrange(4))}


def _command(rng: Random, length: int) -> Input:
    words = _words()
    before = "".join(rng.choice(words["before"]) for _ in range(rng.randrange(3)))
    slashes = "".join(rng.choice(words["slashes"]) for _ in range(rng.randint(1, 4)))
    after = rng.choice(words["commands"]) + _of_words(rng, length).text
    return Input("command", f"{before}{slashes}{after}"[:LONGEST])


def _odd(rng: Random, length: int) -> Input:
    """Characters of any kind, lone surrogates and controls too."""
    parts = (_ANY[rng.randrange(len(_ANY))] for _ in range(length))
    return Input("odd", "".join(chr(rng.randrange(low, high)) for low, high in parts))


def _repeated(rng: Random, length: int) -> Input:
    """A few signs or words over and over: what is read in many ways takes longest."""
    if rng.randrange(2):
        return _stacked(rng, length)
    units = [_of_words(rng, 1).text[: rng.randint(1, 3)] or "一" for _ in range(rng.randint(1, 3))]
    joiner = rng.choice(["", "", "到", ",", " ", "的", "不"])
    text = joiner.join("".join(units) for _ in range(length // max(1, len("".join(units))) + 1))
    return Input("repeated", (text + rng.choice(["", "年", "吗", "?"]))[:LONGEST])


def _stacked(rng: Random, length: int) -> Input:
    """Words that can be read in several ways, over and over, and an end that fits none of them."""
    words = _words()
    units = [rng.choice(words["stacked"]) for _ in range(rng.randint(1, 4))]
    row = ""
    while len(row) < max(length, 2 * _USUAL):
        row += rng.choice(units) if rng.randrange(4) == 0 else "".join(units)
    end = rng.choice(words["closed"])
    return Input("repeated", row[: LONGEST - len(end)] + end)


def _of_words(rng: Random, length: int) -> Input:
    words = _words()["said"]
    told: list[str] = []
    while sum(map(len, told)) < length:
        told.append(rng.choice(words))
    return Input("words", "".join(told)[:LONGEST])


def _english(rng: Random, length: int) -> Input:
    """Phrases that intake translates, in any order."""
    told: list[str] = []
    while sum(map(len, told)) < length:
        told.append(rng.choice(_phrases()))
    return Input("english", " ".join(told)[:LONGEST])


def _told(rng: Random, length: int) -> Input:
    """Pieces of what people say, put together anew."""
    told: list[str] = []
    while sum(map(len, told)) < length:
        message = rng.choice(_messages())
        at = rng.randrange(len(message))
        told.append(message[at : at + rng.randint(1, 20)] + rng.choice(["", "", ",", "。", " "]))
    return Input("told", "".join(told)[:LONGEST])


def _mixed(rng: Random, length: int) -> Input:
    """Two other inputs in one."""
    kinds = (_command, _odd, _repeated, _spread, _english, _told)
    first, second = (rng.choice(kinds)(rng, length // 2 + 1).text for _ in range(2))
    return Input("mixed", (first[: LONGEST // 2] + second)[:LONGEST])


def _spread(rng: Random, length: int) -> Input:
    """Words with controls, spaces and marks between their characters."""
    between = _words()["between"]
    text = "".join(
        one + (rng.choice(between) if rng.randrange(3) == 0 else "")
        for one in _of_words(rng, length).text
    )
    return Input("spread", text[:LONGEST])


def _number(rng: Random, length: int) -> Input:
    """A made-up personal number in some spelling, in the middle of words."""
    digits = rng.choice([_phone, _identity, _card])(rng)
    spelling = rng.choice(_words()["digits"])
    between = rng.choice(_words()["gaps"])
    step = rng.choice([1, 3, 4, 4, 6])
    spelled = [spelling[int(one)] if one.isdigit() else one for one in digits]
    in_words = len(spelling[0]) > 1
    if in_words:
        step, between = 1, rng.choice([" ", " ", "-", ", "])
    pieces = ("".join(spelled[at : at + step]) for at in range(0, len(spelled), step))
    told = _of_words(rng, min(length, 12)).text
    # Digits of the words around would make another number of it.
    around = "".join(one for one in told if not _digit(one))
    return Input("number", f"{around},号码{between.join(pieces)}。{around}", digits, in_words)


def _phone(rng: Random) -> str:
    return f"1{rng.choice('3456789')}" + "".join(rng.choice("0123456789") for _ in range(9))


def _identity(rng: Random) -> str:
    # Of a region that there is not, so that it is nobody's.
    day = f"{rng.randint(1940, 2015)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    body = f"999999{day}{rng.randint(0, 999):03}"
    return body + str(ric.calc_check_digit(body))


def _card(rng: Random) -> str:
    body = "62" + "".join(rng.choice("0123456789") for _ in range(16))
    return body + str(luhn.calc_check_digit(body))


def _digit(character: str) -> str:
    if character in _HAN_DIGITS:
        return str(_HAN_DIGITS.index(character) % 10)
    try:
        read = unicodedata.digit(character)
    except ValueError:
        return ""
    return str(read)


@lru_cache(maxsize=1)
def _words() -> Mapping[str, list[Any]]:
    return dict(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def _digit_words() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Finds the words for digits, and says what they are worth."""
    rows = [spelling for spelling in _words()["digits"] if len(spelling[0]) > 1]
    values = {word.lower(): str(at) for row in rows for at, word in enumerate(row)}
    return re.compile(rf"(?i)\b(?:{'|'.join(values)})\b"), values


@lru_cache(maxsize=1)
def _phrases() -> tuple[str, ...]:
    """The English that there is Chinese for, those of some company too."""
    file = settings().corpus_dir / ENGLISH_FILE
    entries, rules = yaml.safe_load_all(file.read_text(encoding="utf-8"))
    near = (phrase for one in rules["company"] for phrase in one["phrases"])
    return (*entries, *near, "12", "2.5", "1")


@lru_cache(maxsize=1)
def _messages() -> tuple[str, ...]:
    return tuple(one["text"] for held in load("open").values() for one in held if one["text"])


_HAN_DIGITS = (
    "零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖洞幺两弎亖㐅六拐八勾〇弌弍参四五六七八九"
    "〇〡〢〣〤〥〦〧〨〩零壹貳參肆伍陸柒捌玖〇一兩叄四五六七八九"
)
_ANY = (
    (0x00, 0x20),
    (0x20, 0x7F),
    (0x80, 0x2FF),
    (0x600, 0x700),
    (0x200B, 0x2070),
    (0x2150, 0x2190),
    (0x2460, 0x2500),
    (0x3000, 0x3100),
    (0x4E00, 0x9FFF),
    (0x4E00, 0x9FFF),
    (0xD800, 0xDFFF),
    (0xE000, 0xE010),
    (0xFB50, 0xFDFF),
    (0xFE00, 0xFFFF),
    (0x1F300, 0x1F600),
    (0xE0000, 0xE0080),
    (0x20000, 0x20100),
)
_KINDS: Mapping[str, Callable[[Random, int], Input]] = {
    "command": _command,
    "odd": _odd,
    "repeated": _repeated,
    "words": _of_words,
    "english": _english,
    "told": _told,
    "mixed": _mixed,
    "spread": _spread,
    "number": _number,
}
