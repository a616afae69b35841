"""What came of inputs, counted by what they were put to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from evaluation.tables import Table

STALL = 1.0
"""Seconds that no input may take."""

KINDS = ("exception", "5xx", "stall", "command", "number kept")
"""What may go wrong; other names tell which exception it was."""


@dataclass
class Tally:
    """What came of the inputs of one function or channel.

    Attributes:
        inputs: how many there were.
        faults: what went wrong -> how often; no text of an input.
        slowest: seconds of the slowest.
    """

    inputs: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0

    @property
    def wrong(self) -> int:
        """How often anything went wrong."""
        return sum(self.faults[kind] for kind in KINDS)

    @classmethod
    def of(cls, inputs: int, faults: Mapping[str, int], slowest: float) -> Tally:
        """A tally as it was kept."""
        return cls(inputs, Counter(faults), slowest)

    def add(self, seconds: float, *faults: str) -> None:
        """Count one input."""
        self.inputs += 1
        self.faults.update(faults)
        self.slowest = max(self.slowest, seconds)
        if seconds > STALL:
            self.faults["stall"] += 1


def table(tallies: Mapping[str, Tally], title: str, note: str = "") -> Table:
    """The tallies with all kinds of faults as columns."""
    others = {kind for one in tallies.values() for kind in one.faults} - set(KINDS)
    names = (*KINDS, *sorted(others))
    return Table(
        title,
        ("put to", "inputs", "slowest, ms", *names),
        tuple(
            (
                name,
                str(one.inputs),
                f"{1000 * one.slowest:.0f}",
                *(str(one.faults[kind]) for kind in names),
            )
            for name, one in tallies.items()
        ),
        note,
    )
