"""Bringing one environment to the state its locks name."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tools.errors import UserError
from tools.setup import environments as env
from tools.setup.installer import Counted, Installer, NoBuildError, UnexplainedError, failure
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
        installer: what installs into it.
        progress: where to say what goes on.
        task: what the installer does with the packages, and where.
    """

    environment: Environment
    locks: Sequence[str]
    installer: Installer
    progress: Progress
    task: tuple[str, ...] = ("install",)

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
    installer: Installer,
    variables: Mapping[str, str],
    progress: Progress,
) -> None:
    """Install ``locks`` into the environment, from nothing or from what it holds.

    Raises:
        UserError: no interpreter, no disk space, no network, no CPU build of torch, or a failure
            of the installer; the environment then counts as half finished.
    """
    start = time.monotonic()
    held = env.installed_locks(environment) if installer.knows(environment.folder) else {}
    if not held:
        _create(environment, installer, variables, progress)
    still_there = [lock for lock in held if environment.lock_file(lock).exists()]
    wanted = sorted({*still_there, *locks})
    work = Installation(environment, wanted, installer, progress)
    env.remove_stamp(environment)
    _install(work, variables)
    if held:
        _remove_strays(work)
    env.write_stamp(environment, wanted)
    seconds = int(time.monotonic() - start)
    progress.say(f"Environment {environment.name} is ready ({seconds} s).")


def fetch(
    environment: Environment,
    locks: Sequence[str],
    installer: Installer,
    folder: Path,
    variables: Mapping[str, str],
    progress: Progress,
) -> None:
    """Fetch what the environment is installed from into ``folder``; what is there stays.

    Raises:
        UserError: as :func:`bring_up_to_date`.
    """
    task = ("download", "--dest", str(folder))
    _install(Installation(environment, locks, installer, progress, task), variables)
    progress.say(f"Fetched: the packages of environment {environment.name}.")


def _create(
    environment: Environment,
    installer: Installer,
    variables: Mapping[str, str],
    progress: Progress,
) -> None:
    with_pip = installer.name == "pip" and not installer.pip
    base = find_python(environment.version, environment.purpose, variables, with_pip)
    if env.remove_folder(environment):
        progress.say(f"Environment {environment.name} was left unfinished: making it anew.")
    _check_disk(environment)
    progress.say(f"Making environment {environment.name} with {base} …")
    environment.folder.parent.mkdir(parents=True, exist_ok=True)
    failed = installer.create(base, environment.folder)
    if failed:
        raise UserError(
            f"{base} could not make a virtual environment.",
            failed,
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
    # Compiled is everything that is there, so once, at the end; pip does it by itself.
    compiled = ["--compile-bytecode"] if work.installer.uv else []
    title = f"environment {work.environment.name}"
    _run(work, rest, ["--no-build-isolation", *compiled], title)


def _install_torch(work: Installation, version: str, variables: Mapping[str, str]) -> None:
    source, wanted = torch_arguments(version, variables)
    try:
        _run_with(work, {_TORCH: wanted}, source, "PyTorch for the CPU")
    except NoBuildError as error:
        # uv knows PyTorch's index of CPU builds; it is asked only where nothing at hand has one.
        if source or not work.installer.uv or work.installer.options:
            raise no_cpu_build(version, error.why) from error
        try:
            asked = ["--torch-backend", "cpu"]
            _run_with(work, {_TORCH: wanted}, asked, "PyTorch from its own index")
        except UnexplainedError as second:
            raise no_cpu_build(version, f"{error.why}\n{second.why}") from second
    cuda = cuda_version(work.environment.folder)
    if cuda:
        raise no_cpu_build(version, f"What was installed is a build for CUDA {cuda}.")


def _run(work: Installation, names: Sequence[str], options: Sequence[str], title: str) -> None:
    packages = work.packages()
    _run_with(work, {name: packages[name] for name in names}, options, title)


def _run_with(
    work: Installation, packages: Mapping[str, str], options: Sequence[str], title: str
) -> None:
    with _wanted(work, packages) as arguments:
        counted = Counted(title, len(packages), work.progress)
        verb, *where = work.task
        outcome = work.installer.run(verb, [*where, *options, *arguments], counted)
    if outcome.code != 0:
        raise failure(title, outcome, work.installer)


@contextmanager
def _wanted(work: Installation, packages: Mapping[str, str]) -> Iterator[list[str]]:
    """What the installer is told to install, and nothing whose hash the locks do not have."""
    hashes = work.hashes()
    lines = [
        f"{name}=={version} {' '.join(f'--hash={one}' for one in hashes[name])}"
        for name, version in packages.items()
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        yield ["--require-hashes", "-r", file.name]


def _remove_strays(work: Installation) -> None:
    known = {*work.packages(), *_NOT_IN_LOCKS}
    held = work.installer.installed(work.progress)
    strays = [name for name in held if normalised(name) not in known]
    if strays:
        counted = Counted("removing what the locks no longer name", len(strays), work.progress)
        confirmed = [] if work.installer.uv else ["--yes"]
        outcome = work.installer.run("uninstall", [*confirmed, *strays], counted)
        if outcome.code != 0:
            raise failure("what the locks no longer name", outcome, work.installer)
