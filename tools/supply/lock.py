"""``python -m tools.supply.lock PYLOCK LOCK``: enters the hashes of a pylock.toml into a lock.

Of each package the lock gets the hashes of those files that pip may choose on the platform of the
locks: source distributions and wheels for Linux on x86-64 and the Python that the pylock names.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import tomllib
from packaging.tags import Tag
from packaging.utils import parse_wheel_filename

from tools.setup.locks import normalised

_PLATFORM = re.compile(r"any|(?:many|musl)?linux\w*_x86_64|linux_x86_64")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.supply.lock", description=__doc__)
    parser.add_argument("pylock", type=Path)
    parser.add_argument("lock", type=Path)
    options = parser.parse_args(arguments)
    read = tomllib.loads(options.pylock.read_text(encoding="utf-8"))
    minor = int(re.findall(r"3\.(\d+)", read["requires-python"])[0])
    hashes = {normalised(one["name"]): sorted(usable(one, minor)) for one in read["packages"]}
    lines = [
        _hashed(line, hashes) for line in options.lock.read_text(encoding="utf-8").splitlines()
    ]
    options.lock.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def usable(package: Mapping[str, Any], minor: int) -> Iterator[str]:
    """The hashes of a package's files that pip may choose for Python 3.``minor``."""
    for wheel in package.get("wheels", ()):
        name = wheel.get("name") or wheel["url"].rpartition("/")[2].replace("%2B", "+")
        if any(_fits(tag, minor) for tag in parse_wheel_filename(name)[3]):
            yield str(wheel["hashes"]["sha256"])
    if "sdist" in package:
        yield str(package["sdist"]["hashes"]["sha256"])


def _fits(tag: Tag, minor: int) -> bool:
    if not _PLATFORM.fullmatch(tag.platform) or tag.platform.startswith("musl"):
        return False
    found = re.fullmatch(r"(?:cp|py)3(\d*)", tag.interpreter)
    if found is None:
        return False
    own = int(found[1] or 0)
    return own == minor if tag.abi.startswith("cp3") else own <= minor


def _hashed(line: str, hashes: Mapping[str, Sequence[str]]) -> str:
    """A line of the lock with the hashes of its package; one without new ones stays."""
    entry = line.split("#", 1)[0].split(" ", 1)[0].strip()
    known = hashes.get(normalised(entry.partition("==")[0]), ())
    return " ".join([entry, *(f"--hash=sha256:{one}" for one in known)]) if known else line


if __name__ == "__main__":
    sys.exit(main())
