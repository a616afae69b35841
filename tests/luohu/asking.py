"""Asking which place a message means, for the tests of places."""

from __future__ import annotations

from luohu.places import Gazetteer, Places, resolve
from luohu.settings import ROOT
from luohu.text import normalise

CORPUS = ROOT / "policy_corpus"
CODES = {
    "威海": "371000",
    "周村": "370306",
    "肥城": "370983",
    "赤峰": "150400",
    "镇海": "330211",
}


def ask(message: str, gazetteer: Gazetteer) -> Places:
    """What a message says about places, as a person types it."""
    return resolve(normalise(message), gazetteer)


def codes(names: str) -> list[str]:
    """The codes of covered places by their short names, parted by spaces."""
    return [CODES[name] for name in names.split()]


def found(regions: tuple[object, ...]) -> list[str]:
    """The codes of regions."""
    return [getattr(region, "code", "") for region in regions]
