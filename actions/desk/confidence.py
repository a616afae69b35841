"""How likely a turn is right, as measured on questions whose answer is known."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

TABLE = Path(__file__).with_name("confidence.yml")


@dataclass(frozen=True)
class Weighing:
    """How signals add up for some kinds of turn.

    Attributes:
        kinds: the kinds of turn that it is for.
        bias: what is added to the weighted sum.
        weights: by name of the signal.
    """

    kinds: tuple[str, ...]
    bias: float
    weights: Mapping[str, float]


@dataclass(frozen=True)
class Calibration:
    """What was measured.

    Attributes:
        bar: from this confidence on, a conclusion is shown.
        shares: share of right turns of kinds on which no signal bears.
        weighings: for the other kinds.
        few: with fewer clauses than this a turn is helped out by search.
        most: how many clauses are shown at most.
        near: share of the best hit's score that a further clause needs.
        ours: below this likelihood of being ours no clause of search is shown.
    """

    bar: float
    shares: Mapping[str, float]
    weighings: tuple[Weighing, ...]
    few: int
    most: int
    near: float
    ours: float

    def confidence(self, kind: str, signals: Mapping[str, float]) -> float:
        """How likely a turn of a kind is right, 0 to 1; 0 for kinds that conclude nothing."""
        for weighing in self.weighings:
            if kind in weighing.kinds and signals:
                weights = weighing.weights.items()
                total = sum(weight * signals[name] for name, weight in weights)
                return 1 / (1 + math.exp(-(weighing.bias + total)))
        return self.shares.get(kind, 0.0)


@lru_cache(maxsize=1)
def calibration() -> Calibration:
    """What ``confidence.yml`` holds."""
    table = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return Calibration(
        bar=float(table["bar"]),
        shares=table["shares"],
        weighings=tuple(
            Weighing(tuple(one["kinds"]), float(one["bias"]), one["weights"])
            for one in table["weighings"]
        ),
        **table["clauses"],
    )
