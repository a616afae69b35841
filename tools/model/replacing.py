"""Building a folder so that it is either whole or not there."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give an empty folder to fill, which takes the place of ``folder`` when the block ends well.

    A block that raises, or a process that is killed, leaves ``folder`` as it was; what such a one
    left beside it is cleared away the next time. Only for use under ``luohu.manifest.alone``.
    """
    beginning = f".{folder.name}."
    for leftover in folder.parent.glob(f"{beginning}*.tmp"):
        shutil.rmtree(leftover)
    workshop = Path(tempfile.mkdtemp(prefix=beginning, suffix=".tmp", dir=folder.parent))
    try:
        fresh = workshop / "new"
        fresh.mkdir()
        yield fresh
        if folder.exists():
            folder.rename(workshop / "old")
        fresh.rename(folder)
    finally:
        shutil.rmtree(workshop)
