"""``make check`` and ``make test``: every check of the project, one after the other.

All of them run even when one fails; the exit code tells whether every one passed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from dataclasses import dataclass

from luohu.settings import ROOT, SettingsError
from tools.errors import UserError
from tools.setup.environments import environments
from tools.setup.node import find_node
from tools.setup.prepare import prepare, prepare_for_style
from tools.setup.progress import Progress
from tools.variables import project_variables

_CODE = ("luohu", "actions", "bot", "tools", "evaluation", "tests")
_TYPED = ("luohu", "actions", "tools", "evaluation")
_ELSEWHERE = ("tests/bot", "tests/e2e")
_NPM = {"clients": "the pages", "clients/miniprogram": "the mini program"}


@dataclass(frozen=True)
class Check:
    """One program to run.

    Attributes:
        title: what it checks.
        environment: the Python environment whose module ``command`` names; for an npm script, the
            folder with its package.json.
        command: the module and its arguments, or the script.
    """

    title: str
    environment: str
    command: tuple[str, ...]


def lint_checks() -> list[Check]:
    """Style and types; only folders that exist are looked at.

    One mypy serves both environments: it reads the packages of the interpreter it is given.
    """
    code = [name for name in _CODE if (ROOT / name).is_dir()]
    typed = [name for name in _TYPED if (ROOT / name).is_dir()]
    python = str(environments(ROOT)["bot"].python)
    of_bot = ("--python-executable", python, "--python-version", "3.10")
    return [
        Check("Style", "actions", ("ruff", "check", *code)),
        Check("Format", "actions", ("ruff", "format", "--check", *code)),
        Check("Types", "actions", ("mypy", *typed)),
        Check("Types of the bot", "actions", ("mypy", *of_bot, "bot")),
        *(
            Check(f"{title} of {name}", folder, (script,))
            for folder, name in _NPM.items()
            for title, script in (("Style", "lint"), ("Types", "typecheck"))
        ),
    ]


def test_checks() -> list[Check]:
    """The test suites; the last one starts a bot of its own."""
    ignored = [f"--ignore={folder}" for folder in _ELSEWHERE]
    return [
        Check("Tests of everything but the bot", "actions", ("pytest", "tests", *ignored)),
        Check("Tests of the bot", "bot", ("pytest", "tests/bot")),
        *(Check(f"Tests of {name}", folder, ("test",)) for folder, name in _NPM.items()),
        Check("Tests of the running bot", "actions", ("pytest", "tests/e2e")),
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
    failed = [check.title for check in checks if not _passes(check, progress)]
    if failed:
        progress.say(f"\nFailed: {', '.join(failed)}.")
    return 1 if failed else 0


def _passes(check: Check, progress: Progress) -> bool:
    progress.say(f"\n== {check.title} ==")
    variables = project_variables(ROOT, os.environ)
    if check.environment in _NPM:
        node = find_node(os.environ)
        variables["PATH"] = node.path
        command = [str(node.npm), "--prefix", check.environment, "run", "--silent", *check.command]
    else:
        python = environments(ROOT)[check.environment].python
        command = [str(python), "-m", *check.command]
    return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
