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
    return read_data(_received(path), path.name)


def read_data(data: bytes, name: str) -> ReadFile:
    """Read received bytes as :func:`read_file` does a file of that name.

    Raises:
        Refusal: they are not taken.
    """
    most = limits().file_megabytes
    if len(data) > most << 20:
        raise refuse("too_large", megabytes=len(data) >> 20, most=most)
    if len(data) < limits().file_least_bytes:
        raise refuse("empty", file=name)
    format_, content = read_bounded(data, name)
    return ReadFile(
        name=name,
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
        return stream.read(most)
