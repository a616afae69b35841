"""What processes take: memory and processor time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import psutil  # type: ignore[import-untyped]


def memory_mb(pids: Iterable[int]) -> float:
    """Memory of the processes and their children in MB, shared pages counted once (PSS).

    Where the system does not tell that, the resident memory (RSS).
    """
    total = 0
    for process in family(pids):
        try:
            full = process.memory_full_info()
            total += getattr(full, "pss", 0) or full.rss
        except psutil.AccessDenied:
            total += process.memory_info().rss
    return total / 1e6


def cpu_seconds(pids: Mapping[str, int]) -> dict[str, float]:
    """Processor seconds, user and system, that each named process with its children has taken."""
    return {
        name: sum(times.user + times.system for times in (one.cpu_times() for one in family([pid])))
        for name, pid in pids.items()
    }


def busy_percent(seconds: float = 2.0) -> float:
    """Share of all processors that is in use now, watched for ``seconds``: 0 to 100."""
    return float(psutil.cpu_percent(interval=seconds))


def family(pids: Iterable[int]) -> list[psutil.Process]:
    """Processes and all that come from them, each first one before its own."""
    parents = [psutil.Process(pid) for pid in pids]
    return [one for parent in parents for one in (parent, *parent.children(recursive=True))]
