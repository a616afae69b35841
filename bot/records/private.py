"""Files with what people said: only their owner reads them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_private(path: Path, text: str) -> None:
    """Write a text to a file with mode 0600, in place of one that is there.

    Raises:
        OSError: it cannot be written; what was there stays.
    """
    with replacing(path) as file:
        file.write_text(text, encoding="utf-8")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A new file with mode 0600 beside ``path``, which takes its place in the end.

    Raises:
        OSError: it cannot be made; what was there stays.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    os.close(handle)
    made = Path(name)
    try:
        yield made
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)
