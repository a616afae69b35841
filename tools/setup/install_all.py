"""Bringing environments up to date side by side, by uv where it can be had, else by pip."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tools.errors import UserError
from tools.setup import environments as env
from tools.setup.install import bring_up_to_date
from tools.setup.installer import UnexplainedError
from tools.setup.node import link_node
from tools.setup.pythons import find_python, setting_name
from tools.setup.side_by_side import side_by_side
from tools.setup.uv import installer_of, ready_uv

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tools.setup.environments import Environment
    from tools.setup.progress import Progress
    from tools.setup.uv import Uv


def install_all(
    stale: Sequence[Environment],
    tests: bool,
    variables: Mapping[str, str],
    progress: Progress,
    root: Path,
) -> None:
    """Bring the environments of the project at ``root`` to what their locks name.

    Raises:
        UserError: an interpreter is missing and cannot be fetched, or an installation failed.
    """
    if not stale:
        return
    uv = ready_uv(root, variables, progress)
    _require_pythons(stale, uv, variables, progress)
    jobs = (partial(_install, one, tests, uv, variables, progress) for one in stale)
    side_by_side(jobs, progress)


def _install(
    environment: Environment,
    tests: bool,
    uv: Uv | None,
    variables: Mapping[str, str],
    progress: Progress,
) -> None:
    try:
        _install_by(uv, environment, tests, variables, progress)
    except UnexplainedError as error:
        if uv is None:
            raise
        progress.say(f"{error}\nNow pip tries, which takes longer …")
        _install_by(None, environment, tests, variables, progress)


def _install_by(
    uv: Uv | None,
    environment: Environment,
    tests: bool,
    variables: Mapping[str, str],
    progress: Progress,
) -> None:
    installer = installer_of(environment, uv, variables)
    found = uv.beside(variables) if uv else variables
    bring_up_to_date(environment, environment.locks(tests), installer, found, progress)
    if environment.name == "node":
        link_node(environment.folder)


def _require_pythons(
    stale: Sequence[Environment],
    uv: Uv | None,
    variables: Mapping[str, str],
    progress: Progress,
) -> None:
    """Find or fetch every interpreter before minutes are spent on the first environment."""
    errors: list[UserError] = []
    for environment in stale:
        if env.installed_locks(environment):
            continue
        try:
            _require_python(environment, uv, variables, progress)
        except UserError as error:
            errors.append(error)
    if errors:
        raise UserError(
            "\n".join(error.what for error in errors),
            "\n".join(error.why for error in errors),
            "\n\n".join(error.next_step for error in errors),
        )


def _require_python(
    environment: Environment, uv: Uv | None, variables: Mapping[str, str], progress: Progress
) -> None:
    version, purpose = environment.version, environment.purpose
    if uv is None:
        find_python(version, purpose, variables)
        return
    found, failed = uv.beside(variables), ""
    try:
        find_python(version, purpose, found, with_pip=False)
    except UserError:
        if setting_name(version) in variables:
            raise
        failed = uv.fetch_python(version, environment.folder.parent / "uv-python.log", progress)
    else:
        return
    try:
        find_python(version, purpose, found, with_pip=False)
    except UserError as error:
        why = f"{error.why}\nuv could not fetch it: {failed}"
        raise UserError(error.what, why, error.next_step) from error
    progress.say(f"Fetched: Python {version}.")
