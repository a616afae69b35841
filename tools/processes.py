"""Child processes that leave nothing behind: each leads a group, which is ended as a whole."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import FrameType

_PR_SET_PDEATHSIG = 1


def start_group(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    output: IO[str] | int,
    orphaned: signal.Signals = signal.SIGTERM,
    kept: Sequence[int] = (),
) -> subprocess.Popen[str]:
    """Start ``command`` as the leader of a new process group, both streams to ``output``.

    On Linux the child also gets the signal ``orphaned`` when the thread that started it ends, so
    start it from a thread that lives as long as the child should: then not even ``kill -9`` leaves
    it behind. The open files ``kept`` stay open in it.
    """
    return subprocess.Popen(
        command,
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
        pass_fds=kept,
        preexec_fn=_end_with_parent(orphaned),
    )


def stop_group(process: subprocess.Popen[str], patience: float) -> None:
    """Ask the group to end, and end it by force after ``patience`` seconds."""
    _signal_group(process.pid, signal.SIGTERM)
    limit = time.monotonic() + patience
    while time.monotonic() < limit and (process.poll() is None or _group_lives(process.pid)):
        time.sleep(0.05)
    _signal_group(process.pid, signal.SIGKILL)
    process.wait()


def stop_as_by_ctrl_c() -> None:
    """Have this program, asked to end in whatever way, end as it does at Ctrl-C.

    Ctrl-C itself as well: a shell that starts a program in the background has it ignored. A program
    that was started so as to outlive its terminal (``nohup``) does.
    """
    numbers = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        numbers.append(signal.SIGHUP)
    for number in numbers:
        signal.signal(number, _interrupt)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Ignore Ctrl-C and requests to end meanwhile: for a tidy end that is bounded in time."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [(number, signal.signal(number, signal.SIG_IGN)) for number in numbers]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def ending(code: int) -> str:
    """How a process ended, in words: ``exit code 1`` or ``signal SIGKILL``."""
    return f"exit code {code}" if code >= 0 else f"signal {signal.Signals(-code).name}"


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _signal_group(group: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, number)


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _end_with_parent(orphaned: signal.Signals) -> Callable[[], None] | None:
    if not sys.platform.startswith("linux"):
        return None
    # Loaded here: between fork and exec a child should do as little as possible.
    library = ctypes.CDLL(None)

    def ask() -> None:
        library.prctl(_PR_SET_PDEATHSIG, orphaned)

    return ask
