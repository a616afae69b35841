"""Jobs that do not need each other, run at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tools.setup.progress import Progress


def side_by_side(jobs: Iterable[Callable[[], None]], progress: Progress) -> None:
    """Run jobs that report to ``progress`` beside each other, all of them to their end.

    What one of them finished stays finished though another one fails; Ctrl-C ends them all.

    Raises:
        Exception: what the first of those that failed raised.
    """
    listed = list(jobs)
    with ThreadPoolExecutor(max(len(listed), 1)) as threads:
        running = [threads.submit(job) for job in listed]
        try:
            wait(running)
        except KeyboardInterrupt:
            progress.interrupt()
            raise
    for one in running:
        one.result()
