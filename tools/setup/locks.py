"""Lock files: one ``name==version`` a line, no addresses."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def read_lock(lock: Path) -> dict[str, str]:
    """The packages of a lock: normalised name to exact version.

    Raises:
        ValueError: a line that is neither a comment nor ``name==version``.
    """
    packages: dict[str, str] = {}
    for number, line in enumerate(lock.read_text(encoding="utf-8").splitlines(), start=1):
        entry = line.split("#", 1)[0].strip()
        if not entry:
            continue
        name, separator, version = entry.partition("==")
        if not separator or not version.strip():
            raise ValueError(f"{lock.name}, line {number}: {line!r} is not 'name==version'")
        packages[normalised(name)] = version.strip()
    return packages


def lock_digest(lock: Path) -> str:
    """A hash of what the lock installs; comments and order do not count."""
    packages = read_lock(lock)
    text = "\n".join(f"{name}=={packages[name]}" for name in sorted(packages))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def normalised(name: str) -> str:
    """A package's name in the one spelling that compares equal (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name.strip()).lower()
