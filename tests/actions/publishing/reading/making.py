"""Documents made for tests: Word files with lists of their own, PDFs, workbooks and containers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from actions.publishing.blocks import Block

FONT = "STSong-Light"
NAMESPACES = nsdecls("w", "r")


@dataclass(frozen=True)
class Level:
    """A level of a list as Word stores it."""

    text: str
    form: str = "decimal"
    start: int = 1
    suffix: str = "nothing"
    restart: int | None = None
    legal: bool = False
    style: str | None = None

    def xml(self, index: int) -> str:
        """The level's w:lvl."""
        parts = [f'<w:start w:val="{self.start}"/>', f'<w:numFmt w:val="{self.form}"/>']
        if self.restart is not None:
            parts.append(f'<w:lvlRestart w:val="{self.restart}"/>')
        if self.style:
            parts.append(f'<w:pStyle w:val="{self.style}"/>')
        if self.legal:
            parts.append("<w:isLgl/>")
        parts += [f'<w:suff w:val="{self.suffix}"/>', f'<w:lvlText w:val="{self.text}"/>']
        return f'<w:lvl w:ilvl="{index}">{"".join(parts)}</w:lvl>'


class Word:
    """A Word document in the making."""

    def __init__(self) -> None:
        self.document: Any = Document()
        self.numbering = self.document.part.numbering_part.element
        for child in list(self.numbering):
            self.numbering.remove(child)

    def abstract(self, number: int, *levels: Level, extra: str = "") -> None:
        """Define what lists share."""
        body = "".join(level.xml(index) for index, level in enumerate(levels))
        definition = parse_xml(
            f'<w:abstractNum {NAMESPACES} w:abstractNumId="{number}">{extra}{body}</w:abstractNum>'
        )
        # All w:abstractNum stand before the first w:num: 17.9.
        first = next((one for one in self.numbering if one.tag.endswith("}num")), None)
        if first is None:
            self.numbering.append(definition)
        else:
            first.addprevious(definition)

    def list(self, number: int, abstract: int, starts: Mapping[int, int] | None = None) -> None:
        """Define a list; ``starts`` by level where it begins anew."""
        overrides = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            for level, start in (starts or {}).items()
        )
        self.numbering.append(
            parse_xml(
                f'<w:num {NAMESPACES} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
                f"{overrides}</w:num>"
            )
        )

    def paragraph(self, text: str, number: int | None = None, level: int = 0) -> Any:  # noqa: ANN401
        """Add a paragraph, in a list where one is named."""
        paragraph = self.document.add_paragraph(text)
        if number is not None:
            set_number(paragraph._p.get_or_add_pPr(), number, level)
        return paragraph

    def raw(self, xml: str) -> None:
        """Add an element of the body as it is written."""
        body = self.document.element.body
        body.insert(len(body) - 1, parse_xml(xml))

    def bytes(self) -> bytes:
        """The finished file."""
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()


def set_number(properties: Any, number: int, level: int) -> None:  # noqa: ANN401
    """Put the paragraphs of a w:pPr, of a paragraph or a style, into a list."""
    properties.append(
        parse_xml(
            f'<w:numPr {NAMESPACES}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        )
    )


def w(xml: str) -> str:
    """An element with the namespaces it needs, for ``Word.raw``."""
    head, _, rest = xml.partition(">")
    closed = head.endswith("/")
    return f"{head.rstrip('/')} {NAMESPACES}{'/' if closed else ''}>{rest}"


def run(text: str, properties: str = "") -> str:
    """A w:r that holds a text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def rezipped(data: bytes, parts: Mapping[str, bytes | str | None]) -> bytes:
    """A container with parts added or replaced; None takes one away."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name), zipfile.ZIP_DEFLATED)
        for name, part in parts.items():
            if part is not None:
                new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """A container of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return stream.getvalue()


class Pdf:
    """A PDF in the making; places in points from the upper left."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.stream = io.BytesIO()
        self.canvas = Canvas(self.stream, pagesize=A4, **options)
        self.height = A4[1]

    def text(self, x: float, y: float, text: str, size: float = 12) -> None:
        """Write a line whose foot stands ``y`` below the page's top."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.height - y, text)

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Draw the rulings of a table."""
        self.canvas.grid(list(xs), [self.height - y for y in ys])

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw one ruling."""
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def page(self) -> None:
        """Begin the next page."""
        self.canvas.showPage()

    def bytes(self) -> bytes:
        """The finished file."""
        self.canvas.save()
        return self.stream.getvalue()


def workbook(rows: Sequence[Sequence[Any]], title: str = "Sheet") -> Workbook:
    """A workbook with one sheet."""
    book = Workbook()
    sheet = sheet_of(book)
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return book


def sheet_of(book: Workbook) -> Worksheet:
    """A workbook's first sheet."""
    return book.worksheets[0]


def saved(book: Workbook) -> bytes:
    """A workbook's bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def texts(blocks: Sequence[Block], *kinds: str) -> list[str]:
    """The texts of blocks, of some kinds where they are named, else of all but furniture."""
    return [
        block.text
        for block in blocks
        if (block.kind in kinds if kinds else block.kind != "furniture")
    ]


def rows(blocks: Sequence[Block]) -> list[tuple[str, ...]]:
    """The cells of all rows."""
    return [block.cells for block in blocks if block.kind == "row"]
