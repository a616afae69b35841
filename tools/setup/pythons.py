"""Finding an interpreter of an exact minor version, wherever a machine may keep one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tools.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SYSTEM_FOLDERS = ("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin")
_PROBE = """
import importlib.util, json, sys
print(json.dumps({
    "version": "%d.%d" % sys.version_info[:2],
    "base": getattr(sys, "_base_executable", None) or sys.executable,
    "venv": all(importlib.util.find_spec(m) for m in ("venv", "ensurepip")),
}))
"""


@dataclass(frozen=True)
class Rejected:
    """An interpreter that was looked at and cannot be used, and why."""

    path: Path
    reason: str


def find_python(
    version: str, purpose: str, environment: Mapping[str, str], with_pip: bool = True
) -> Path:
    """The interpreter of ``version`` (such as ``3.10``) to make an environment with.

    Looks at the setting of :func:`setting_name`, then PATH, pyenv's versions, uv's, the system's.
    A candidate counts only if it runs: pyenv's shims, for one, often name a Python that does not.
    ``with_pip``: only one that can make environments with pip in them.

    Raises:
        UserError: none was found; it tells what was looked at and how to get one.
    """
    rejected: list[Rejected] = []
    for candidate in _candidates(version, environment):
        usable = _probe(candidate, version, environment, with_pip)
        if isinstance(usable, Path):
            return usable
        rejected.append(usable)
    raise _missing(version, purpose, rejected)


def setting_name(version: str) -> str:
    """The environment variable that names the interpreter of ``version``."""
    return f"LUOHU_PYTHON_{version.replace('.', '_')}"


def _candidates(version: str, environment: Mapping[str, str]) -> Iterator[Path]:
    named = environment.get(setting_name(version))
    if named:
        yield Path(named)
        return
    seen: set[Path] = set()
    for path in _places(version, environment):
        if path not in seen and os.access(path, os.X_OK):
            seen.add(path)
            yield path


def _places(version: str, environment: Mapping[str, str]) -> Iterator[Path]:
    folders = [Path(part) for part in environment.get("PATH", "").split(os.pathsep) if part]
    yield from (folder / f"python{version}" for folder in folders)
    home = Path(environment.get("HOME", "") or Path.home())
    pyenv = Path(environment.get("PYENV_ROOT", "") or home / ".pyenv")
    versions = [found for found in (pyenv / "versions").glob(f"{version}*") if found.is_dir()]
    yield from (found / "bin" / "python" for found in sorted(versions, key=_patch, reverse=True))
    yield from _uv_python(version, environment)
    yield from (Path(folder) / f"python{version}" for folder in _SYSTEM_FOLDERS)
    yield from (folder / "python3" for folder in folders)


def _patch(folder: Path) -> int:
    last = folder.name.rpartition(".")[2]
    return int(last) if last.isdigit() else -1


def _uv_python(version: str, environment: Mapping[str, str]) -> Iterator[Path]:
    uv = shutil.which("uv", path=environment.get("PATH", ""))
    if not uv:
        return
    quiet = {**environment, "UV_PYTHON_DOWNLOADS": "never"}
    answer = _output([uv, "python", "find", "--system", version], quiet)
    if answer.returncode == 0 and answer.stdout.strip():
        yield Path(answer.stdout.strip())


def _probe(
    path: Path, version: str, environment: Mapping[str, str], with_pip: bool
) -> Path | Rejected:
    answer = _output([str(path), "-I", "-c", _PROBE], environment)
    try:
        found = json.loads(answer.stdout)
    except ValueError:
        words = (answer.stderr.strip() or f"exit code {answer.returncode}").splitlines()[0]
        return Rejected(path, f"does not run ({words})")
    if found["version"] != version:
        return Rejected(path, f"is Python {found['version']}")
    if with_pip and not found["venv"]:
        return Rejected(path, f"lacks venv; on Debian: apt-get install python{version}-venv")
    return Path(found["base"])


def _output(command: list[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return subprocess.CompletedProcess(command, 1, "", str(error))


def _missing(version: str, purpose: str, rejected: list[Rejected]) -> UserError:
    seen = [f"{found.path} {found.reason}" for found in rejected]
    seen.append(f"No {'other ' if seen else ''}python{version} on PATH, in pyenv, uv or /usr/bin.")
    return UserError(
        f"Python {version} is needed for {purpose}, and none was found that can be used.",
        "\n".join(seen),
        f"Install it in one of these ways, then run the same command again:\n"
        f"pyenv install {version}\n"
        f"uv python install {version}\n"
        f"apt-get install python{version} python{version}-venv   (where Debian has it)\n"
        "Where set-up itself cannot fetch it: UV_PYTHON_INSTALL_MIRROR=ADDRESS of a mirror of\n"
        "python-build-standalone.\n"
        f"Or name one: {setting_name(version)}=/path/to/python{version}",
    )
