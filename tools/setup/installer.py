"""Calling pip, counting what it has done, and turning its failures into what to do next."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.errors import UserError
from tools.setup.commands import Outcome, run_logged

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tools.setup.progress import Progress

_COUNTED = re.compile(r"^(Collecting|Processing|Requirement already satisfied:?)\s+(\S+)")
_UNPACKING = "Installing collected packages"
_NETWORK = (
    "Temporary failure in name resolution",
    "Name or service not known",
    "Failed to establish a new connection",
    "Connection refused",
    "Connection reset",
    "Connection broken",
    "Connection aborted",
    "Read timed out",
    "ProxyError",
    "SSLError",
    "IncompleteRead",
    "Network is unreachable",
    "Retrying (Retry(total=0",
)


@dataclass(frozen=True)
class Pip:
    """The pip of one environment.

    Attributes:
        python: the environment's interpreter.
        log: file that gets pip's whole output.
        environment: variables that pip runs with.
    """

    python: Path
    log: Path
    environment: Mapping[str, str]

    def run(self, arguments: Sequence[str], title: str, total: int, progress: Progress) -> Outcome:
        """Run pip with ``arguments``; ``total`` packages are awaited (for the progress line)."""
        counter = _Counter(title, total, progress)
        command = [str(self.python), "-m", "pip", *arguments]
        folder = self.log.parent
        folder.mkdir(parents=True, exist_ok=True)
        return run_logged(command, self.log, self.environment, folder, counter.line, counter.show)

    def installed(self, progress: Progress) -> list[str]:
        """Names of the packages that the environment holds, as pip spells them."""
        arguments = ["list", "--format=freeze", "--disable-pip-version-check"]
        outcome = self.run(arguments, "looking", 0, progress)
        return [line.partition("==")[0] for line in outcome.tail if "==" in line]


class _Counter:
    """Follows pip's output line by line."""

    def __init__(self, title: str, total: int, progress: Progress) -> None:
        self._title = title
        self._total = total
        self._progress = progress
        self._done = 0
        self._state = "starting pip"
        self._start = time.monotonic()

    def line(self, text: str) -> None:
        found = _COUNTED.match(text)
        if found:
            self._done += 1
            name = re.split(r"==|-\d", found.group(2).rpartition("/")[2])[0]
            self._state = f"fetching {min(self._done, self._total)} of {self._total}: {name}"
        elif text.startswith(_UNPACKING):
            self._state = f"unpacking {self._total} package{'s' * (self._total > 1)}"
        self.show()

    def show(self) -> None:
        seconds = int(time.monotonic() - self._start)
        self._progress.update(f"{self._title}: {self._state} ({seconds} s)")


def failure(title: str, outcome: Outcome, log: Path) -> UserError:
    """What a failed pip run means and what to do next."""
    errors = [line for line in outcome.tail if "ERROR" in line or "error:" in line.lower()]
    why = "\n".join((errors or list(outcome.tail))[-3:]) or "pip said nothing"
    text = "\n".join(outcome.tail)
    if "No space left on device" in text:
        return UserError(
            f"The disk filled up while installing {title}.",
            why,
            "Free some space (each environment takes about 2.5 GB) and run the same command again.",
        )
    if any(mark in text for mark in _NETWORK):
        return UserError(
            f"The package index could not be reached while installing {title}.",
            why,
            "Check the network (or set PIP_INDEX_URL to a mirror, HTTPS_PROXY to a proxy) and run\n"
            "the same command again; what was fetched already is in pip's cache.",
        )
    if "THESE PACKAGES DO NOT MATCH THE HASHES" in text:
        return UserError(
            f"What the package index gave for {title} is not what the lock names.",
            why,
            "Nothing was installed. Ask another index (PIP_INDEX_URL), and if it gives the same,\n"
            "do not install: somebody may have changed the package. How a lock is made stands in\n"
            "requirements/README.md.",
        )
    if "No matching distribution found" in text:
        return UserError(
            f"A package that {title} needs has no build for this machine.",
            why,
            "The locks are made for Linux on x86-64; see requirements/README.md to make others.",
        )
    return UserError(f"pip could not install {title}.", why, f"The whole output is in {log}.")
