"""The same load for long: whether servers go on taking more and more memory."""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.bench.usage import memory_mb
from evaluation.cluster.audit import EVENTS, Audit, audit
from evaluation.cluster.capacity import loaded
from evaluation.cluster.cluster import SERVERS, Cluster
from tools.setup.progress import Progress

# Caches fill in the first third; what grows after that grows on.
_THIRDS = 3


@dataclass(frozen=True)
class Soaked:
    """What a soak came to.

    Attributes:
        seconds: how long it lasted.
        made: turns a second.
        memory: what each server took over the time, in MB.
        most: MB that a server may take more in the last third than in the second one.
        audit: what the database says.
    """

    seconds: float
    made: float
    memory: Mapping[str, Sequence[float]]
    most: float
    audit: Audit

    @property
    def is_flat(self) -> bool:
        """Whether no server took more and more."""
        return all(growth(samples) <= self.most for samples in self.memory.values())

    @property
    def is_good(self) -> bool:
        """Whether it is flat, and nothing was lost, doubled or mixed."""
        return self.is_flat and self.audit.is_clean


def growth(samples: Sequence[float]) -> float:
    """How much more there is in the last third of a time than in its second third."""
    third = len(samples) // _THIRDS
    if not third:
        return 0.0
    return statistics.fmean(samples[-third:]) - statistics.fmean(samples[-2 * third : -third])


def soak(cluster: Cluster, plan: Mapping[str, Any], minutes: float, progress: Progress) -> Soaked:
    """Load a cluster for some minutes and watch what its servers take."""
    memory: dict[str, list[float]] = {name: [] for name in SERVERS}
    with loaded(cluster, plan, progress) as running:
        begin = time.monotonic()
        while (passed := time.monotonic() - begin) < minutes * 60:
            for name, samples in memory.items():
                samples.append(memory_mb(cluster.parts[name].processes()[:1]))
            taken = ", ".join(f"{name} {samples[-1]:.0f} MB" for name, samples in memory.items())
            progress.update(f"{passed / 60:.0f} min, {len(running.log.answered)} turns; {taken}")
            time.sleep(float(plan["soak"]["every"]))
    rows = cluster.psql(EVENTS).splitlines()
    found = audit(rows, running.visitors, running.log.unanswered)
    seconds, most = time.monotonic() - begin, float(plan["soak"]["growth"])
    return Soaked(seconds, len(running.log.answered) / seconds, memory, most, found)


def report(soaked: Soaked) -> str:
    """The outcome as Markdown."""
    found = soaked.audit
    lines = [
        "# Soak",
        "",
        f"Two Rasa and two action servers, PostgreSQL, Redis, nginx; {soaked.made:.1f} turns/s "
        f"for {soaked.seconds / 60:.0f} minutes: {found.turns} turns, {len(found.lost)} lost, "
        f"{len(found.doubled)} doubled, {len(found.mixed)} mixed.",
        "",
        f"| server | MB at first | at last | most | more in the last third (≤ {soaked.most:.0f}) |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {name} | {taken[0]:.0f} | {taken[-1]:.0f} | {max(taken):.0f} "
            f"| {growth(taken):+.1f} |"
            for name, taken in soaked.memory.items()
        ),
    ]
    return "\n".join(lines) + "\n"
