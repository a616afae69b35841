"""uv, which makes environments, installs into them and fetches Pythons that are missing."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tools.errors import UserError
from tools.setup import debian
from tools.setup import environments as env
from tools.setup.commands import run_logged
from tools.setup.install import bring_up_to_date
from tools.setup.installer import Installer
from tools.setup.locks import read_hashes, read_lock
from tools.setup.pythons import setting_name
from tools.setup.sources import OFFLINE, WHEELS, in_words_of_uv

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tools.setup.environments import Environment
    from tools.setup.progress import Progress

_HOW = {
    # Whichever index has the locked file may give it, as with pip; the hash decides.
    "UV_INDEX_STRATEGY": "unsafe-best-match",
    "UV_NO_PROGRESS": "1",
}


@dataclass(frozen=True)
class Uv:
    """uv at work.

    Attributes:
        program: uv itself.
        variables: what it runs with: the set-up's, and what pip is set to.
        options: further options of installations.
    """

    program: Path
    variables: Mapping[str, str]
    options: tuple[str, ...]

    def beside(self, variables: Mapping[str, str]) -> dict[str, str]:
        """``variables`` with which this uv is found before any other."""
        return {**variables, "PATH": f"{self.program.parent}:{variables.get('PATH', '')}"}

    def fetch_python(
        self,
        version: str,
        log: Path,
        progress: Progress,
        into: Mapping[str, str] | None = None,
    ) -> str:
        """Fetch a Python into uv's own folder of Pythons, or where the variables ``into`` say.

        Returns:
            what went wrong, and nothing where nothing did.
        """
        start = time.monotonic()

        def show(_line: str = "") -> None:
            progress.update(f"Fetching Python {version} ({time.monotonic() - start:.0f} s)")

        command = (str(self.program), "python", "install", "--no-bin", version)
        outcome = run_logged(
            command, log, {**self.variables, **(into or {})}, log.parent, show, show
        )
        return "" if outcome.code == 0 else "; ".join(map(str.strip, outcome.tail[-3:]))


def ready_uv(root: Path, variables: Mapping[str, str], progress: Progress) -> Uv | None:
    """The uv of the project at ``root``, installed by pip if need be; None where none can be had.

    Raises:
        UserError: packages are to come from a folder, and uv cannot be installed from that.
    """
    environment = env.environments(root)["uv"]
    locks = environment.locks(tests=False)
    log = environment.folder.parent / "uv-install.log"
    try:
        pip = _pip(environment, variables, log, progress)
        own = {**variables, setting_name(environment.version): sys.executable}
        if not env.is_current(environment, locks):
            installer = Installer(environment.python, log, _without_foreign(variables), pip=pip)
            bring_up_to_date(environment, locks, installer, own, progress)
    except UserError as error:
        if variables.get(OFFLINE):
            raise
        progress.say(f"pip installs, which takes minutes longer, as uv cannot be had.\n{error}\n")
        return None
    asked = pip or (str(environment.python), "-m", "pip")
    told, options = in_words_of_uv(asked, variables)
    return Uv(environment.folder / "bin" / "uv", {**told, **_HOW}, options)


def installer_of(
    environment: Environment, uv: Uv | None, variables: Mapping[str, str]
) -> Installer:
    """What installs into ``environment``, free of what the calling shell has set for its Python."""
    log = environment.folder.parent / f"{environment.name}-install.log"
    kept = _without_foreign(uv.variables if uv else variables)
    if uv is None:
        return Installer(environment.python, log, kept)
    return Installer(environment.python, log, kept, uv.program, uv.options)


def _without_foreign(variables: Mapping[str, str]) -> dict[str, str]:
    foreign = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    return {name: value for name, value in variables.items() if name not in foreign}


def _pip(
    environment: Environment, variables: Mapping[str, str], log: Path, progress: Progress
) -> tuple[str, ...]:
    """What runs the pip that installs uv; empty for the one of uv's own environment."""
    folder = variables.get(OFFLINE)
    if folder:
        return (str(environment.python), str(_wheel_of_pip(environment, Path(folder)) / "pip"))
    if importlib.util.find_spec("ensurepip") is None:
        _require_venv(variables, log, progress)
    return ()


def _wheel_of_pip(environment: Environment, folder: Path) -> Path:
    """pip's wheel in the folder, which Python runs as it is; nobody else checks its hash."""
    lock = environment.lock_file("bundle.lock")
    version, hashes = read_lock(lock)["pip"], read_hashes(lock)["pip"]
    for wheel in (folder / WHEELS).glob(f"pip-{version}-*.whl"):
        if f"sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}" in hashes:
            return wheel
    raise UserError(
        "The folder for set-up without network is not of this version of the project.",
        f"{folder / WHEELS} holds no pip {version} with the hash of {lock}.",
        "Write it anew with `make bundle` of this version.",
    )


def _require_venv(variables: Mapping[str, str], log: Path, progress: Progress) -> None:
    failed = "This account may not install it."
    if debian.may_install(variables):
        package = ("python3-venv",)
        failed = debian.install(package, "python3-venv", log, variables, progress)
    if failed:
        raise UserError(
            f"{sys.executable} comes without pip and venv.",
            failed,
            "On Debian: apt-get install python3-venv; then run the same command again.",
        )
    progress.say("Installed: python3-venv, with which set-up begins.")
