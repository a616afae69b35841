"""A set-up that is broken off goes on at the next start; nothing of it works on beside that."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.setup.lock import only_one
from tools.setup.progress import Progress

ROOT = Path(__file__).resolve().parents[2]
# A set-up whose command is deaf to being asked to end, as npm is for a minute, and has a child.
SET_UP = """
import os, sys
from pathlib import Path
from tools.errors import exit_code
from tools.setup.commands import run_logged
from tools.setup.lock import only_one
from tools.setup.progress import Progress

folder = Path(sys.argv[1])
command = f"trap '' TERM; sleep 60 & echo $$ $! > {folder}/new; mv {folder}/new {folder}/pids; wait"
quiet = lambda *_: None

def set_up():
    with only_one(folder, Progress(sys.stdout)):
        run_logged(("/bin/sh", "-c", command), folder / "log", os.environ, folder, quiet, quiet)

sys.exit(exit_code(set_up, print))
"""


def _begin(folder: Path) -> tuple[subprocess.Popen[str], int, int]:
    """A set-up at work, the process of its command, and that of the command's child."""
    program = subprocess.Popen(
        [sys.executable, "-c", SET_UP, str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    _wait_for(lambda: (folder / "pids").exists())
    command, child = map(int, (folder / "pids").read_text().split())
    return program, command, child


def _wait_for(condition: Callable[[], bool]) -> None:
    limit = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < limit, "waited in vain"
        time.sleep(0.02)


def _runs(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "zombie" not in status.read_text()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_set_up_that_is_asked_to_end_ends_what_it_started(
    tmp_path: Path, number: signal.Signals
) -> None:
    program, command, child = _begin(tmp_path)
    program.send_signal(number)
    said, _ = program.communicate(timeout=30)
    assert "Stopped." in said
    assert not _runs(command)
    assert not _runs(child)


def test_a_set_up_that_is_killed_takes_its_command_along(tmp_path: Path) -> None:
    program, command, child = _begin(tmp_path)
    program.kill()
    program.communicate()
    _wait_for(lambda: not _runs(command))
    os.kill(child, signal.SIGKILL)


def test_the_next_set_up_waits_for_what_a_killed_one_left_at_work(tmp_path: Path) -> None:
    program, command, child = _begin(tmp_path)
    program.kill()
    program.communicate()
    _wait_for(lambda: not _runs(command))

    class Ending(io.StringIO):
        """Ends what is left once it is told that it is waited for."""

        def write(self, text: str) -> int:
            if "waiting for it" in text:
                assert _runs(child)
                os.kill(child, signal.SIGKILL)
            return super().write(text)

    said = Ending()
    with only_one(tmp_path, Progress(said)):
        _wait_for(lambda: not _runs(child))
    assert "Another set-up is at work" in said.getvalue()
