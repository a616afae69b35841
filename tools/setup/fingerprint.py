"""Whether something built is still what its inputs would give."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_PASSED_OVER = ("__pycache__", ".pyc")


def fingerprint(root: Path, inputs: Iterable[Path], words: Iterable[str] = ()) -> str:
    """A hash over files (folders with all that is in them) and words.

    A missing file counts as such, so its appearing changes the hash. Times of files do not count.
    """
    digest = hashlib.sha256()
    for word in words:
        digest.update(f"word {word}\n".encode())
    for path in sorted(_files(inputs)):
        content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "missing"
        digest.update(f"{os.path.relpath(path, root)} {content}\n".encode())
    return digest.hexdigest()


def _files(inputs: Iterable[Path]) -> set[Path]:
    files: set[Path] = set()
    for path in inputs:
        if path.is_dir():
            files.update(
                found
                for found in path.rglob("*")
                if found.is_file() and not any(mark in str(found) for mark in _PASSED_OVER)
            )
        else:
            files.add(path)
    return files
