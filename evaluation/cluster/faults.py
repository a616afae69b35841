"""What happens to a part of the cluster, and what people noticed of it."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from evaluation.cluster.cluster import Cluster
from evaluation.cluster.visiting import Answered, Log

# As long as systemd takes to start a service again.
_STARTED_AGAIN = 1.0


@dataclass(frozen=True)
class Fault:
    """Something that happens to a part.

    Attributes:
        part: its name.
        kind: what happens: killed, stopped, restarted, replaced.
    """

    part: str
    kind: str


NOTHING = Fault("all", "left alone")
"""What the others are compared with."""


@dataclass(frozen=True)
class Noticed:
    """What was noticed of a fault.

    Attributes:
        fault: what happened.
        seconds: from its beginning until the part did its work again, and some quiet.
        answers: how many messages were answered meanwhile.
        gap: the longest time in which nobody got an answer, in seconds.
        waited: the longest that one message waited.
        again: how many messages were sent more than once.
    """

    fault: Fault
    seconds: float
    answers: int
    gap: float
    waited: float
    again: int


def happen(cluster: Cluster, fault: Fault, standing_still: float) -> None:
    """Let a fault happen, until the part does its work again.

    Raises:
        UserError: it does not.
    """
    part = cluster.parts[fault.part]
    work: dict[str, Callable[[], object]] = {
        "killed": part.kill,
        "stopped": lambda: part.stand_still(standing_still),
        "restarted": part.end,
        "replaced": lambda: _replace(cluster, fault.part),
    }
    work[fault.kind]()
    if fault.kind in ("killed", "restarted"):
        time.sleep(_STARTED_AGAIN)
        part.start()
    cluster.parts[fault.part].wait()


def noticed(fault: Fault, log: Log, begin: float, end: float) -> Noticed:
    """What people noticed between two moments of ``time.monotonic``."""
    answers = log.between(begin, end)
    moments = sorted([begin, *(one.at for one in answers), end])
    gaps = [after - before for before, after in pairwise(moments)]
    return Noticed(
        fault=fault,
        seconds=end - begin,
        answers=len(answers),
        gap=max(gaps, default=0.0),
        waited=max((one.at - one.sent for one in answers), default=0.0),
        again=sum(_was_sent_again(one) for one in answers),
    )


def _was_sent_again(answered: Answered) -> bool:
    return answered.tries > 1


def _replace(cluster: Cluster, name: str) -> None:
    if name == "nginx":
        # A release of its configuration: workers are replaced, connections go on.
        cluster.configure_nginx()
        cluster.parts[name].tell(signal.SIGHUP)
        return
    cluster.replace(name, cluster.another_model() if name.startswith("rasa") else None)
