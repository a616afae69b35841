"""A received file, from its path to blocks: weighed here, read in a process of its own."""

from __future__ import annotations

import hashlib
from pathlib import Path

from actions.publishing.blocks import ReadFile
from actions.publishing.limits import limits
from actions.publishing.reading.bounded import read_bounded
from actions.publishing.wording import refuse


def read_file(path: Path) -> ReadFile:
    """Read a received file of any format.

    It is opened as nothing but bytes; all that interprets them happens in another process, whose
    time and memory are limited.

    Raises:
        Refusal: the file is not taken; its text says why and what to do next.
    """
    data = _received(path)
    format_, content = read_bounded(data, path.name)
    return ReadFile(
        name=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        format=format_,
        blocks=content.blocks,
        warnings=content.warnings,
        proof_read=content.proof_read,
    )


def _received(path: Path) -> bytes:
    most = limits().file_megabytes << 20
    if not path.is_file():
        raise refuse("missing", file=path.name)
    size = path.stat().st_size
    if size > most:
        raise refuse("too_large", megabytes=size >> 20, most=limits().file_megabytes)
    with path.open("rb") as stream:
        data = stream.read(most + 1)
    if len(data) < limits().file_least_bytes:
        raise refuse("empty", file=path.name)
    return data[:most]
