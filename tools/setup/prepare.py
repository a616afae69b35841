"""The whole set-up in order, doing only what is not yet done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from luohu.settings import ROOT, read_settings
from tools.setup import environments as env
from tools.setup.browser import require_browser
from tools.setup.build import build, build_all, plan
from tools.setup.generated import make_generated
from tools.setup.install_all import install_all
from tools.setup.lock import only_one
from tools.setup.node import find_node, needs_node
from tools.setup.pages import packages_step, page_steps
from tools.setup.sources import from_folder

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
    variables = from_folder(variables)
    chosen = env.environments(root)
    wanted = dict.fromkeys((*names, *(("node",) if built else ())))
    with only_one(root / ".venv", progress):
        stale = [chosen[name] for name in wanted if _is_stale(chosen[name], tests, variables, root)]
        install_all(stale, tests, variables, progress, root)
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
    variables = from_folder(variables)
    prepare(variables, progress, ("bot", "actions", "node"), tests=True, built=False, root=root)
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
    node = find_node(variables, root)
    packages, pages = page_steps(root, settings, node)
    planned = [packages, *([pages] if built else [])]
    if tests:
        folder = root / "clients" / "miniprogram"
        planned.append(packages_step(root, settings, node, folder, "packages of the mini program"))
    if tests and built:
        require_browser(variables, settings.var_dir / "log" / "browser.log", progress)
    build(root, settings, planned, {**variables, "PATH": node.path}, progress)


def _is_stale(
    environment: Environment, tests: bool, variables: Mapping[str, str], root: Path
) -> bool:
    if environment.name == "node":
        return needs_node(variables, root)
    return not env.is_current(environment, environment.locks(tests))
