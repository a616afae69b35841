"""Bringing one environment to the state its locks name."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tools.errors import UserError
from tools.setup import environments as env
from tools.setup.installer import Pip, failure
from tools.setup.locks import normalised, read_hashes, read_lock
from tools.setup.pythons import find_python
from tools.setup.torch import cuda_version, no_cpu_build, torch_arguments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tools.setup.environments import Environment
    from tools.setup.progress import Progress

_TORCH = "torch"
# Source distributions are built with the locked versions of these, not with the newest.
_BUILDERS = ("setuptools", "wheel")
_NOT_IN_LOCKS = ("pip", "setuptools", "wheel")


@dataclass(frozen=True)
class Installation:
    """One environment about to be installed.

    Attributes:
        environment: which one.
        locks: all locks it is to hold.
        pip: its pip.
        progress: where to say what goes on.
    """

    environment: Environment
    locks: Sequence[str]
    pip: Pip
    progress: Progress

    def packages(self) -> dict[str, str]:
        """All packages of all locks: name to version."""
        merged: dict[str, str] = {}
        for lock in self.locks:
            merged.update(read_lock(self.environment.lock_file(lock)))
        return merged

    def hashes(self) -> dict[str, tuple[str, ...]]:
        """The hashes of all packages of all locks.

        Raises:
            UserError: a package has none.
        """
        merged: dict[str, tuple[str, ...]] = {}
        for lock in self.locks:
            try:
                merged.update(read_hashes(self.environment.lock_file(lock)))
            except ValueError as error:
                raise UserError(
                    f"Environment {self.environment.name} cannot be installed.",
                    str(error),
                    "Take the lock of the version that you want from version control.",
                ) from error
        return merged


def bring_up_to_date(
    environment: Environment,
    locks: Sequence[str],
    pip: Pip,
    variables: Mapping[str, str],
    progress: Progress,
) -> None:
    """Install ``locks`` into the environment, from nothing or from what it holds.

    Raises:
        UserError: no interpreter, no disk space, no network, no CPU build of torch, or a failure
            of pip; the environment then counts as half finished.
    """
    start = time.monotonic()
    held = env.installed_locks(environment)
    if not held:
        _create(environment, variables, progress)
    still_there = [lock for lock in held if environment.lock_file(lock).exists()]
    wanted = sorted({*still_there, *locks})
    work = Installation(environment, wanted, pip, progress)
    env.remove_stamp(environment)
    _install(work, variables)
    if held:
        _remove_strays(work)
    env.write_stamp(environment, wanted)
    seconds = int(time.monotonic() - start)
    progress.say(f"Environment {environment.name} is ready ({seconds} s).")


def _create(environment: Environment, variables: Mapping[str, str], progress: Progress) -> None:
    base = find_python(environment.version, environment.purpose, variables)
    if env.remove_folder(environment):
        progress.say(f"Environment {environment.name} was left unfinished: making it anew.")
    _check_disk(environment)
    progress.say(f"Making environment {environment.name} with {base} …")
    environment.folder.parent.mkdir(parents=True, exist_ok=True)
    made = subprocess.run(
        [str(base), "-m", "venv", str(environment.folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode != 0:
        raise UserError(
            f"{base} could not make a virtual environment.",
            (made.stderr or made.stdout).strip(),
            f"On Debian: apt-get install python{environment.version}-venv; then run again.",
        )


def _check_disk(environment: Environment) -> None:
    for folder in (environment.folder.parent.parent, Path(tempfile.gettempdir())):
        free = shutil.disk_usage(folder).free // 1_000_000
        if free < environment.megabytes:
            raise UserError(
                f"There is too little disk space for environment {environment.name}.",
                f"It needs {environment.megabytes} MB; {folder} has {free} MB free.",
                "Free some space, or set TMPDIR to a roomier folder, and run again.",
            )


def _install(work: Installation, variables: Mapping[str, str]) -> None:
    packages = work.packages()
    if _TORCH in packages:
        _install_torch(work, packages[_TORCH], variables)
    builders = [name for name in _BUILDERS if name in packages]
    if builders:
        _run(work, builders, [], "build tools")
    rest = [name for name in packages if name != _TORCH]
    _run(work, rest, ["--no-build-isolation"], f"environment {work.environment.name}")


def _install_torch(work: Installation, version: str, variables: Mapping[str, str]) -> None:
    source, wanted = torch_arguments(version, variables)
    with _wanted(work, {_TORCH: wanted}) as arguments:
        arguments = _arguments([*source, *arguments])
        outcome = work.pip.run(arguments, "PyTorch for the CPU", 1, work.progress)
    if outcome.code != 0:
        error = failure("PyTorch", outcome, work.pip.log)
        raise no_cpu_build(version, error.why) if "no build" in error.what else error
    cuda = cuda_version(work.environment.folder)
    if cuda:
        raise no_cpu_build(version, f"What was installed is a build for CUDA {cuda}.")


def _run(work: Installation, names: Sequence[str], options: Sequence[str], title: str) -> None:
    packages = work.packages()
    with _wanted(work, {name: packages[name] for name in names}) as arguments:
        arguments = _arguments([*options, *arguments])
        outcome = work.pip.run(arguments, title, len(names), work.progress)
    if outcome.code != 0:
        raise failure(title, outcome, work.pip.log)


@contextmanager
def _wanted(work: Installation, packages: Mapping[str, str]) -> Iterator[list[str]]:
    """What pip is told to install packages, and nothing whose hash the locks do not have."""
    hashes = work.hashes()
    lines = [
        f"{name}=={version} {' '.join(f'--hash={one}' for one in hashes[name])}"
        for name, version in packages.items()
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        yield ["--require-hashes", "-r", file.name]


def _arguments(wanted: Sequence[str]) -> list[str]:
    return [
        "install",
        "--no-deps",
        "--no-input",
        "--disable-pip-version-check",
        "--progress-bar=off",
        *wanted,
    ]


def _remove_strays(work: Installation) -> None:
    known = {*work.packages(), *_NOT_IN_LOCKS}
    strays = [name for name in work.pip.installed(work.progress) if normalised(name) not in known]
    if strays:
        arguments = ["uninstall", "--yes", "--disable-pip-version-check", *strays]
        outcome = work.pip.run(arguments, "removing", len(strays), work.progress)
        if outcome.code != 0:
            raise failure("what the locks no longer name", outcome, work.pip.log)


def pip_of(environment: Environment, log: Path, variables: Mapping[str, str]) -> Pip:
    """The pip of ``environment``, free of what the calling shell has set for its own Python."""
    foreign = ("PYTHONPATH", "PYTHONHOME")
    kept = {name: value for name, value in variables.items() if name not in foreign}
    return Pip(environment.python, log, kept)
