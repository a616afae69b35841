"""Somebody who waits for an operator all the while, whatever happens to the servers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from evaluation.bench.channels.visitor import Visitor
from evaluation.cluster.cluster import Cluster
from evaluation.cluster.visiting import FAILURES, Log, Person

REGION = "371000"
"""Where they are: 威海市."""

_LOOK_EVERY = 3.0
# Rows of the queue: how many, and how many of them still wait.
_QUEUE = "SELECT count(*), count(*) FILTER (WHERE ended_at IS NULL) FROM handovers"


@dataclass
class Waited:
    """What came of waiting.

    Attributes:
        states: what the page was told, in order.
        queue: rows of the queue in the end, and how many of them still wait.
    """

    states: list[str] = field(default_factory=list)
    queue: str = ""

    @property
    def is_good(self) -> bool:
        """Whether they never left the queue and stand in it once."""
        return bool(self.states) and set(self.states) == {"waiting"} and self.queue == "1|1"


@contextmanager
def waiting(cluster: Cluster, region: str, patience: float) -> Iterator[Waited]:
    """Let somebody ask for a person and look every few seconds, as their page does.

    Args:
        cluster: where they are.
        region: code of their place.
        patience: seconds in which the first wish has to be heard.
    """
    visitor = Visitor("waiting", 0, region, ("租房能落户吗",), 0.0)
    person = Person(cluster.address, visitor, False, Log(), patience)
    waited, over = Waited(), threading.Event()

    def look() -> None:
        asked = False
        while not over.is_set():
            try:
                told = person.post("handover", {}) if not asked else person.get("handover")
                asked = True
                waited.states.append(str(told["state"]))
            except FAILURES:
                pass
            over.wait(_LOOK_EVERY)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    yield waited
    over.set()
    thread.join(patience)
    waited.queue = cluster.psql(_QUEUE).strip()
