"""``make check`` and ``make test``: every check of the project, on both cores.

Two run at a time, what each says is shown when it is done. All of them run even when one fails; the
exit code tells whether every one passed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from luohu.settings import ROOT, SettingsError
from tools.errors import UserError
from tools.setup.environments import environments
from tools.setup.node import find_node
from tools.setup.prepare import prepare, prepare_for_style
from tools.setup.progress import Progress
from tools.variables import project_variables

_CODE = ("luohu", "actions", "bot", "tools", "evaluation", "tests")
_BESIDE_RASA = "evaluation/bench/inside_rasa.py"
_TYPED = ("luohu", "actions", "tools", "evaluation")
_ELSEWHERE = ("tests/bot", "tests/e2e")
_CHANNELS = {"tests/e2e/channels": "channels", "tests/e2e/kiosk": "kiosk"}
_NPM = {"clients": "the pages", "clients/miniprogram": "the mini program"}


@dataclass(frozen=True)
class Check:
    """One program to run.

    Attributes:
        title: what it checks.
        environment: the Python environment whose module ``command`` names; for an npm script, the
            folder with its package.json.
        command: the module and its arguments, or the script.
        with_a_bot: whether it starts a bot of its own; these run last, side by side.
    """

    title: str
    environment: str
    command: tuple[str, ...]
    with_a_bot: bool = False


def lint_checks() -> list[Check]:
    """Style, types and generated files; only folders that exist are looked at.

    One mypy serves both environments: it reads the packages of the interpreter it is given.
    """
    code = [name for name in _CODE if (ROOT / name).is_dir()]
    typed = [name for name in _TYPED if (ROOT / name).is_dir()]
    python = str(environments(ROOT)["bot"].python)
    of_bot = ("--python-executable", python, "--python-version", "3.10")
    return [
        Check("Style", "actions", ("ruff", "check", *code)),
        Check("Format", "actions", ("ruff", "format", "--check", *code)),
        Check("Layers", "actions", ("tools.layers",)),
        Check("Types", "actions", ("mypy", *typed)),
        Check("Types of the bot", "actions", ("mypy", *of_bot, "bot", _BESIDE_RASA)),
        Check("Generated files", "actions", ("tools.generate", "--check")),
        Check("Known weaknesses of packages", "actions", ("tools.supply.audit",)),
        *(
            Check(f"{title} of {name}", folder, (script,))
            for folder, name in _NPM.items()
            for title, script in (("Style", "lint"), ("Types", "typecheck"))
        ),
    ]


def test_checks() -> list[Check]:
    """The test suites; the last ones start a bot of their own each."""
    ignored = [f"--ignore={folder}" for folder in _ELSEWHERE]
    return [
        Check("Tests of everything but the bot", "actions", ("pytest", "tests", *ignored)),
        Check("Tests of the bot", "bot", ("pytest", "tests/bot")),
        *(Check(f"Tests of {name}", folder, ("test",)) for folder, name in _NPM.items()),
        Check(
            "Tests of what the running bot answers",
            "actions",
            ("pytest", "tests/e2e", *(f"--ignore={folder}" for folder in _CHANNELS)),
            with_a_bot=True,
        ),
        *(
            Check(
                f"Tests of the running bot's {name}", "actions", ("pytest", folder), with_a_bot=True
            )
            for folder, name in _CHANNELS.items()
        ),
    ]


def main() -> int:
    """Run the checks that the arguments name; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python3 -m tools.checks", description=__doc__)
    parser.add_argument("--lint-only", action="store_true", help="style and types, no tests")
    lint_only = parser.parse_args().lint_only
    progress = Progress(sys.stdout)
    try:
        if lint_only:
            prepare_for_style(os.environ, progress)
        else:
            prepare(os.environ, progress, tests=True)
    except (UserError, SettingsError) as error:
        progress.say(f"\n{error}")
        return 1
    checks = lint_checks() if lint_only else [*lint_checks(), *test_checks()]
    failed = _failed(checks, progress)
    if failed:
        progress.say(f"\nFailed: {', '.join(failed)}.")
    return 1 if failed else 0


def _failed(checks: Sequence[Check], progress: Progress) -> list[str]:
    """Run the checks; returns the titles of those that failed."""
    # What shares an environment's files runs one after the other.
    first = [check for check in checks if not check.with_a_bot]
    lanes = (
        [check for check in first if check.environment == "actions"],
        [check for check in first if check.environment != "actions"],
    )
    last = [[check] for check in checks if check.with_a_bot]
    running, start = Running(progress), time.monotonic()
    failed: list[str] = []
    with ThreadPoolExecutor(2) as pool:
        for group in (lanes, last):
            futures: list[Future[list[str]]] = [pool.submit(running.run, lane) for lane in group]
            while not all(future.done() for future in futures):
                running.show(time.monotonic() - start)
                time.sleep(0.2)
            failed += [title for future in futures for title in future.result()]
    return failed


class Running:
    """The checks that run at this moment.

    Args:
        progress: where to say what goes on.
    """

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._lock = threading.Lock()
        self._titles: list[str] = []

    def run(self, lane: Sequence[Check]) -> list[str]:
        """Run checks one after the other; returns the titles of those that failed."""
        return [check.title for check in lane if not self._passes(check)]

    def show(self, seconds: float) -> None:
        """Say which run."""
        with self._lock:
            self._progress.update(f"Running ({seconds:.0f} s): {', '.join(self._titles)}")

    def _passes(self, check: Check) -> bool:
        with self._lock:
            self._titles.append(check.title)
        start = time.monotonic()
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
            code = subprocess.run(
                _command(check),
                cwd=ROOT,
                env=_variables(check),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                check=False,
            ).returncode
            said.seek(0)
            told = said.read().rstrip()
        with self._lock:
            self._titles.remove(check.title)
            seconds = time.monotonic() - start
            self._progress.say(f"\n== {check.title} ({seconds:.0f} s) ==\n{told}")
        return code == 0


def _command(check: Check) -> list[str]:
    if check.environment in _NPM:
        npm = str(find_node(os.environ).npm)
        return [npm, "--prefix", check.environment, "run", "--silent", *check.command]
    return [str(environments(ROOT)[check.environment].python), "-m", *check.command]


def _variables(check: Check) -> dict[str, str]:
    variables = project_variables(ROOT, os.environ)
    if check.environment in _NPM:
        variables["PATH"] = find_node(os.environ).path
    return variables


if __name__ == "__main__":
    sys.exit(main())
