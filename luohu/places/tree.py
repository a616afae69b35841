"""Names inside the covered jurisdictions, read from the ``region.yml`` beside each document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luohu.places.model import COUNTY, Name, Place, Region, Strength
from luohu.places.words import PlaceDataError, Words, read_yaml
from luohu.policy import policy

REGION_FILE = "region.yml"
ALIASES_FILE = "aliases.yml"


@dataclass(frozen=True)
class Tree:
    """A covered jurisdiction: its names, and the pinyin of the names that may be typed in it."""

    region: Region
    names: tuple[Name, ...]
    pinyin: Mapping[str, Name]


def load_trees(corpus_dir: Path, words: Words) -> list[Tree]:
    """The trees of all folders of ``corpus_dir`` that have one, in the folders' order.

    Two documents of one jurisdiction may share a tree: the first folder's counts.

    Raises:
        PlaceDataError: a file lacks something or an alias names an unknown code.
    """
    trees: dict[str, Tree] = {}
    for file in sorted(corpus_dir.glob(f"*/{REGION_FILE}")):
        tree = _read(file, words)
        trees.setdefault(tree.region.code, tree)
    return list(trees.values())


def _read(file: Path, words: Words) -> Tree:
    data = read_yaml(file)
    try:
        prefecture = data["prefecture"]
        region = Region(
            code=data["code"],
            name=data["name"],
            province=data["province"]["name"],
            prefecture=prefecture["name"] if prefecture else None,
        )
        divisions = list(_divisions(data))
        places = {item["code"]: Place(item["code"], item["name"], region) for item in divisions}
        names: list[Name] = []
        pinyin: dict[str, Name] = {}
        for item in divisions:
            own = list(_names(item, places[item["code"]], words))
            names += own
            if "pinyin" in item:
                pinyin[item["pinyin"]] = own[-1]
    except (KeyError, TypeError) as error:
        raise PlaceDataError(f"{file}: lacks {error}; make it with tools.regions") from error
    names += _aliases(file.with_name(ALIASES_FILE), places)
    return Tree(region, tuple(names), pinyin)


def _divisions(item: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield item
    for child in item.get("children", ()):
        yield from _divisions(child)


def _names(item: Mapping[str, Any], place: Place, words: Words) -> Iterator[Name]:
    root = place.region is not None and place.code == place.region.code
    common = item.get("shared", 0) > policy().places.common and not root
    yield Name(place.name, place, Strength.SHARED if common else Strength.FREE, short=False)
    short = item.get("short")
    if short:
        yield Name(short, place, _short_strength(item, place, words, root=root), short=True)


def _short_strength(item: Mapping[str, Any], place: Place, words: Words, *, root: bool) -> Strength:
    short, shared = item["short"], item.get("short_shared", 0)
    if root:
        return Strength.CUED if item.get("word") else Strength.FREE
    if item.get("word") or words.bears(short):
        return Strength.CHAINED
    if place.level <= COUNTY:
        return _by_count(shared, free=policy().places.rare, cued=policy().places.common)
    return _by_count(
        shared, free=0 if len(short) >= policy().places.long else -1, cued=policy().places.rare
    )


def _by_count(shared: int, *, free: int, cued: int) -> Strength:
    if shared <= free:
        return Strength.FREE
    return Strength.CUED if shared <= cued else Strength.CHAINED


def _aliases(file: Path, places: Mapping[str, Place]) -> Iterator[Name]:
    if not file.exists():
        return
    data = read_yaml(file) or {}
    kinds = {"names": Strength.FREE, "cued": Strength.CUED, "shared": Strength.SHARED}
    for kind, aliases in data.items():
        if kind not in kinds:
            raise PlaceDataError(f"{file}: {kind!r} is none of {', '.join(kinds)}")
        for text, code in aliases.items():
            if code not in places:
                raise PlaceDataError(f"{file}: {text} stands for {code}, not in {REGION_FILE}")
            yield Name(text, places[code], kinds[kind], short=False, alias=True)
