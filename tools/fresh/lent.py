"""What a bare root is lent of this machine: where packages come from, and named interpreters."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tools.setup.sources import pip_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACE = "/lent"
"""Before the paths of this machine in the root, where nothing of Debian's is hidden by them."""

_WORDS = re.compile(r"[^\s,]+")
_OF_PIP = (
    "index-url",
    "extra-index-url",
    "find-links",
    "no-index",
    "cert",
    "proxy",
    "trusted-host",
    "timeout",
)
_INTERPRETERS = "LUOHU_PYTHON_"
_PREFIXES = ("UV_", "npm_config_")
_NAMES = (
    "LUOHU_TORCH_INDEX",
    "NODE_EXTRA_CA_CERTS",
    "SSL_CERT_FILE",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "no_proxy",
)


def lent(variables: Mapping[str, str], offline: bool) -> tuple[dict[str, str], dict[Path, Path]]:
    """The variables for commands in the root; and where what they name here is seen there.

    With ``offline`` interpreters alone: no source of packages, and no name can be looked up.
    """
    given = {
        name: value
        for name, value in variables.items()
        if name.startswith(_INTERPRETERS)
        or (not offline and (name in _NAMES or name.startswith(_PREFIXES)))
    }
    if not offline:
        settings = pip_settings((sys.executable, "-m", "pip"), variables)
        given.update(
            {
                f"PIP_{name.upper().replace('-', '_')}": settings[name]
                for name in _OF_PIP
                if name in settings
            }
        )
    names = Path("/etc/resolv.conf")
    shown: dict[Path, Path] = {} if offline else {names: names}
    for name, value in given.items():
        # An interpreter finds its own library only where it was made for.
        place = "" if name.startswith(_INTERPRETERS) else PLACE
        for path in _paths(value):
            given[name] = given[name].replace(str(path), f"{place}{path}")
            shown[_whole(path)] = Path(f"{place}{_whole(path)}")
    return given, shown


def _paths(value: str) -> list[Path]:
    """The files and folders of this machine that a setting names."""
    named = [Path(word.removeprefix("file://")) for word in _WORDS.findall(value)]
    return [path for path in named if path.is_absolute() and path.exists()]


def _whole(path: Path) -> Path:
    """What has to be there for a path to be of use: all of an interpreter, all of an index."""
    if path.parent.name == "bin":
        return path.parent.parent
    return path.parent if path.name == "simple" else path
