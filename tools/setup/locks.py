"""Lock files: one ``name==version --hash=sha256:…`` a line, no addresses."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


_ENTRY = re.compile(
    r"(?P<name>[^=\s]+)==(?P<version>[^=\s]+)(?P<hashes>(?:\s+--hash=sha256:[0-9a-f]{64})*)"
)


def read_lock(lock: Path) -> dict[str, str]:
    """The packages of a lock: normalised name to exact version.

    Raises:
        ValueError: a line that is neither a comment nor ``name==version`` with hashes.
    """
    return {name: version for name, (version, _) in _entries(lock).items()}


def read_hashes(lock: Path) -> dict[str, tuple[str, ...]]:
    """The hashes of a lock: normalised name to ``sha256:…`` of the files that may be installed.

    Raises:
        ValueError: a line that is neither a comment nor ``name==version`` with hashes, or a
            package without a hash: nobody would know what is installed.
    """
    found = {name: hashes for name, (_, hashes) in _entries(lock).items()}
    bare = [name for name, hashes in found.items() if not hashes]
    if bare:
        raise ValueError(
            f"{lock.name} has no hash of {', '.join(bare)}; "
            "make the lock anew as requirements/README.md says"
        )
    return found


def _entries(lock: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
    packages: dict[str, tuple[str, tuple[str, ...]]] = {}
    for number, line in enumerate(lock.read_text(encoding="utf-8").splitlines(), start=1):
        entry = line.split("#", 1)[0].strip()
        if not entry:
            continue
        read = _ENTRY.fullmatch(entry)
        if read is None:
            raise ValueError(
                f"{lock.name}, line {number}: {line!r} is not 'name==version --hash=sha256:…'"
            )
        hashes = tuple(one.removeprefix("--hash=") for one in read["hashes"].split())
        packages[normalised(read["name"])] = (read["version"], hashes)
    return packages


def lock_digest(lock: Path) -> str:
    """A hash of what the lock installs; comments, order and the packages' hashes do not count."""
    packages = read_lock(lock)
    text = "\n".join(f"{name}=={packages[name]}" for name in sorted(packages))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def normalised(name: str) -> str:
    """A package's name in the one spelling that compares equal (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name.strip()).lower()
