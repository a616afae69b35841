"""What a file is read into before its structure is known: blocks of text with their origin."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["paragraph", "heading", "row", "note", "furniture"]
"""``heading``: marked as one by the file (a heading style, <h2>). ``row``: a table's row, its cells
in ``cells``. ``note``: a footnote or endnote. ``furniture``: page header or footer, page number,
menu of a web page: shown in the report, no part of the document."""

Format = Literal["docx", "doc", "rtf", "pdf", "html", "mht", "txt", "md", "xlsx", "image"]
"""The formats that are read."""


@dataclass(frozen=True)
class Origin:
    """Where in a file a block stands; what a format does not have is None. All count from 1."""

    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    sheet: str | None = None


@dataclass(frozen=True)
class Block:
    """A paragraph, a table row, a note, or furniture.

    Attributes:
        text: its characters, automatic numbers of the format rebuilt in front; for a row, the cells
            joined by tabs.
        origin: where it stands, or begins.
        cells: the cells of a row, a merged cell repeated where it reaches; else empty. Paragraphs
            within a cell stand on lines of their own.
        head: the column heads that hold for a row, as many as cells; empty where none are known,
            and for the rows that are heads themselves.
        bold: whether all of it is bold.
        continued: (offset, origin): from this offset on the text stands elsewhere, as on the next
            page.
    """

    kind: BlockKind
    text: str
    origin: Origin
    cells: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    bold: bool = False
    continued: tuple[tuple[int, Origin], ...] = ()


@dataclass(frozen=True)
class Warned:
    """Something that a person must look at.

    Attributes:
        kind: a name of ``wording.yml``, such as ``tracked_changes``.
        text: in Chinese, for the office: what, where and what to do.
    """

    kind: str
    text: str
    origin: Origin | None = None


@dataclass(frozen=True)
class ReadFile:
    """A received file as read.

    Attributes:
        name: the file's name, without its folder.
        sha256: of the received bytes.
        proof_read: False where the text comes from recognition of pictures and a person must read
            it.
    """

    name: str
    sha256: str
    format: Format
    blocks: tuple[Block, ...]
    warnings: tuple[Warned, ...] = ()
    proof_read: bool = True


@dataclass(eq=False)
class Refusal(Exception):  # noqa: N818 - what the office gets is no error of theirs
    """A file that is not taken: why, and what to do next, in Chinese for the office.

    Not frozen, as Python itself sets attributes of an exception that passes a context manager.

    Attributes:
        kind: a name of ``wording.yml``, such as ``password``, ``broken_font``, ``too_large``.
        details: what the text was filled in with.
    """

    kind: str
    text: str
    details: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text
