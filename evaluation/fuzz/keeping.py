"""The figures of fuzzing, kept for the next scorecard."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.fuzz.counting import Tally, table
from evaluation.tables import Table
from luohu.settings import Settings

PARTS = ("functions", "routes")
_TITLES = {
    "functions": "Hostile inputs to functions and to the conversation",
    "routes": "Hostile requests to the routes of a running bot",
}


@dataclass(frozen=True)
class Fuzzed:
    """What came of one run.

    Attributes:
        day: when.
        seed: the same inputs come of the same seed.
        inputs: how many were made; one may be put to several functions.
        tallies: what came of them, by what they were put to.
        numbers: how many personal numbers were sent to a bot whose files were looked through.
        kept: how many of those stood in its databases and logs.
    """

    day: str
    seed: int
    inputs: int
    tallies: Mapping[str, Tally]
    numbers: int = 0
    kept: int = 0

    @property
    def faults(self) -> int:
        """How often anything went wrong."""
        return self.kept + sum(one.wrong for one in self.tallies.values())


def fuzz_file(config: Settings) -> Path:
    """Where the figures are kept."""
    return config.var_dir / "evaluation" / "fuzz.json"


def keep(path: Path, part: str, found: Fuzzed) -> None:
    """Write the figures of one part down; those of the other stay."""
    parts = {**read_fuzzed(path), part: found}
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {name: {**vars(one), "tallies": _plain(one.tallies)} for name, one in parts.items()}
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def read_fuzzed(path: Path) -> dict[str, Fuzzed]:
    """The figures that were kept, by part; none where nothing was fuzzed."""
    if not path.is_file():
        return {}
    return {
        part: Fuzzed(
            **{
                **found,
                "tallies": {name: Tally.of(**one) for name, one in found["tallies"].items()},
            }
        )
        for part, found in json.loads(path.read_text(encoding="utf-8")).items()
    }


def _plain(tallies: Mapping[str, Tally]) -> dict[str, Any]:
    return {name: {**vars(one), "faults": dict(one.faults)} for name, one in tallies.items()}


def fuzz_table(part: str, found: Fuzzed) -> Table:
    """One part as a table."""
    note = f"{found.inputs:,} made on {found.day} from seed {found.seed}; faults: {found.faults}."
    if found.numbers:
        note += (
            f" Personal numbers sent: {found.numbers}, found in databases and logs: {found.kept}."
        )
    return table(found.tallies, _TITLES[part], note)


def fuzz_tables(fuzzed: Mapping[str, Fuzzed]) -> tuple[Table, ...]:
    """The figures as tables of a scorecard."""
    return tuple(fuzz_table(part, fuzzed[part]) for part in PARTS if part in fuzzed)
