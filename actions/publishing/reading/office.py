"""Older formats turned into docx by LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from actions.publishing.limits import limits
from actions.publishing.reading.content import Content
from actions.publishing.reading.docx import read_docx
from actions.publishing.wording import refuse, words

_PROGRAMS = ("soffice", "libreoffice")


def read_doc(data: bytes) -> Content:
    """Read a Word document of the binary format (MS-DOC).

    Raises:
        Refusal: ``needs_office`` without LibreOffice, ``conversion``, or of the docx.
    """
    if not has_office():
        raise refuse("needs_office", what=words().say("kinds.doc"))
    return read_docx(as_docx(data, "doc"))


def has_office() -> bool:
    """Whether LibreOffice is installed."""
    return _program() is not None


def as_docx(data: bytes, suffix: str) -> bytes:
    """A document converted to docx; automatic numbers and merged cells come along.

    LibreOffice gets a profile of its own, which allows no macros and goes with the folder.

    Args:
        suffix: of the format, such as ``doc``.

    Raises:
        Refusal: ``conversion`` or ``too_slow``.
    """
    program = _program()
    if program is None:
        raise refuse("needs_office", what=suffix)
    with tempfile.TemporaryDirectory(prefix="reading-") as name:
        folder = Path(name)
        source = folder / f"received.{suffix}"
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(folder / "out"),
            str(source),
        ]
        seconds = limits().conversion_seconds
        try:
            subprocess.run(command, capture_output=True, timeout=seconds, check=False)
        except subprocess.TimeoutExpired as error:
            raise refuse("too_slow", seconds=seconds) from error
        made = folder / "out" / "received.docx"
        if not made.is_file() or made.stat().st_size > limits().file_megabytes << 20:
            raise refuse("conversion")
        return made.read_bytes()


def _program() -> str | None:
    return next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
