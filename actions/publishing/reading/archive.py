"""Zip containers opened only after their table of contents has been found harmless."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from actions.publishing.limits import Limits, limits
from actions.publishing.wording import refuse, words

_ENCRYPTED = 0x1
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
)
# A declaration of a document type in any encoding that XML allows; Office writes none.
_DOCTYPE = re.compile(rb"<\x00?!\x00?(D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T\x00?I)")
_XML = (".xml", ".rels", ".vml")


@dataclass(frozen=True)
class Archive:
    """The parts of a container, by name; each is unpacked when it is asked for."""

    _zip: zipfile.ZipFile
    names: frozenset[str]
    _read: dict[str, bytes] = field(default_factory=dict)

    def read(self, name: str) -> bytes | None:
        """A part's bytes, or None where there is none of that name.

        Raises:
            Refusal: ``broken``, or ``hostile`` where an XML part declares a document type.
        """
        if name not in self.names:
            return None
        if name not in self._read:
            self._read[name] = self._unpacked(name)
        return self._read[name]

    def _unpacked(self, name: str) -> bytes:
        try:
            data = self._zip.read(name)
        except _DAMAGED as error:
            raise refuse("broken") from error
        except RuntimeError as error:
            raise refuse("password") from error
        if name.lower().endswith(_XML) and _DOCTYPE.search(data):
            raise refuse("hostile", what=words().say("hostile.doctype"))
        return data


def open_archive(data: bytes) -> Archive:
    """Open a zip container without unpacking anything.

    Raises:
        Refusal: ``broken``, ``password``, ``hostile`` for names that lead out of a folder, or
            ``bomb`` where what it would unpack to is beyond ``limits.yml``.
    """
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED as error:
        raise refuse("broken") from error
    entries = opened.infolist()
    _weigh(entries, limits())
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise refuse("password")
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or entry.filename[1:2] == ":":
            raise refuse("hostile", what=words().say("hostile.path"))
    return Archive(opened, frozenset(entry.filename for entry in entries))


def _weigh(entries: list[zipfile.ZipInfo], most: Limits) -> None:
    if len(entries) > most.archive_entries:
        raise _bomb("entries", count=len(entries))
    total = sum(entry.file_size for entry in entries)
    largest = max((entry.file_size for entry in entries), default=0)
    if total > most.archive_megabytes << 20 or largest > most.archive_entry_megabytes << 20:
        raise _bomb("total", megabytes=total >> 20)
    for entry in entries:
        ratio = entry.file_size // max(1, entry.compress_size)
        if entry.file_size > most.archive_ratio_from_kilobytes << 10 and ratio > most.archive_ratio:
            raise _bomb("ratio", ratio=ratio)


def _bomb(kind: str, **values: object) -> Exception:
    return refuse("bomb", what=words().say(f"bomb.{kind}", **values))
