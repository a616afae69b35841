"""The whole set-up in order, doing only what is not yet done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from luohu.settings import ROOT, read_settings
from tools.errors import UserError
from tools.setup import environments as env
from tools.setup.browser import require_browser
from tools.setup.build import build, build_all, plan
from tools.setup.generated import make_generated
from tools.setup.install import bring_up_to_date, pip_of
from tools.setup.lock import only_one
from tools.setup.node import find_node
from tools.setup.pages import packages_step, page_steps
from tools.setup.pythons import find_python
from tools.setup.side_by_side import side_by_side

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from luohu.settings import Settings
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
    if built:
        # Before minutes are spent on what can be built.
        find_node(variables)
    chosen = env.environments(root)
    with only_one(root / ".venv", progress):
        stale = [
            chosen[name]
            for name in names
            if not env.is_current(chosen[name], chosen[name].locks(tests))
        ]
        _require_pythons(stale, variables)

        def install(environment: Environment) -> None:
            log = root / ".venv" / f"{environment.name}-install.log"
            pip = pip_of(environment, log, variables)
            bring_up_to_date(environment, environment.locks(tests), pip, variables, progress)

        side_by_side((partial(install, one) for one in stale), progress)
        if built:
            log = settings.var_dir / "log" / "generate.log"
            make_generated(chosen["actions"].python, root, log, variables, progress)
            _prepare_pages(settings, variables, progress, tests, built=True, root=root)
            build_all(root, settings, plan(settings, chosen), variables, progress)


def prepare_for_style(variables: Mapping[str, str], progress: Progress, root: Path = ROOT) -> None:
    """Install what checks of style and types need, and build nothing.

    Raises:
        UserError, SettingsError: as :func:`prepare`.
    """
    prepare(variables, progress, tests=True, built=False, root=root)
    with only_one(root / ".venv", progress):
        _prepare_pages(
            read_settings(dict(variables)), variables, progress, tests=True, built=False, root=root
        )


def _prepare_pages(
    settings: Settings,
    variables: Mapping[str, str],
    progress: Progress,
    tests: bool,
    built: bool,
    root: Path,
) -> None:
    """Install the packages of the pages and, if ``built``, build them.

    With ``tests``, also what tests of pages and mini program need.
    """
    node = find_node(variables)
    packages, pages = page_steps(root, settings, node)
    planned = [packages, *([pages] if built else [])]
    if tests:
        folder = root / "clients" / "miniprogram"
        planned.append(packages_step(root, settings, node, folder, "packages of the mini program"))
    if tests and built:
        require_browser(variables, settings.var_dir / "log" / "browser.log", progress)
    build(root, settings, planned, {**variables, "PATH": node.path}, progress)


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
