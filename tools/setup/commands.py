"""Running a long command: its output to a log file, its life shown as progress."""

from __future__ import annotations

import queue
import signal
import subprocess
import threading
from collections import deque
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from luohu.settings import without_secrets
from tools.processes import start_group, stop_group
from tools.setup.lock import held_locks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

_TAIL_LINES = 1000


@dataclass(frozen=True)
class Outcome:
    """How a command ended.

    Attributes:
        code: exit code; below zero, the signal that ended it.
        tail: its last lines of output.
    """

    code: int
    tail: tuple[str, ...]


def run_logged(
    command: Sequence[str],
    log: Path,
    environment: Mapping[str, str],
    folder: Path,
    on_line: Callable[[str], None],
    on_second: Callable[[], None],
) -> Outcome:
    """Run ``command`` in ``folder`` to its end, with both output streams appended to ``log``.

    ``on_line`` gets each line of output, ``on_second`` is called after each silent second.
    Whatever ends this function early ends the command too, and where this process is killed, so is
    the command: npm, asked to end, would go on writing for a minute.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as record:
        record.write(f"$ {' '.join(command)}\n")
        process = start_group(
            command,
            folder,
            without_secrets(environment),
            subprocess.PIPE,
            orphaned=signal.SIGKILL,
            kept=held_locks(),
        )
        try:
            tail = _follow(process, record, on_line, on_second)
            return Outcome(process.wait(), tail)
        finally:
            if process.poll() is None:
                stop_group(process, patience=2.0)


def _follow(
    process: subprocess.Popen[str],
    record: IO[str],
    on_line: Callable[[str], None],
    on_second: Callable[[], None],
) -> tuple[str, ...]:
    lines: queue.Queue[str | None] = queue.Queue()
    assert process.stdout is not None
    threading.Thread(target=_read, args=(process.stdout, lines), daemon=True).start()
    tail: deque[str] = deque(maxlen=_TAIL_LINES)
    while True:
        try:
            line = lines.get(timeout=1.0)
        except queue.Empty:
            on_second()
            continue
        if line is None:
            return tuple(tail)
        record.write(line + "\n")
        record.flush()
        tail.append(line)
        on_line(line)


def _read(stream: IO[str], lines: queue.Queue[str | None]) -> None:
    for line in stream:
        lines.put(line.rstrip("\n"))
    lines.put(None)
