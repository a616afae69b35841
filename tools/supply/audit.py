"""``python -m tools.supply.audit``: whether a package of the locks is known to be weak.

Advisories are read from what ``LUOHU_ADVISORIES`` names. Where none can be had nothing is audited,
which is said and is no failure: a machine without network must be able to build.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml

from luohu.clock import today
from luohu.settings import ROOT
from tools.setup.locks import read_lock
from tools.supply.advisories import (
    SETTING,
    NoAdvisoriesError,
    Package,
    Weakness,
    find_weaknesses,
)

_PYTHON = (
    "bot",
    "bot-serving",
    "bot-test",
    "actions",
    "actions-serving",
    "publishing",
    "actions-test",
    "sbom",
    "deploying",
    "uv",
    "node",
    "bundle",
)
_NODE = ("clients", "clients/miniprogram")


def installed(root: Path = ROOT) -> list[Package]:
    """Every package of every lock, each version once."""
    return sorted({*_python(root), *_node(root)})


def accepted(root: Path, day: date) -> dict[str, str]:
    """The advisories that somebody has looked at: id -> why they do no harm here, until a day.

    Raises:
        ValueError: an entry lacks something.
    """
    file = root / "requirements" / "accepted.yml"
    entries = yaml.safe_load(file.read_text(encoding="utf-8")) or []
    try:
        return {one["id"]: one["why"] for one in entries if one["until"] >= day}
    except (KeyError, TypeError) as error:
        raise ValueError(f"{file}: each entry has id, why and until (a day): {error}") from error


def main() -> int:
    """Audit; returns the exit code."""
    packages = installed()
    try:
        found = find_weaknesses(packages, os.environ.get(SETTING, ""))
    except NoAdvisoriesError as error:
        print(
            f"NOT AUDITED: {len(packages)} packages were compared with nothing, as {error}.\n"
            f"  Next: set {SETTING} to a copy of the OSV advisories for PyPI and npm (a folder or\n"
            "  a ZIP file), or to the address of an OSV server's querybatch, and run again."
        )
        return 0
    looked_at = accepted(ROOT, today())
    harmful = [one for one in found if one.advisory not in looked_at]
    for one in harmful:
        print(f"{one.package.name} {one.package.version} ({one.package.ecosystem}): {one.advisory}")
    print(_summary(packages, found, harmful))
    return 1 if harmful else 0


def _summary(packages: list[Package], found: list[Weakness], harmful: list[Weakness]) -> str:
    told = f"Audited {len(packages)} packages: {len(harmful)} advisories apply"
    told += f", {len(found) - len(harmful)} more are accepted in requirements/accepted.yml."
    if harmful:
        told += "\n  Next: take a newer version, or enter why it does no harm here, and until when."
    return told


def _python(root: Path) -> Iterator[Package]:
    for name in _PYTHON:
        for package, version in read_lock(root / "requirements" / f"{name}.lock").items():
            yield Package("PyPI", package, version.partition("+")[0])


def _node(root: Path) -> Iterator[Package]:
    for folder in _NODE:
        lock = json.loads((root / folder / "package-lock.json").read_text(encoding="utf-8"))
        for path, one in lock["packages"].items():
            name = one.get("name") or path.rpartition("node_modules/")[2]
            if path and not one.get("link") and "version" in one:
                yield Package("npm", name.lower(), one["version"])


if __name__ == "__main__":
    sys.exit(main())
