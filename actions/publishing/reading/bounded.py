"""Reading in a process of its own, which nothing of a file outlives."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys

from actions.publishing.blocks import Format, Refusal
from actions.publishing.limits import limits
from actions.publishing.reading.carried import unpack
from actions.publishing.reading.content import Content
from actions.publishing.wording import refuse
from luohu.settings import ROOT

_CHILD = "actions.publishing.reading.child"


def read_bounded(data: bytes, name: str) -> tuple[Format, Content]:
    """Tell a file's format and read it, within the time and memory of ``limits.yml``.

    Raises:
        Refusal: of the reader, or because it took too long, too much memory, or fell over.
    """
    return unpack(run_bounded(_CHILD, name, data))


def run_bounded(module: str, argument: str, data: bytes) -> bytes:
    """What a module answers to received bytes in a process of its own.

    Args:
        module: binds itself (``bounds``), reads standard input and writes standard output.
        argument: what it is told beside the bytes.
        data: the bytes.

    Raises:
        Refusal: it took too long, too much memory, or fell over.
    """
    most = limits()
    process = subprocess.Popen(
        [sys.executable, "-m", module, argument],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        answer, _ = process.communicate(data, timeout=most.recognising_seconds)
    except subprocess.TimeoutExpired as error:
        raise refuse("too_slow", seconds=most.recognising_seconds) from error
    finally:
        # The whole group: a converter that the reader started must not go on without it.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if process.returncode == 0:
        return answer
    raise _fallen(process.returncode)


def _fallen(code: int) -> Refusal:
    if code in (-signal.SIGALRM, -signal.SIGXCPU):
        return refuse("too_slow", seconds=limits().reading_seconds)
    if code == -signal.SIGKILL:
        return refuse("too_much_memory")
    return refuse("failed", what=signal.Signals(-code).name if code < 0 else f"{code}")
