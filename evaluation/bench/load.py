"""Load on a running bot: residents who each speak as soon as the last reply is there."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from evaluation.bench.figures import milliseconds
from evaluation.bench.workload import Resident, Workload
from evaluation.client import Bot, Reply
from evaluation.items import EvaluationError

_JOIN_SECONDS = 120.0


@dataclass(frozen=True)
class Sample:
    """One message and its reply.

    Attributes:
        seconds: from sending to having read the reply.
        ended: when that was, in seconds from the start of the load.
        kind: the turn's kind, empty where the turn was lost.
        fault: why the turn counts as lost, empty where it does not.
    """

    seconds: float
    ended: float
    kind: str
    fault: str = ""


@dataclass(frozen=True)
class Load:
    """What ``users`` residents met in ``seconds``; the turns under way at the end count too."""

    users: int
    seconds: float
    samples: tuple[Sample, ...]

    @property
    def turns_a_second(self) -> float:
        """Turns that ended in time, a second."""
        return sum(sample.ended <= self.seconds for sample in self.samples) / self.seconds

    @property
    def lost(self) -> int:
        """Messages without exactly one true turn."""
        return sum(bool(sample.fault) for sample in self.samples)

    @property
    def faults(self) -> tuple[str, ...]:
        """What went wrong, each once."""
        return tuple(sorted({sample.fault for sample in self.samples if sample.fault}))

    def ms(self, share: float, *kinds: str) -> float:
        """A percentile of the turn times in milliseconds, of some kinds only if any are named."""
        chosen = [s.seconds for s in self.samples if not kinds or s.kind in kinds]
        return milliseconds(chosen, share)


def run_load(
    url: str,
    workload: Workload,
    users: int,
    seconds: float,
    name: str,
    tick: Callable[[str], None],
) -> Load:
    """Let ``users`` residents talk to the bot at ``url`` for ``seconds``.

    Args:
        url: address of the Rasa server.
        workload: what they say.
        users: how many talk at once.
        seconds: when they stop beginning new messages.
        name: decides what they say, and keeps their conversations apart from other loads'.
        tick: is told now and then how far it is.

    Raises:
        EvaluationError: nobody answers at the address.
    """
    start = time.perf_counter()
    samples: list[Sample] = []
    errors: list[EvaluationError] = []

    def talk(number: int) -> None:
        bot, resident, reply = Bot(url), Resident(workload, f"{name}-{number}"), Reply()
        while time.perf_counter() - start < seconds and not errors:
            sender, message = resident.next(reply.turn)
            try:
                reply = bot.say(sender, message)
            except EvaluationError as error:
                errors.append(error)
                return
            ended = time.perf_counter() - start
            kind = str(reply.turn.get("kind", ""))
            samples.append(Sample(reply.seconds, ended, kind, fault_of(reply)))

    threads = [threading.Thread(target=talk, args=(n,), daemon=True) for n in range(users)]
    for thread in threads:
        thread.start()
    while (passed := time.perf_counter() - start) < seconds and not errors:
        tick(f"{users} at once: {passed:.0f} of {seconds:.0f} s, {len(samples)} turns")
        time.sleep(0.5)
    for thread in threads:
        thread.join(_JOIN_SECONDS)
    if errors:
        raise errors[0]
    return Load(users, seconds, tuple(samples))


def fault_of(reply: Reply) -> str:
    """Why a reply is no turn that was truly made; empty where it is one."""
    if reply.fault:
        return reply.fault
    if len(reply.turns) != 1:
        return f"{len(reply.turns)} turns in one reply"
    kinds = [notice.get("kind") for notice in reply.turn.get("notices") or ()]
    return "a turn that only apologises" if "degraded" in kinds else ""
