"""By what somebody could settle, as far as a message tells it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from actions.eligibility.bases import Basis
from actions.understanding.speech import negations, negations_before, pattern
from luohu.text import normalise


@dataclass(frozen=True)
class ToldBases:
    """The bases that a message tells somebody to have, and those it tells them to lack."""

    have: tuple[Basis, ...] = ()
    lack: tuple[Basis, ...] = ()


def bases_told(text: str, bases: Iterable[Basis]) -> ToldBases:
    """Which of some bases a message tells; one that it tells both ways is told by what comes last.

    Args:
        text: a normalised message.
        bases: those that matter at the place.
    """
    bases = list(bases)
    tapped = [basis for basis in bases if normalise(basis.title) == text]
    if tapped:
        return ToldBases(tuple(tapped))
    told: dict[str, bool] = {}
    for breath in filter(None, pattern("breath").split(text)):
        for basis in bases:
            for found in re.finditer(basis.said, breath):
                denied = negations_before(breath, found.start()) + negations(found[0])
                told[basis.id] = denied % 2 == 0
    have = tuple(basis for basis in bases if told.get(basis.id) is True)
    return ToldBases(have, tuple(basis for basis in bases if told.get(basis.id) is False))
