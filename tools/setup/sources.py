"""Where packages come from: what pip is set to, for uv too, which reads none of pip's settings."""

from __future__ import annotations

import ast
import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from tools.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OFFLINE = "LUOHU_OFFLINE"
WHEELS, NPM, PYTHONS = "wheels", "npm", "pythons"
"""Folders within one that ``make bundle`` wrote: packages of Python, of npm, and Pythons."""

_SETTING = re.compile(r"(global|install|:env:)\.([\w-]+)=(.+)")
_DEFAULT = re.compile(r"--index-url.*?\(default\s+(\S+)\)", re.DOTALL)
_RANKS = ("global", "install", ":env:")
_UV_NAMES = {
    "cert": "SSL_CERT_FILE",
    "client-cert": "SSL_CLIENT_CERT",
    "proxy": "ALL_PROXY",
    "timeout": "UV_HTTP_TIMEOUT",
    "default-timeout": "UV_HTTP_TIMEOUT",
    "trusted-host": "UV_INSECURE_HOST",
}


def from_folder(variables: Mapping[str, str]) -> dict[str, str]:
    """``variables``, with everything set to the folder that LUOHU_OFFLINE names, if it does.

    Raises:
        UserError: it is not a folder that ``make bundle`` wrote.
    """
    named = variables.get(OFFLINE)
    if not named:
        return dict(variables)
    folder = Path(named).resolve()
    if not (folder / WHEELS).is_dir():
        raise UserError(
            "There is nothing to install from in the folder for set-up without network.",
            f"{folder} holds no folder {WHEELS}.",
            "Write one on a machine with network (make bundle), bring it here, and name it:\n"
            "make run OFFLINE=folder",
        )
    if not os.access(folder / NPM, os.W_OK):
        raise UserError(
            "npm cannot install from a folder that this account may not write.",
            f"{folder / NPM} cannot be written.",
            "Copy the folder to a disk of this machine, and name the copy.",
        )
    elsewhere = ("PIP_", "UV_", "LUOHU_TORCH_INDEX")
    kept = {name: one for name, one in variables.items() if not name.startswith(elsewhere)}
    return {
        **kept,
        OFFLINE: str(folder),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(folder / WHEELS),
        "UV_OFFLINE": "1",
        "UV_PYTHON_CACHE_DIR": str(folder / PYTHONS),
        "npm_config_offline": "true",
        "npm_config_cache": str(folder / NPM),
    }


def in_words_of_uv(
    pip: Sequence[str], variables: Mapping[str, str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Variables and options that tell uv what ``pip`` is set to.

    pip itself is asked, so that its files and variables count as they do for pip. What is set for
    uv comes first.
    """
    settings = pip_settings(pip, variables)
    told = {_UV_NAMES[name]: value for name, value in settings.items() if name in _UV_NAMES}
    told["UV_FIND_LINKS"] = ",".join(settings.get("find-links", "").split())
    further = settings.get("extra-index-url", "").split()
    first = settings.get("index-url", "")
    if further and not first:
        found = _DEFAULT.search(_said([*pip, "install", "--help"], variables))
        first = found[1] if found else ""
    indexes = [one for one in (first, *further) if one]
    if indexes:
        # uv takes a version from the first index that has it, and asks the default one last.
        told["UV_INDEX"], told["UV_DEFAULT_INDEX"] = " ".join(indexes[:-1]), indexes[-1]
    none = settings.get("no-index", "").lower() in ("1", "true", "yes", "on")
    told = {name: value for name, value in told.items() if value}
    return {**told, **variables}, ("--no-index",) if none else ()


def pip_settings(pip: Sequence[str], variables: Mapping[str, str]) -> dict[str, str]:
    """What the command ``pip`` is set to: each setting as it counts for an installation."""
    said = _said([*pip, "config", "list"], variables)
    found = [match.groups() for match in map(_SETTING.match, said.splitlines()) if match]
    found.sort(key=lambda one: _RANKS.index(one[0]))
    return {name: str(ast.literal_eval(value)) for _, name, value in found}


def _said(command: Sequence[str], variables: Mapping[str, str]) -> str:
    return subprocess.run(
        command, env=dict(variables), capture_output=True, text=True, check=False
    ).stdout
