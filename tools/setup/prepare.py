"""The whole set-up in order, doing only what is not yet done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from luohu.settings import ROOT, read_settings
from tools.errors import UserError
from tools.setup import environments as env
from tools.setup.build import build, steps
from tools.setup.install import bring_up_to_date, pip_of
from tools.setup.lock import only_one
from tools.setup.pythons import find_python

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tools.setup.environments import Environment
    from tools.setup.progress import Progress


def prepare(
    variables: Mapping[str, str],
    progress: Progress,
    names: tuple[str, ...] = ("bot", "actions"),
    tests: bool = False,
    built: bool = True,
    root: Path = ROOT,
) -> None:
    """Bring the environments ``names`` up to date and, if ``built``, everything built from them.

    Raises:
        UserError: what is missing or failed, and what to do next.
        SettingsError: an environment variable of the project cannot be read.
    """
    settings = read_settings(dict(variables))
    chosen = env.environments(root)
    with only_one(root / ".venv", progress):
        stale = [
            chosen[name]
            for name in names
            if not env.is_current(chosen[name], chosen[name].locks(tests))
        ]
        _require_pythons(stale, variables)
        for environment in stale:
            log = root / ".venv" / f"{environment.name}-install.log"
            pip = pip_of(environment, log, variables)
            bring_up_to_date(environment, environment.locks(tests), pip, variables, progress)
        if built:
            build(root, settings, steps(root, settings, chosen), variables, progress)


def _require_pythons(stale: list[Environment], variables: Mapping[str, str]) -> None:
    """Look for every interpreter before minutes are spent on the first environment."""
    errors: list[UserError] = []
    for environment in stale:
        if env.installed_locks(environment):
            continue
        try:
            find_python(environment.version, environment.purpose, variables)
        except UserError as error:
            errors.append(error)
    if errors:
        raise UserError(
            "\n".join(error.what for error in errors),
            "\n".join(error.why for error in errors),
            "\n\n".join(error.next_step for error in errors),
        )
