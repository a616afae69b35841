"""All names that the resolver knows, ready to be looked up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import jieba

from luohu.places.documents import DocumentNumbers, load_documents
from luohu.places.lexicon import Lexicon, build_lexicon
from luohu.places.model import COUNTY, PREFECTURE, PROVINCE, Name, Place, Region, unique_regions
from luohu.places.outside import STEM_LENGTHS, outside_names
from luohu.places.segment import Segmenter
from luohu.places.sound import Sounds, build_sounds
from luohu.places.tree import Tree, load_trees
from luohu.places.words import Words, load_words
from luohu.policy import policy

WORDS_FILE = "places.yml"


@dataclass(frozen=True)
class Gazetteer:
    """The covered jurisdictions, every known name, and what helps to read them.

    Attributes:
        regions: the covered jurisdictions.
        names: what people say -> the places it can mean.
        undivided: codes of the uncovered places in which no division is known.
        words: the language around names.
        segmenter: tells where words end.
        sounds: names by pinyin.
        documents: numbers of documents.
    """

    regions: tuple[Region, ...]
    names: Lexicon[tuple[Name, ...]]
    undivided: frozenset[str]
    words: Words
    segmenter: Segmenter
    sounds: Sounds
    documents: DocumentNumbers

    @cached_property
    def roots(self) -> tuple[Place, ...]:
        """The covered jurisdictions as places."""
        return tuple(Place(one.code, one.name, one) for one in self.regions)

    def is_root(self, place: Place) -> bool:
        """Whether a place is a covered jurisdiction itself."""
        return place in self._roots

    def inside(self, place: Place) -> tuple[Region, ...]:
        """The covered jurisdictions that lie in ``place``."""
        return self._inside.get((place.level, place.stem), ())

    def region(self, code: str) -> Region | None:
        """The covered jurisdiction with this code, or None."""
        return self._by_code.get(code)

    @cached_property
    def _roots(self) -> frozenset[Place]:
        return frozenset(self.roots)

    @cached_property
    def _by_code(self) -> Mapping[str, Region]:
        return {one.code: one for one in self.regions}

    @cached_property
    def _inside(self) -> Mapping[tuple[int, str], tuple[Region, ...]]:
        """Level and stem of each place above a covered jurisdiction -> those that lie in it."""
        found: dict[tuple[int, str], list[Region]] = {}
        for root, region in zip(self.roots, self.regions, strict=True):
            for level, digits in enumerate(STEM_LENGTHS[: root.level]):
                found.setdefault((level, root.code[:digits]), []).append(region)
        return {key: tuple(regions) for key, regions in found.items()}


def load_gazetteer(corpus_dir: Path) -> Gazetteer:
    """Read the region trees beside the documents, ``places.yml`` and the data set of China.

    Takes about a second, most of it jieba's dictionary: once a process.

    Raises:
        PlaceDataError: a file cannot be used; the message says which and why.
    """
    jieba.initialize()
    words = load_words(corpus_dir / WORDS_FILE)
    trees = load_trees(corpus_dir, words)
    covered = [name for tree in trees for name in tree.names]
    roots = tuple(Place(tree.region.code, tree.region.name) for tree in trees)
    outside = list(outside_names(roots, words))
    names = _by_text([*covered, *outside])
    regions = unique_regions(tuple(name.place for name in covered))
    return Gazetteer(
        regions=regions,
        names=build_lexicon(names),
        undivided=_undivided({name.place for name in outside}),
        words=words,
        segmenter=Segmenter(build_lexicon(_frequencies(covered, outside, words))),
        sounds=build_sounds(_typed(trees), outside, words.sounds_alike),
        documents=load_documents(
            corpus_dir,
            (Place(one.code, one.name, one) for one in regions),
            words.document_number,
        ),
    )


def _undivided(places: Iterable[Place]) -> frozenset[str]:
    above = {place.code[:2] for place in places if place.level > PROVINCE}
    above |= {place.code[:4] for place in places if place.level > PREFECTURE}
    return frozenset(
        place.code for place in places if place.level <= PREFECTURE and place.stem not in above
    )


def _by_text(names: Iterable[Name]) -> dict[str, tuple[Name, ...]]:
    grouped: dict[str, list[Name]] = {}
    for name in names:
        grouped.setdefault(name.text, []).append(name)
    return {text: tuple(found) for text, found in grouped.items()}


def _frequencies(covered: list[Name], outside: list[Name], words: Words) -> dict[str, int]:
    weights = {
        name.text: policy().places.frequency_of_name
        for name in [*outside, *covered]
        if len(name.text) > 1
    }
    cities = (name.text for name in covered if name.place.level <= COUNTY)
    weights.update(dict.fromkeys(cities, policy().places.frequency_of_city))
    weights.update(dict.fromkeys(words.hiding, policy().places.frequency_of_hiding))
    return weights


def _typed(trees: list[Tree]) -> dict[str, Name]:
    return {pinyin: name for tree in trees for pinyin, name in tree.pinyin.items()}
