"""The figures of each city's questions, and the file that keeps them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from evaluation.counts import Counts
from evaluation.items import SPLITS, EvaluationError, Split
from evaluation.metrics import Metric
from luohu.settings import Settings

AMONG = 3
"""Hits among which the right clause may be."""


def cities_file(config: Settings) -> Path:
    """Where the figures are kept."""
    return config.var_dir / "evaluation" / "cities.json"


@dataclass(frozen=True)
class Found(Counts):
    """Counts over question items; counts add up.

    Attributes:
        items: questions asked.
        ours: of these, those taken for ours.
        labelled: those of which it is known what should come first.
        first: of these, those with the right clause first.
        among: those with the right clause among the first ``AMONG``.
    """

    items: int = 0
    ours: int = 0
    labelled: int = 0
    first: int = 0
    among: int = 0

    def share(self, name: str) -> Metric:
        """One of ``first``, ``among`` and ``ours`` as a share."""
        cases = self.items if name == "ours" else self.labelled
        return Metric(getattr(self, name) / max(cases, 1), cases)


@dataclass(frozen=True)
class City:
    """The questions of one document's city, part by part.

    Attributes:
        measured: the day on which it was measured.
        new: by a search that has learnt nothing of the city.
        ordinary: by the search that was built.
    """

    folder: str
    measured: date
    new: dict[Split, Found]
    ordinary: dict[Split, Found]


def write_cities(cities: Sequence[City], path: Path) -> None:
    """Keep the figures."""
    entries = [asdict(city) | {"measured": city.measured.isoformat()} for city in cities]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(entries, indent=1) + "\n", encoding="utf-8")


def read_cities(path: Path) -> tuple[City, ...]:
    """The figures that were kept; none where nothing was measured.

    Raises:
        EvaluationError: the file is of another form.
    """
    if not path.exists():
        return ()
    try:
        return tuple(_city(entry) for entry in json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise EvaluationError(
            f"{path} cannot be read ({error!r}); delete it, or run: make eval-cities"
        ) from error


def _city(entry: dict[str, object]) -> City:
    day = date.fromisoformat(str(entry["measured"]))
    parts = {name: _parts(entry[name]) for name in ("new", "ordinary")}
    return City(str(entry["folder"]), day, **parts)


def _parts(entry: object) -> dict[Split, Found]:
    if not isinstance(entry, dict):
        raise TypeError(f"{entry!r} holds no parts")
    return {split: Found(**entry[split]) for split in SPLITS}
