"""Bytes of any format as blocks: told apart, read by the format's own module, and cleaned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from actions.publishing.blocks import Block, Format, Warned
from actions.publishing.limits import limits
from actions.publishing.reading.characters import ordinary, without_symbols
from actions.publishing.reading.content import Content
from actions.publishing.reading.telling import format_of
from actions.publishing.wording import refuse, warn


def read_bytes(data: bytes, name: str) -> tuple[Format, Content]:
    """A file's format and what it says.

    Raises:
        Refusal: it is not taken.
    """
    format_ = format_of(data, name)
    content = _reader(format_)(data)
    if not any(block.kind != "furniture" for block in content.blocks):
        raise refuse("no_text")
    length = sum(len(block.text) for block in content.blocks)
    if length > limits().characters or len(content.blocks) > limits().blocks:
        raise refuse("too_long", most=limits().characters)
    content = _cleaned(content)
    return format_, replace(content, warnings=(*content.warnings, *_open_cells(content.blocks)))


def _reader(format_: Format) -> Callable[[bytes], Content]:
    """The reader of a format, imported when it is needed: each brings a library of its own."""
    if format_ == "docx":
        from actions.publishing.reading.docx import read_docx as read
    elif format_ == "doc":
        from actions.publishing.reading.office import read_doc as read
    elif format_ == "rtf":
        from actions.publishing.reading.rtf import read_rtf as read
    elif format_ == "pdf":
        from actions.publishing.reading.pdf import read_pdf as read
    elif format_ == "html":
        from actions.publishing.reading.web import read_html as read
    elif format_ == "mht":
        from actions.publishing.reading.mht import read_mht as read
    elif format_ == "xlsx":
        from actions.publishing.reading.xlsx import read_xlsx as read
    elif format_ == "image":
        from actions.publishing.reading.picture import read_picture as read
    elif format_ == "md":
        from actions.publishing.reading.plain import read_markdown as read
    else:
        from actions.publishing.reading.plain import read_text as read
    return read


def _cleaned(content: Content) -> Content:
    unknown = 0
    blocks: list[Block] = []
    for block in content.blocks:
        text, lost = _clean(block.text)
        unknown += lost
        cells = tuple(_clean(cell)[0] for cell in block.cells)
        head = tuple(_clean(cell)[0] for cell in block.head)
        continued = block.continued
        if text != block.text:
            text = text if cells else text.rstrip()
            continued = tuple(
                (len(_clean(block.text[:offset])[0]), origin) for offset, origin in continued
            )
            block = replace(block, text=text, cells=cells, head=head, continued=continued)
        blocks.append(block)
    warnings = content.warnings
    if unknown:
        warnings = (*warnings, warn("symbols", count=unknown))
    return replace(content, blocks=tuple(blocks), warnings=warnings)


def _clean(text: str) -> tuple[str, int]:
    return without_symbols(ordinary(text))


def _open_cells(blocks: Sequence[Block]) -> list[Warned]:
    """A warning for each table where cells at the left are empty under ones that are not."""
    filled: set[tuple[str | None, int | None]] = set()
    warned: dict[tuple[str | None, int | None], Warned] = {}
    for block in blocks:
        if not block.head:
            continue
        table = (block.origin.sheet, block.origin.table)
        if block.cells[0].strip():
            filled.add(table)
        elif table in filled and table not in warned:
            warned[table] = warn("empty_cells", block.origin, table=block.origin.table or 1)
    return list(warned.values())
