"""One set-up at a time in one project folder."""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tools.setup.progress import Progress

_held: list[int] = []


@contextmanager
def only_one(folder: Path, progress: Progress) -> Iterator[None]:
    """Hold the lock of ``folder``; wait for whoever holds it.

    It falls with its holder and the commands that were started under it: where a set-up is killed,
    the next one waits until they have ended as well, and finds nobody else writing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress.say("Another set-up is at work in this folder: waiting for it …")
            fcntl.flock(handle, fcntl.LOCK_EX)
        _held.append(handle.fileno())
        try:
            yield
        finally:
            _held.remove(handle.fileno())


def held_locks() -> tuple[int, ...]:
    """The files of the locks that this process holds, for what it starts to hold on to."""
    return tuple(_held)
