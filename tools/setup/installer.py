"""Calling uv or pip, counting what it has done, and turning its failures into what to do next."""

from __future__ import annotations

import re
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.errors import UserError
from tools.setup.commands import Outcome, run_logged

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tools.setup.progress import Progress

# What pip, and then what uv says of a package that it has in hand.
_COUNTED = re.compile(
    r"^(?:(?:Collecting|Processing|Requirement already satisfied:?)\s+| Downloaded )(\S+)"
)
_UNPACKING = re.compile("Installing collected packages|Prepared ")
_COMPILING = re.compile(r"Installed \d+ package")
_REASON = re.compile(r"ERROR|error:|^\s*(?:cause:|×|╰|help:)", re.IGNORECASE)
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
    "error sending request",
    "Failed to fetch",
)
_OTHER_HASH = ("THESE PACKAGES DO NOT MATCH THE HASHES", "Hash mismatch for")
_NO_BUILD = ("No matching distribution found", "No solution found", "no wheels with a matching")


@dataclass(frozen=True)
class Installer:
    """What installs packages into one environment: uv, or the environment's own pip.

    Attributes:
        python: the environment's interpreter.
        log: file that gets its whole output.
        environment: variables that it runs with.
        uv: uv; None for pip.
        options: further options of each installation.
        pip: what runs pip for the environment, where that is not the environment's own one.
    """

    python: Path
    log: Path
    environment: Mapping[str, str]
    uv: Path | None = None
    options: tuple[str, ...] = ()
    pip: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What it is called."""
        return "uv" if self.uv else "pip"

    def knows(self, folder: Path) -> bool:
        """Whether it can change the environment in ``folder``: uv makes them without pip."""
        return bool(self.uv or self.pip or [*folder.glob("lib/python3.*/site-packages/pip")])

    def create(self, base: Path, folder: Path) -> str:
        """Make an empty environment with the interpreter ``base``; returns what went wrong."""
        command = [str(base), "-m", "venv", *(["--without-pip"] if self.pip else [])]
        if self.uv:
            command = [str(self.uv), "venv", "--python", str(base)]
        made = subprocess.run(
            [*command, str(folder)],
            capture_output=True,
            text=True,
            env=dict(self.environment),
            check=False,
        )
        return "" if made.returncode == 0 else (made.stderr or made.stdout).strip()

    def run(self, verb: str, arguments: Sequence[str], counted: Counted) -> Outcome:
        """Run it to do ``verb``, which uv and pip spell alike."""
        if self.uv:
            command = [str(self.uv), "pip", verb, "--python", str(self.python)]
        else:
            command = [*(self.pip or (str(self.python), "-m", "pip")), verb]
        if verb in ("install", "download"):
            command += ["--no-deps", *self.options]
        folder = self.log.parent
        folder.mkdir(parents=True, exist_ok=True)
        command += arguments
        return run_logged(command, self.log, self.environment, folder, counted.line, counted.show)

    def installed(self, progress: Progress) -> list[str]:
        """The names of what the environment holds, as they spell themselves."""
        outcome = self.run("list", ["--format=freeze"], Counted("looking", 0, progress))
        return [line.partition("==")[0] for line in outcome.tail if "==" in line]


class Counted:
    """Follows what an installer says, line by line.

    Args:
        title: what is installed.
        total: how many packages.
        progress: where to say how far it is.
    """

    def __init__(self, title: str, total: int, progress: Progress) -> None:
        self._title = title
        self._total = total
        self._progress = progress
        self._done = 0
        self._state = "starting"
        self._start = time.monotonic()

    def line(self, text: str) -> None:
        """Take in a line."""
        found = _COUNTED.match(text)
        plural = "s" * (self._total > 1)
        if found:
            self._done += 1
            name = re.split(r"==|-\d", found.group(1).rpartition("/")[2])[0]
            self._state = f"fetching {min(self._done, self._total)} of {self._total}: {name}"
        elif _UNPACKING.match(text):
            self._state = f"unpacking {self._total} package{plural}"
        elif _COMPILING.match(text):
            self._state = f"compiling {self._total} package{plural}"
        self.show()

    def show(self) -> None:
        """Say how far it is."""
        seconds = int(time.monotonic() - self._start)
        self._progress.update(f"{self._title}: {self._state} ({seconds} s)")


class UnexplainedError(UserError):
    """The installer failed for a reason that another one may not have."""


class NoBuildError(UnexplainedError):
    """The installer found no build of a package."""


def failure(title: str, outcome: Outcome, installer: Installer) -> UserError:
    """What a failed run means and what to do next."""
    reasons = [line.strip() for line in outcome.tail if _REASON.search(line)]
    why = "\n".join((reasons or list(outcome.tail))[-4:]) or f"{installer.name} said nothing"
    text = "\n".join(outcome.tail)
    if "No space left on device" in text:
        return UserError(
            f"The disk filled up while installing {title}.",
            why,
            "Free some space (each environment takes about 2.5 GB) and run the same command again.",
        )
    if any(mark in text for mark in _OTHER_HASH):
        return UserError(
            f"What the package index gave for {title} is not what the lock names.",
            why,
            "Nothing was installed. Ask another index (PIP_INDEX_URL), and if it gives the same,\n"
            "do not install: somebody may have changed the package. How a lock is made stands in\n"
            "requirements/README.md.",
        )
    if any(mark in text for mark in _NETWORK):
        return UnexplainedError(
            f"The package index could not be reached while installing {title}.",
            why,
            "Check the network (or set PIP_INDEX_URL to a mirror, HTTPS_PROXY to a proxy) and run\n"
            "the same command again: what was fetched already is kept. Without any network,\n"
            "install from a folder that `make bundle` wrote elsewhere: make run OFFLINE=folder",
        )
    if any(mark in text for mark in _NO_BUILD):
        return NoBuildError(
            f"A package that {title} needs has no build for this machine.",
            why,
            "The locks are made for Linux on x86-64; see requirements/README.md to make others.",
        )
    return UnexplainedError(
        f"{installer.name} could not install {title}.",
        why,
        f"The whole output is in {installer.log}.",
    )
