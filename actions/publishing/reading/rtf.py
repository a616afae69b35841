"""Rich Text Format: through LibreOffice, or its bare text where that is not installed."""

from __future__ import annotations

from striprtf.striprtf import rtf_to_text

from actions.publishing.blocks import Block, Origin
from actions.publishing.reading.content import Content
from actions.publishing.reading.docx import read_docx
from actions.publishing.reading.office import as_docx, has_office
from actions.publishing.wording import warn


def read_rtf(data: bytes) -> Content:
    """Read an RTF document (Rich Text Format Specification 1.9.1).

    Raises:
        Refusal: of the conversion or of the docx.
    """
    if has_office():
        return read_docx(as_docx(data, "rtf"))
    # All of RTF is ASCII; other bytes are escaped in the encoding of their font.
    text = rtf_to_text(data.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    lines = [line.strip() for line in text.splitlines()]
    blocks = [
        Block("paragraph", line, Origin(paragraph=number))
        for number, line in enumerate((line for line in lines if line), start=1)
    ]
    return Content(tuple(blocks), (warn("undecorated"),))
