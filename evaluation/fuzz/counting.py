"""What came of inputs, counted by what they were put to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from evaluation.tables import Table

STALL = 1.0
"""Seconds that no input may take."""


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

    def add(self, seconds: float, *faults: str) -> None:
        """Count one input."""
        self.inputs += 1
        self.faults.update(faults)
        self.slowest = max(self.slowest, seconds)
        if seconds > STALL:
            self.faults["stall"] += 1


def table(tallies: dict[str, Tally], title: str) -> Table:
    """The tallies with all kinds of faults as columns."""
    kinds = ("exception", "5xx", "stall", "command", "number kept")
    others = {kind for one in tallies.values() for kind in one.faults} - set(kinds)
    names = (*kinds, *sorted(others))
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
    )
