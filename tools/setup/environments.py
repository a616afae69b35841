"""The virtual environments, each stamped with the locks that it was installed from."""

from __future__ import annotations

import json
import os
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.setup.locks import lock_digest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# Raise it when the way of installing changes so much that environments must be made anew.
_RECIPE = 1
_STAMP = "luohu-stamp.json"
# Of tools that any Python runs, with the one that runs this.
_OWN = f"{sys.version_info[0]}.{sys.version_info[1]}"


@dataclass(frozen=True)
class Environment:
    """One virtual environment.

    Attributes:
        name: name of its folder under ``.venv/`` and of its locks.
        version: the Python it is made with, such as ``3.10``.
        purpose: what it is for, to complete the sentence “Python 3.10 is needed for …”.
        megabytes: disk space it takes, with room for what pip unpacks meanwhile.
        folder: where it stands.
        requirements: folder of the locks.
        further: names of locks beside the one of its own name, without the ending.
        tested: whether it has a lock with what tests need.
    """

    name: str
    version: str
    purpose: str
    megabytes: int
    folder: Path
    requirements: Path
    further: tuple[str, ...] = ()
    tested: bool = False

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    def locks(self, tests: bool) -> list[str]:
        """File names of the locks it needs, with those for tests on request, if it has any."""
        names = [
            self.name,
            *self.further,
            *([f"{self.name}-test"] if tests and self.tested else []),
        ]
        return [f"{name}.lock" for name in names]

    def lock_file(self, lock: str) -> Path:
        """Where a lock lies."""
        return self.requirements / lock


def environments(root: Path) -> dict[str, Environment]:
    """The environments of the project at ``root``, by name: of both servers, and of tools."""
    requirements = root / "requirements"
    folder = root / ".venv"
    bot = Environment(
        "bot",
        "3.10",
        "the Rasa server",
        3000,
        folder / "bot",
        requirements,
        ("bot-serving",),
        tested=True,
    )
    actions = Environment(
        "actions",
        "3.11",
        "the action server",
        3000,
        folder / "actions",
        requirements,
        ("publishing", "actions-serving"),
        tested=True,
    )
    tools = (
        ("sbom", "3.11", "the bills of materials", 100),
        ("deploying", "3.11", "the checks of what is deployed", 600),
        ("uv", _OWN, "uv, which installs the others", 100),
        ("node", _OWN, "Node.js, which builds the pages", 250),
        ("bundle", _OWN, "pip, which fetches packages to take along", 100),
    )
    others = [Environment(*tool, folder / tool[0], requirements) for tool in tools]
    return {one.name: one for one in (bot, actions, *others)}


def installed_locks(environment: Environment) -> dict[str, str]:
    """Hash of each lock that the environment holds; empty when it is not (fully) there.

    The stamp is written last and taken away first, so an interrupted install leaves none.
    """
    try:
        stamp = json.loads((environment.folder / _STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    # bin/python links to the interpreter it was made with, which may be gone by now.
    usable = stamp.get("recipe") == _RECIPE and environment.python.exists()
    return dict(stamp["locks"]) if usable else {}


def is_current(environment: Environment, locks: Iterable[str]) -> bool:
    """Whether the environment holds exactly what ``locks`` name."""
    held = installed_locks(environment)
    return all(held.get(lock) == lock_digest(environment.lock_file(lock)) for lock in locks)


def remove_stamp(environment: Environment) -> None:
    """Mark the environment as being worked on."""
    if (environment.folder / _STAMP).exists():
        (environment.folder / _STAMP).unlink()


def write_stamp(environment: Environment, locks: Iterable[str]) -> None:
    """Mark the environment as complete, installed from ``locks``."""
    digests = {lock: lock_digest(environment.lock_file(lock)) for lock in locks}
    new = environment.folder / (_STAMP + ".new")
    new.write_text(json.dumps({"recipe": _RECIPE, "locks": digests}) + "\n", encoding="utf-8")
    os.replace(new, environment.folder / _STAMP)


def remove_folder(environment: Environment) -> bool:
    """Remove what stands there; tells whether anything did."""
    there = environment.folder.exists()
    shutil.rmtree(environment.folder, ignore_errors=True)
    return there
