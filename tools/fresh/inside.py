"""Making a bare Debian root with the project in it, and running commands in it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from tools.errors import UserError
from tools.setup import debian
from tools.setup.commands import run_logged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tools.setup.progress import Progress

PROJECT = "/srv/luohu"
"""Where the project stands in the root."""

_PACKAGES = "git,make,python3"
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def require_means(variables: Mapping[str, str], log: Path, progress: Progress) -> None:
    """See that this machine can make a root and enter it; mmdebstrap is installed if it may be.

    Raises:
        UserError: it cannot; it tells what it lacks.
    """
    if os.geteuid() != 0:
        raise _cannot("It needs root: for a root with its own mounts.", "sudo make fresh-test")
    tried = subprocess.run(
        ["unshare", "--mount", "--pid", "--fork", "true"],
        capture_output=True,
        text=True,
        check=False,
    )
    if tried.returncode != 0:
        raise _cannot(f"It may not unshare: {tried.stderr.strip()}", "Run it on another machine.")
    if shutil.which("mmdebstrap"):
        return
    failed = "no apt-get"
    if debian.may_install(variables):
        failed = debian.install(("mmdebstrap",), "mmdebstrap", log, variables, progress)
    if failed:
        raise _cannot(f"There is no mmdebstrap: {failed}", "On Debian: apt-get install mmdebstrap")


def make_root(root: Path, suite: str, project: Path, log: Path, progress: Progress) -> None:
    """Make a Debian with git, make and python3, and copy into it what version control has or would.

    Raises:
        UserError: mmdebstrap failed.
    """

    def show(line: str = "") -> None:
        progress.update(f"Making a bare Debian ({suite}) {line.strip()[:60]}")

    log.unlink(missing_ok=True)
    command = ("mmdebstrap", "--variant=minbase", f"--include={_PACKAGES}", suite, str(root))
    outcome = run_logged(command, log, dict(os.environ), root, show, show)
    if outcome.code != 0:
        raise _cannot("\n".join(outcome.tail[-5:]), f"The whole output is in {log}.")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        source, target = project / name, root / PROJECT.lstrip("/") / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    progress.say(f"Made: a bare Debian ({suite}) with {_PACKAGES}.")


def command_inside(
    root: Path, shown: Mapping[Path, Path], variables: Mapping[str, str]
) -> list[str]:
    """What runs a shell's command in the project in the root, once that command is added.

    ``shown`` are files and folders of this machine, and where they are seen there, not to be
    written. All mounts are seen by the command only, and whatever it started ends with it.
    """
    steps = [
        f"mount -t proc proc {shlex.quote(str(root / 'proc'))}",
        f"mount --rbind /dev {shlex.quote(str(root / 'dev'))}",
        *(_bind(path, Path(f"{root}{place}")) for path, place in shown.items()),
    ]
    own = {"HOME": "/root", "PATH": _PATH, "LANG": "C.UTF-8", **variables}
    settings = " ".join(shlex.quote(f"{name}={value}") for name, value in own.items())
    shell = f'/bin/sh -c "cd {PROJECT} && $0"'
    enter = f"exec chroot {shlex.quote(str(root))} /usr/bin/env -i {settings} {shell}"
    unshare = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
    return [*unshare, "/bin/sh", "-ec", "\n".join([*steps, enter])]


def _bind(source: Path, target: Path) -> str:
    made = f"mkdir -p {shlex.quote(str(target if source.is_dir() else target.parent))}"
    if not source.is_dir():
        made += f" && touch {shlex.quote(str(target))}"
    return f"{made} && mount --bind -o ro {shlex.quote(str(source))} {shlex.quote(str(target))}"


def _cannot(why: str, next_step: str) -> UserError:
    return UserError("README's commands cannot be tried in a bare Debian here.", why, next_step)
