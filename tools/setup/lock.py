"""One set-up at a time in one project folder."""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tools.setup.progress import Progress


@contextmanager
def only_one(folder: Path, progress: Progress) -> Iterator[None]:
    """Hold the lock of ``folder``; wait for whoever holds it. It falls with its holder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress.say("Another set-up is at work in this folder: waiting for it …")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
