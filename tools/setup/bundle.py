"""``python3 -m tools.setup.bundle FOLDER``: fetch all that a machine without network needs."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from luohu.settings import ROOT
from tools.errors import TO_GO_ON, UserError, exit_code
from tools.setup.commands import run_logged
from tools.setup.environments import environments
from tools.setup.install import fetch
from tools.setup.installer import Installer
from tools.setup.node import find_node
from tools.setup.prepare import prepare
from tools.setup.progress import Progress
from tools.setup.sources import NPM, PYTHONS, WHEELS
from tools.setup.uv import ready_uv

if TYPE_CHECKING:
    from collections.abc import Mapping

_SERVERS = ("bot", "actions")
_TOOLS = ("uv", "node", "bundle")


def main() -> int:
    """Write the folder that the argument names; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python3 -m tools.setup.bundle", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder.resolve()
    progress = Progress(sys.stdout)

    def write() -> None:
        bundle(folder, os.environ, progress)
        progress.say(
            f"\nWritten: {folder}. Bring it and this version of the project to the other machine:\n"
            "  make run OFFLINE=folder"
        )

    return exit_code(write, progress.say, TO_GO_ON)


def bundle(
    folder: Path, variables: Mapping[str, str], progress: Progress, root: Path = ROOT
) -> None:
    """Fetch the locked packages of Python and of npm, uv, Node.js and both Pythons.

    Raises:
        UserError: something cannot be had; what was fetched stays.
    """
    prepare(variables, progress, (*_SERVERS, "node", "bundle"), built=False, root=root)
    for part in (WHEELS, NPM, PYTHONS):
        (folder / part).mkdir(parents=True, exist_ok=True)
    chosen = environments(root)
    pip = (str(chosen["bundle"].python), "-m", "pip")
    for name in (*_TOOLS, *_SERVERS):
        one = chosen[name]
        # Of each package the file that the environment's Python takes; any takes those of tools.
        python = (one if name in _SERVERS else chosen["bundle"]).python
        installer = Installer(
            python,
            root / ".venv" / "bundle.log",
            {**variables, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
            pip=(*pip, "--python", str(python)),
        )
        fetch(one, one.locks(tests=False), installer, folder / WHEELS, variables, progress)
    _fetch_npm(folder / NPM, variables, progress, root)
    _fetch_pythons(folder / PYTHONS, variables, progress, root)


def _fetch_npm(folder: Path, variables: Mapping[str, str], progress: Progress, root: Path) -> None:
    """Fill a cache of npm's by installing the pages' packages once, aside and without scripts."""
    node = find_node(variables, root)

    def show(_line: str = "") -> None:
        progress.update("Fetching the packages of the pages")

    with tempfile.TemporaryDirectory() as aside:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(root / "clients" / name, aside)
        command = (str(node.npm), "ci", "--prefix", aside, "--cache", str(folder))
        quiet = ("--ignore-scripts", "--no-audit", "--no-fund")
        log = root / ".venv" / "bundle.log"
        told = {**variables, "PATH": node.path}
        outcome = run_logged((*command, *quiet), log, told, Path(aside), show, show)
    if outcome.code != 0:
        raise UserError(
            "The packages of the pages could not be fetched.",
            "\n".join(outcome.tail[-3:]),
            f"The whole output is in {log}. Then run the same command again.",
        )
    progress.say("Fetched: the packages of the pages.")


def _fetch_pythons(
    folder: Path, variables: Mapping[str, str], progress: Progress, root: Path
) -> None:
    """Take along the Pythons, for machines that have none; where that fails, say so."""
    uv = ready_uv(root, variables, progress)
    chosen = environments(root)
    for version in (chosen[name].version for name in _SERVERS):
        failed = "uv cannot be had."
        if uv:
            with tempfile.TemporaryDirectory() as aside:
                into = {"UV_PYTHON_CACHE_DIR": str(folder), "UV_PYTHON_INSTALL_DIR": aside}
                log = root / ".venv" / "bundle.log"
                failed = uv.fetch_python(version, log, progress, into)
        progress.say(
            f"NOT fetched: Python {version}; the other machine needs one of its own.\n  {failed}"
            if failed
            else f"Fetched: Python {version}."
        )


if __name__ == "__main__":
    sys.exit(main())
