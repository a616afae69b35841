"""The time and memory that this process has left itself, where it is a reader's own."""

from __future__ import annotations

import resource
import signal

from actions.publishing.limits import limits

_in_force = False


def begin() -> None:
    """Bound this process for reading; it ends by a signal where it takes longer."""
    global _in_force
    _in_force = True
    most = limits()
    ceiling = max(most.reading_memory_megabytes, most.recognising_memory_megabytes) << 20
    resource.setrlimit(resource.RLIMIT_AS, (most.reading_memory_megabytes << 20, ceiling))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(most.reading_seconds)


def extend_for_recognition() -> None:
    """Leave more of both, as recognising pictures needs; nothing in a process that is not bound."""
    if not _in_force:
        return
    most = limits()
    _, ceiling = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most.recognising_memory_megabytes << 20, ceiling))
    signal.alarm(most.recognising_seconds)
