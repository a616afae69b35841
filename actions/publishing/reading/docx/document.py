"""A Word document as blocks, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from actions.publishing.blocks import Block, BlockKind, Origin, Warned
from actions.publishing.limits import limits
from actions.publishing.reading.characters import sample
from actions.publishing.reading.content import Content
from actions.publishing.reading.docx.grid import Row, read_rows
from actions.publishing.reading.docx.names import R_ID, child, is_on, local, value, w
from actions.publishing.reading.docx.numbering import Numbering, read_numbering
from actions.publishing.reading.docx.package import Package, open_package
from actions.publishing.reading.docx.runs import Inline, RunReader, Tally, chosen
from actions.publishing.reading.docx.styles import Styles, read_styles
from actions.publishing.reading.tables import Cell, cell_text, row_blocks
from actions.publishing.wording import listed, refuse, warn

_WRAPPERS = ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")


def read_docx(data: bytes) -> Content:
    """Read a Word document (docx, docm).

    Raises:
        Refusal: of the container, its XML, or what stands in ``limits.yml``.
    """
    package = open_package(data)
    styles = read_styles(package.part("styles"))
    tally = Tally()
    reader = _Reader(
        package=package,
        styles=styles,
        numbering=read_numbering(package.part("numbering"), styles),
        runs=RunReader(styles, tally),
    )
    body = child(package.main, "body")
    blocks = list(reader.blocks(body)) if body is not None else []
    edges = list(reader.edges())
    return Content(tuple([*blocks, *edges]), tuple(_warnings(package, reader, tally)))


@dataclass
class _Reader:
    package: Package
    styles: Styles
    numbering: Numbering
    runs: RunReader
    _notes: dict[str, dict[str, etree._Element]] = field(default_factory=dict)
    _paragraphs: int = 0
    _tables: int = 0
    _carried: Inline | None = None

    def blocks(
        self, parent: etree._Element, within: Origin | None = None, depth: int = 0
    ) -> Iterator[Block]:
        """The blocks of a part's children.

        Args:
            within: of the table or text box around them.
            depth: how many tables and boxes are around them.
        """
        if depth > limits().nesting:
            raise refuse("nested", most=limits().nesting)
        for element in parent:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element, within, depth)
            elif name == "tbl":
                yield from self._table(element, within, depth)
            elif name in _WRAPPERS:
                yield from self.blocks(element, within, depth + 1)
            elif name == "AlternateContent":
                yield from self.blocks(chosen(element), within, depth + 1)
            elif name == "altChunk":
                self.runs.tally.other_documents += 1

    def edges(self) -> Iterator[Block]:
        """Headers and footers, each text once."""
        seen = set()
        for section in self.package.main.iter(w("sectPr")):
            for reference in section:
                part = self.package.related.get(reference.get(R_ID, ""))
                root = self.package.named(part) if part else None
                if root is None or not local(reference).endswith("Reference"):
                    continue
                for block in self.blocks(root):
                    if block.text not in seen:
                        seen.add(block.text)
                        yield replace(block, kind="furniture", origin=Origin(), cells=(), head=())

    def _paragraph(
        self, element: etree._Element, within: Origin | None, depth: int
    ) -> Iterator[Block]:
        if within is None:
            self._paragraphs += 1
        origin = within or Origin(paragraph=self._paragraphs)
        inline = self.runs.read(element)
        properties = child(element, "pPr")
        if self._carried is not None:
            inline.pieces = self._carried.pieces + inline.pieces
            inline.notes = self._carried.notes + inline.notes
            inline.boxes = self._carried.boxes + inline.boxes
            self._carried = None
        if inline.open:
            self._carried = inline
            return
        is_removed = is_on(child(properties, "rPr"), "vanish") and not inline.pieces
        number = "" if is_removed else self.numbering.number(properties)
        yield from self._lines(inline, number, properties, origin)
        for kind, name in inline.notes:
            yield from self._note(kind, name, origin)
        for box in inline.boxes:
            yield from self.blocks(box, origin, depth + 1)

    def _lines(
        self, inline: Inline, number: str, properties: etree._Element | None, origin: Origin
    ) -> Iterator[Block]:
        style_id = value(properties, "pStyle")
        lines = inline.lines()
        kind = self._kind(properties, style_id)
        alignment = value(properties, "jc")
        centred = alignment == "center" if alignment else self.styles.found(style_id, "centred")
        if kind == "heading" or centred:
            # A title is broken for its looks; elsewhere a soft break parts what is said.
            texts = [text.strip() for text, _ in lines if text.strip()]
            lines = [("".join(texts), all(bold for text, bold in lines if text.strip()))]
        for text, bold in lines:
            stripped = text.strip()
            if stripped:
                yield Block(kind, number + stripped, origin, bold=bold)
                number = ""

    def _kind(self, properties: etree._Element | None, style_id: str | None) -> BlockKind:
        if self.styles.found(style_id, "contents"):
            return "furniture"
        outline = value(properties, "outlineLvl")
        heading = outline != "9" if outline else self.styles.found(style_id, "heading") is True
        return "heading" if heading else "paragraph"

    def _note(self, kind: str, name: str, origin: Origin) -> Iterator[Block]:
        if kind not in self._notes:
            root = self.package.part(f"{kind}s")
            self._notes[kind] = {
                one.get(w("id"), ""): one for one in (root if root is not None else ())
            }
        note = self._notes[kind].pop(name, None)
        if note is not None and note.get(w("type"), "normal") == "normal":
            for block in self.blocks(note, origin):
                yield replace(block, kind="note", cells=(), head=())

    def _table(self, element: etree._Element, within: Origin | None, depth: int) -> Iterator[Block]:
        rows = read_rows(element, self.runs.tally)
        if max((len(row.cells) for row in rows), default=0) <= 1:
            # A frame around text rather than a table.
            for row in rows:
                for cell in row.cells:
                    yield from self.blocks(cell.element, within, depth + 1)
            return
        self._tables += 1
        origin = Origin(table=self._tables)
        cells, after = self._cells(rows, origin, depth)
        marked = 0
        for row in rows:
            if not row.is_head:
                break
            marked += 1
        for block in row_blocks(cells, origin, marked or None):
            yield block
            yield from after.get((block.origin.row or 1) - 1, ())

    def _cells(
        self, rows: list[Row], origin: Origin, depth: int
    ) -> tuple[list[Cell], dict[int, list[Block]]]:
        """A table's cells, and by row what stands in them besides text: tables and notes."""
        cells: list[Cell] = []
        after: dict[int, list[Block]] = {}
        for index, row in enumerate(rows):
            place = replace(origin, row=index + 1)
            for one in row.cells:
                inner = list(self.blocks(one.element, place, depth + 1))
                own = [b for b in inner if b.kind != "note" and b.origin.table == origin.table]
                after.setdefault(index, []).extend(b for b in inner if b not in own)
                cells.append(
                    Cell(
                        text=cell_text(block.text for block in own),
                        row=index,
                        column=one.column,
                        rows=one.rows,
                        columns=one.columns,
                        bold=bool(own) and all(block.bold for block in own),
                    )
                )
        return cells, after


def _warnings(package: Package, reader: _Reader, tally: Tally) -> Iterator[Warned]:
    if package.has_macros:
        yield warn("macros")
    if package.embedded:
        yield warn("embedded", count=package.embedded)
    if tally.other_documents:
        yield warn("other_document")
    if tally.inserted or tally.deleted:
        yield warn("tracked_changes", inserted=tally.inserted, deleted=tally.deleted)
    if "".join(tally.hidden).strip():
        yield warn("hidden_text", sample=sample(tally.hidden))
    if "".join(tally.struck).strip():
        yield warn("struck_out", sample=sample(tally.struck))
    if tally.pictures:
        yield warn("pictures", count=tally.pictures)
    comments = package.part("comments")
    if comments is not None and len(comments):
        yield warn("comments", count=len(comments))
    if reader.numbering.unknown:
        yield warn("number_format", format=listed(sorted(reader.numbering.unknown)))
