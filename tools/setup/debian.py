"""Installing packages of the system, where it is a Debian and this account may do that."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from tools.processes import ending
from tools.setup.commands import run_logged

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tools.setup.progress import Progress


def may_install(variables: Mapping[str, str]) -> bool:
    """Whether packages of the system can be installed from here."""
    return os.geteuid() == 0 and shutil.which("apt-get", path=variables.get("PATH", "")) is not None


def install(
    packages: tuple[str, ...],
    title: str,
    log: Path,
    variables: Mapping[str, str],
    progress: Progress,
) -> str:
    """Install packages; returns what went wrong, and nothing where nothing did."""
    quiet = {**variables, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (("update",), ("install", "-y", "--no-install-recommends", *packages)):

        def show(line: str = "", word: str = command[0]) -> None:
            progress.update(f"Installing {title} ({word}) {line.strip()[:60]}")

        outcome = run_logged(("apt-get", "-q", *command), log, quiet, log.parent, show, show)
        if outcome.code != 0:
            return f"apt-get {command[0]} failed ({ending(outcome.code)}); see {log}."
    return ""
