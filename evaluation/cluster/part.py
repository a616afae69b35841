"""One process of the cluster, which may be killed, stopped and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.bench.usage import family
from tools.errors import UserError
from tools.processes import ending, start_group
from tools.run.server import last_lines

_READY_SECONDS = 180.0
_END_SECONDS = 60.0


@dataclass
class Part:
    """A process of the cluster.

    Attributes:
        name: what it is called.
        command: what runs it.
        folder: where it runs.
        variables: its environment.
        log: what it says.
        ready: whether it does its work.
        farewell: the signal by which its service ends it.
    """

    name: str
    command: tuple[str, ...]
    folder: Path
    variables: Mapping[str, str]
    log: Path
    ready: Callable[[], bool]
    farewell: signal.Signals = signal.SIGTERM
    _process: subprocess.Popen[str] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it; it is not ready yet."""
        with self.log.open("a", encoding="utf-8") as log:
            self._process = start_group(self.command, self.folder, self.variables, log.fileno())

    def wait(self) -> None:
        """Wait until it does its work.

        Raises:
            UserError: it has ended, or is not ready in time.
        """
        until = time.monotonic() + _READY_SECONDS
        while not self.ready():
            code = self._process.poll() if self._process else 0
            if code is not None or time.monotonic() > until:
                how = ending(code) if code is not None else f"not ready in {_READY_SECONDS:.0f} s"
                raise UserError(
                    f"{self.name} does not run ({how}).",
                    "\n".join(last_lines(self.log, 8)) or "It said nothing.",
                    f"Its whole log is {self.log}.",
                )
            time.sleep(0.1)

    def end(self) -> None:
        """Tell it to end and wait until it has, at last by force."""
        if self._process is None:
            return
        self.tell(self.farewell)
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it and all that it started, at once."""
        for pid in self.processes():
            _signal(pid, signal.SIGKILL)
        if self._process:
            self._process.wait()

    def stand_still(self, seconds: float) -> None:
        """Let it stand still for a while, with all its connections open."""
        standing = self.processes()
        for pid in standing:
            _signal(pid, signal.SIGSTOP)
        try:
            time.sleep(seconds)
        finally:
            for pid in standing:
                _signal(pid, signal.SIGCONT)

    def tell(self, number: signal.Signals) -> None:
        """Send it a signal."""
        if self._process:
            _signal(self._process.pid, number)

    def processes(self) -> list[int]:
        """Its process and all that come from it."""
        if self._process is None or self._process.poll() is not None:
            return []
        return [one.pid for one in family([self._process.pid])]


def _signal(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)
