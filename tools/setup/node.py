"""Finding Node.js and its npm, which build the pages."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tools.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTING = "LUOHU_NODE"
# What Vite 7 asks for.
OLDEST = (20, 19)


@dataclass(frozen=True)
class Node:
    """A Node.js that can build the pages.

    Attributes:
        npm: its package manager.
        path: value of PATH with which npm and what it starts find this Node.js.
    """

    npm: Path
    path: str


def find_node(variables: Mapping[str, str]) -> Node:
    """The Node.js that LUOHU_NODE names, or the first on PATH.

    Raises:
        UserError: none, too old a one, or one without npm; it tells how to get one.
    """
    path = variables.get("PATH", "")
    named = variables.get(SETTING) or shutil.which("node", path=path)
    if not named:
        raise _missing("No node on PATH.")
    version = _version(named)
    if version is None:
        raise _missing(f"{named} does not run.")
    if version < OLDEST:
        raise _missing(f"{named} is version {'.'.join(map(str, version))}.")
    folder = str(Path(named).parent)
    path = f"{folder}:{path}"
    npm = shutil.which("npm", path=path)
    if not npm:
        raise _missing(f"{named} has no npm beside it.")
    return Node(Path(npm), path)


def _version(node: str) -> tuple[int, ...] | None:
    try:
        said = subprocess.run(
            [node, "--version"], capture_output=True, text=True, timeout=30, check=False
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.match(r"v(\d+)\.(\d+)", said)
    return (int(found[1]), int(found[2])) if found else None


def _missing(why: str) -> UserError:
    oldest = ".".join(map(str, OLDEST))
    return UserError(
        f"Node.js {oldest} or newer with npm is needed to build the pages.",
        why,
        "Install it in one of these ways, then run the same command again:\n"
        "nvm install 22\n"
        "apt-get install nodejs npm   (where Debian's is new enough)\n"
        f"Or name one: {SETTING}=/path/to/node",
    )
