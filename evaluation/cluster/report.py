"""The report of a cluster test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.cluster.audit import Audit
from evaluation.cluster.drill import Drill
from evaluation.cluster.faults import Noticed
from evaluation.cluster.waiting import Waited


@dataclass(frozen=True)
class Outcome:
    """What a test came to.

    Attributes:
        capacity: turns a second that the cluster makes.
        wanted: turns a second of the load.
        made: turns a second that it came to.
        seconds: how long the load lasted.
        noticed: what people noticed of each fault.
        audit: what the database says.
        drill: the restore drill.
        after: how many people got an answer after the drill, of how many.
        waited: what came of somebody who waited for an operator all the while.
    """

    capacity: float
    wanted: float
    made: float
    seconds: float
    noticed: Sequence[Noticed]
    audit: Audit
    drill: Drill
    after: tuple[int, int]
    waited: Waited

    def is_good(self, restored_within: float) -> bool:
        """Whether nothing was lost, doubled or mixed, and the restore came in time and whole."""
        drill = self.drill.is_equal and self.drill.restore <= restored_within
        answered = self.after[0] == self.after[1]
        return self.audit.is_clean and self.waited.is_good and drill and answered


def report(outcome: Outcome) -> str:
    """The outcome as Markdown."""
    audit, drill = outcome.audit, outcome.drill
    lines = [
        "# Cluster test",
        "",
        f"Two Rasa servers, two action servers, PostgreSQL, Redis, nginx. Capacity "
        f"{outcome.capacity:.1f} turns/s, load {outcome.wanted:.1f} wanted and {outcome.made:.1f} "
        f"made, for {outcome.seconds:.0f} s.",
        "",
        "| turns | lost | doubled | mixed |",
        "|---:|---:|---:|---:|",
        f"| {audit.turns} | {len(audit.lost)} | {len(audit.doubled)} | {len(audit.mixed)} |",
        "",
        "| part | what happened | s | answers | longest gap, s | longest wait, s | sent again |",
        "|---|---|---:|---:|---:|---:|---:|",
        *(
            f"| {one.fault.part} | {one.fault.kind} | {one.seconds:.0f} | {one.answers} | "
            f"{one.gap:.1f} | {one.waited:.1f} | {one.again} |"
            for one in outcome.noticed
        ),
        "",
        f"Restore drill: backup {drill.backup:.1f} s, restored and answering after "
        f"{drill.restore:.1f} s, {sum(drill.after.values())} of {sum(drill.before.values())} rows; "
        f"{outcome.after[0]} of {outcome.after[1]} people got an answer afterwards, in their "
        "conversation.",
        "",
        f"Somebody who waited for an operator all the while: {len(outcome.waited.states)} looks, "
        f"{'never out of the queue' if outcome.waited.is_good else _unlike(outcome.waited)}.",
    ]
    for title, found in (("Lost", audit.lost), ("Doubled", audit.doubled), ("Mixed", audit.mixed)):
        if found:
            lines += ["", f"{title}: {'; '.join(found[:5])}"]
    return "\n".join(lines) + "\n"


def _unlike(waited: Waited) -> str:
    states = ", ".join(sorted(set(waited.states))) or "never heard"
    return f"out of the queue ({states}; rows, and those that wait: {waited.queue})"
