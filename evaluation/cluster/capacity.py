"""What a cluster can do, and a share of it as load."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from evaluation.bench.channels.visitor import Visitor, open_questions
from evaluation.cluster.cluster import Cluster
from evaluation.cluster.visiting import Load, Log, Person
from evaluation.items import EvaluationError
from tools.setup.progress import Progress

# A person's pause before the load is measured: none to speak of.
_NO_PAUSE = 0.001


@dataclass
class Loaded:
    """A cluster under load.

    Attributes:
        capacity: turns a second that it makes.
        wanted: turns a second of the load.
        log: what everybody meets.
        visitors: who they are.
        persons: how they come.
    """

    capacity: float
    wanted: float
    log: Log
    visitors: list[Visitor]
    persons: Sequence[Person]


@contextmanager
def loaded(cluster: Cluster, plan: Mapping[str, Any], progress: Progress) -> Iterator[Loaded]:
    """Measure a cluster, then put the planned share of that on it.

    In the end everybody gets what they wait for.

    Raises:
        EvaluationError: the cluster answers nobody.
    """
    capacity, waited = _capacity(cluster, plan, progress)
    wanted = capacity * float(plan["load"]["share"])
    people, patience = int(plan["load"]["people"]), float(plan["patience"])
    pause = max(_NO_PAUSE, people / wanted - waited)
    log, visitors = Log(), _visitors(people, pause, "load")
    load = Load(_persons(cluster, visitors, log, patience))
    progress.say(f"Capacity {capacity:.1f} turns/s; {people} people ask {wanted:.1f} a second …")
    load.begin()
    yield Loaded(capacity, wanted, log, visitors, load.persons)
    load.end(patience)


def _capacity(cluster: Cluster, plan: Mapping[str, Any], progress: Progress) -> tuple[float, float]:
    """Turns a second with many people who do not pause, and how long one alone waits."""
    seconds, people = float(plan["measuring"]["seconds"]), int(plan["measuring"]["people"])
    patience = float(plan["patience"])
    log, visitors = Log(), _visitors(people, _NO_PAUSE, "measuring")
    load = Load(_persons(cluster, visitors, log, patience))
    progress.say(f"Measuring what the cluster can do, {seconds:.0f} s …")
    load.begin()
    # The first turns of a process are dear.
    warm = time.monotonic() + patience
    while len(log.answered) < people and time.monotonic() < warm:
        time.sleep(0.1)
    begin = time.monotonic()
    time.sleep(seconds)
    made = log.between(begin, begin + seconds)
    load.end(patience)
    if not made:
        raise EvaluationError("the cluster answers nobody")
    return len(made) / seconds, sum(one.at - one.sent for one in made) / len(made) / people


def _persons(
    cluster: Cluster, visitors: Sequence[Visitor], log: Log, patience: float
) -> list[Person]:
    """Everybody; every second one over a WebSocket."""
    return [
        Person(cluster.address, one, number % 2 == 1, log, patience)
        for number, one in enumerate(visitors)
    ]


def _visitors(count: int, pause: float, name: str) -> list[Visitor]:
    by_region = open_questions()
    regions = list(by_region)
    places = [regions[number % len(regions)] for number in range(count)]
    return [
        Visitor(name, number, place, by_region[place], pause) for number, place in enumerate(places)
    ]
