"""Files that one server has to itself: a second one on them ends at once and says why."""

from __future__ import annotations

import fcntl
import os
import sys
from pathlib import Path

# Held until the process ends, however it ends. By file: a process may open its own twice.
_held: dict[Path, int] = {}


def own(file: Path) -> None:
    """Take a file for this process.

    Raises:
        SystemExit: another process has it; the message says which and what to do.
    """
    mark = file.resolve().with_name(f"{file.name}.owner")
    if mark in _held or not mark.parent.is_dir():
        return
    handle = os.open(mark, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        other = os.read(handle, 32).decode("ascii", "replace").strip()
        os.close(handle)
        sys.exit(
            f"server not started: process {other or 'unknown'} keeps its conversations in {file} "
            "already, and two servers on one file would each forget what the other was told. "
            "Stop that one, or give this one a folder of its own (LUOHU_VAR_DIR)."
        )
    os.ftruncate(handle, 0)
    os.write(handle, str(os.getpid()).encode("ascii"))
    _held[mark] = handle
