"""Covered places that lie in other covered places: each name stands for the nearest of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from luohu.places import Gazetteer, Place, Region
from luohu.places.lexicon import build_lexicon
from luohu.places.model import Name


def nested(gazetteer: Gazetteer) -> Gazetteer:
    """The gazetteer in which a county with documents of its own is no part of its city.

    What lies in the county belongs to the county; where its documents are silent, those of the
    city speak as of a place above.
    """
    roots = gazetteer.roots
    if not any(one.contains(other) for one in roots for other in roots):
        return gazetteer
    names = {
        text: tuple(dict.fromkeys(_of_nearest(name, roots) for name in found))
        for text, found in gazetteer.names.values.items()
    }
    return replace(gazetteer, names=build_lexicon(names))


def _of_nearest(name: Name, roots: Collection[Place]) -> Name:
    region = _nearest(name.place, roots)
    if region is None or region == name.place.region:
        return name
    return replace(name, place=replace(name.place, region=region))


def _nearest(place: Place, roots: Collection[Place]) -> Region | None:
    holding = [one for one in roots if one.code == place.code or one.contains(place)]
    return max(holding, key=lambda one: one.level).region if holding else place.region
