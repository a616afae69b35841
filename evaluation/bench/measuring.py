"""The measurements of one bot, gathered round by round."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from evaluation.bench.load import Load, run_load
from evaluation.bench.usage import cpu_seconds, memory_mb
from evaluation.bench.workload import Workload

ONE, MANY = 1, 50
VERDICT, ANSWER = "eligibility", "answer"


@dataclass(frozen=True)
class Round:
    """One load on one bot, and the processor seconds its servers took for it, by server."""

    load: Load
    cpu: Mapping[str, float]

    @property
    def cpu_ms_a_turn(self) -> float:
        """Processor milliseconds of all servers together for a turn."""
        return sum(self.cpu.values()) * 1000 / max(len(self.load.samples), 1)


@dataclass(frozen=True)
class Measured:
    """What one bot showed.

    Attributes:
        rounds: number of users -> the loads with that many.
        memory_mb: memory of its servers after the loads.
        ready_seconds: from starting it to both servers being ready.
    """

    rounds: Mapping[int, tuple[Round, ...]]
    memory_mb: float
    ready_seconds: float

    @property
    def lost(self) -> int:
        """Turns lost in all rounds."""
        return sum(one.load.lost for rounds in self.rounds.values() for one in rounds)

    @property
    def faults(self) -> tuple[str, ...]:
        """What went wrong in all rounds, each once."""
        loads = [one.load for rounds in self.rounds.values() for one in rounds]
        return tuple(sorted({fault for load in loads for fault in load.faults}))

    def best(self, users: int) -> Round:
        """The round with most turns a second: what other programs disturbed least."""
        return max(self.rounds[users], key=lambda one: one.load.turns_a_second)


class Meter:
    """Loads one running bot and keeps what it shows."""

    def __init__(
        self, url: str, pids: Mapping[str, int], workload: Workload, ready_seconds: float
    ) -> None:
        self._url = url
        self._pids = pids
        self._workload = workload
        self._ready_seconds = ready_seconds
        self._rounds: dict[int, list[Round]] = {}
        self._memory_mb = 0.0

    def warm_up(self, seconds: float, tick: Callable[[str], None]) -> None:
        """Let a few residents talk without counting."""
        run_load(self._url, self._workload, 4, seconds, "warm", tick)

    def measure(self, users: int, seconds: float, name: str, tick: Callable[[str], None]) -> Round:
        """One round; bots given the same ``name`` are told the same."""
        before = cpu_seconds(self._pids)
        load = run_load(self._url, self._workload, users, seconds, f"{name}-{users}", tick)
        after = cpu_seconds(self._pids)
        done = Round(load, {server: after[server] - before[server] for server in after})
        self._rounds.setdefault(users, []).append(done)
        self._memory_mb = memory_mb(self._pids.values())
        return done

    @property
    def measured(self) -> Measured:
        """What was measured so far."""
        rounds = {users: tuple(done) for users, done in self._rounds.items()}
        return Measured(rounds, self._memory_mb, self._ready_seconds)


def times_stock(ours: Measured, stock: Measured | None, users: int) -> float | None:
    """How many times the stock bot's turns a second the bot makes, None without a comparison."""
    if stock is None or not stock.best(users).load.turns_a_second:
        return None
    return ours.best(users).load.turns_a_second / stock.best(users).load.turns_a_second


def kinds(rounds: Sequence[Round]) -> dict[str, int]:
    """How many turns of each kind some rounds held, the most frequent first."""
    counts: dict[str, int] = {}
    for one in rounds:
        for sample in one.load.samples:
            counts[sample.kind or "lost"] = counts.get(sample.kind or "lost", 0) + 1
    return dict(sorted(counts.items(), key=lambda entry: -entry[1]))
