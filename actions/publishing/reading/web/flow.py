"""The text of a web page in the order in which it is shown: paragraphs, headings and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from actions.publishing.blocks import Block, Origin
from actions.publishing.limits import limits
from actions.publishing.reading.signs import signs
from actions.publishing.reading.tables import Cell, cell_text, row_blocks
from actions.publishing.reading.web.marks import Marker, marker_of
from actions.publishing.reading.web.tree import (
    is_hidden,
    is_layout,
    is_shown,
    own_cells,
    own_rows,
    spoken,
)
from actions.publishing.wording import refuse

_BLOCKS = frozenset(
    ("html", "body", "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt",
     "dd", "table", "caption", "tr", "td", "th", "thead", "tbody", "tfoot", "section", "article",
     "header", "footer", "nav", "aside", "main", "center", "blockquote", "pre", "form", "fieldset",
     "legend", "address", "figure", "figcaption", "hr", "details", "summary")
)  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HAN = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


@dataclass(frozen=True)
class Item:
    """A block and where on the page it was.

    Attributes:
        element: the innermost element around all of it.
        linked: how many of its characters are in links.
    """

    block: Block
    element: etree._Element
    linked: int = 0


@dataclass(frozen=True)
class _Style:
    linked: bool = False
    bold: bool = False
    heading: bool = False
    kept: bool = False
    """Line feeds count, as in <pre>."""


@dataclass
class Flow:
    """Reads elements one after the other.

    Attributes:
        hidden: texts that the page hides.
        struck: texts that are struck out.
    """

    items: list[Item] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    _pieces: list[tuple[str, _Style]] = field(default_factory=list)
    _mark: str = ""
    _paragraphs: int = 0
    _tables: int = 0

    def read(self, root: etree._Element) -> list[Item]:
        """All that an element shows."""
        self._walk(root, _Style(), None, 0)
        self._close(root)
        return self.items

    def _walk(
        self, element: etree._Element, style: _Style, marker: Marker | None, depth: int
    ) -> None:
        if depth > limits().page_nesting:
            raise refuse("nested", most=limits().page_nesting)
        tag = str(element.tag).lower()
        style = _styled(element, tag, style)
        if tag in ("s", "strike", "del"):
            self.struck.append(spoken(element))
        is_block = tag in _BLOCKS
        if is_block:
            around = element.getparent()
            self._close(element if around is None else around)
        if tag == "table" and not is_layout(element):
            self._table(element, depth)
            return
        if tag == "li" and marker is not None:
            self._mark = marker.next(element)
        own = marker_of(element) if tag in ("ol", "ul") else None
        self._add(element.text, style)
        for child in element:
            if isinstance(child.tag, str) and is_shown(child):
                if is_hidden(child):
                    self.hidden.append(spoken(child))
                elif child.tag == "br":
                    self._close(element)
                else:
                    self._walk(child, style, own, depth + 1)
            self._add(child.tail, style)
        if is_block:
            self._close(element)

    def _add(self, text: str | None, style: _Style) -> None:
        if not text:
            return
        if style.kept:
            first, *rest = text.split("\n")
            self._pieces.append((first, style))
            self._pieces += [("\n" + one, style) for one in rest]
            return
        before = "".join(piece for piece, _ in self._pieces[-3:])

        def space(match: re.Match[str]) -> str:
            """One space, none where the source was wrapped between ideographs."""
            left = (before + text[: match.start()]).strip()
            right = text[match.end() : match.end() + 1]
            wrapped = "\n" in match.group() and _HAN.match(left[-1:]) and _HAN.match(right)
            label = signs().label.match(left)
            after_label = label is not None and label.end() == len(left)
            return "" if wrapped and not after_label else " "

        self._pieces.append((_SPACE.sub(space, text), style))

    def _close(self, element: etree._Element) -> None:
        pieces, self._pieces = self._pieces, []
        lines: list[list[tuple[str, _Style]]] = [[]]
        for text, style in pieces:
            if text.startswith("\n"):
                lines.append([])
                text = text[1:]
            lines[-1].append((text, style))
        for line in lines:
            self._emit(line, element)

    def _emit(self, pieces: list[tuple[str, _Style]], element: etree._Element) -> None:
        text = "".join(piece for piece, _ in pieces).replace("\xa0", " ").strip()
        if not text:
            return
        written = [(piece, style) for piece, style in pieces if piece.strip()]
        if self._mark and not signs().label.match(text):
            text = self._mark + text
        self._mark = ""
        self._paragraphs += 1
        heading = all(style.heading for _, style in written)
        self.items.append(
            Item(
                block=Block(
                    kind="heading" if heading else "paragraph",
                    text=text,
                    origin=Origin(paragraph=self._paragraphs),
                    bold=all(style.bold for _, style in written),
                ),
                element=element,
                linked=sum(len(piece.strip()) for piece, style in written if style.linked),
            )
        )

    def _table(self, table: etree._Element, depth: int) -> None:
        self._tables += 1
        number = self._tables
        rows = list(own_rows(table))
        caption = next((one for one in table if one.tag == "caption"), None)
        if caption is not None:
            self._walk(caption, _Style(), None, depth + 1)
        cells: list[Cell] = []
        after: dict[int, list[Item]] = {}
        linked: dict[int, int] = {}
        taken: dict[tuple[int, int], bool] = {}
        for index, row in enumerate(rows):
            column = 0
            for element in own_cells(row):
                while (index, column) in taken:
                    column += 1
                width = _span(element, "colspan")
                height = _span(element, "rowspan") or len(rows)
                height = min(height, len(rows) - index)
                width = max(1, width)
                if (len(taken) + width * height) > limits().table_cells:
                    raise refuse("table_too_large", most=limits().table_cells)
                for y in range(index, index + height):
                    for x in range(column, column + width):
                        taken[y, x] = True
                inner = self._cell(element, depth)
                own = [item for item in inner if item.block.kind != "row"]
                after.setdefault(index, []).extend(i for i in inner if i.block.kind == "row")
                linked[index] = linked.get(index, 0) + sum(item.linked for item in own)
                cells.append(_cell(element, own, index, column, height, width))
                column += width
        for block in row_blocks(cells, Origin(table=number)):
            index = (block.origin.row or 1) - 1
            self.items.append(Item(block, table, linked.get(index, 0)))
            self.items += after.get(index, [])

    def _cell(self, element: etree._Element, depth: int) -> list[Item]:
        outer, self.items = self.items, []
        paragraphs = self._paragraphs
        self._walk(element, _Style(), None, depth + 1)
        self._close(element)
        inner, self.items = self.items, outer
        self._paragraphs = paragraphs
        return inner


def _cell(
    element: etree._Element, own: list[Item], row: int, column: int, rows: int, columns: int
) -> Cell:
    parent = element.getparent()
    around = parent.getparent() if parent is not None else None
    return Cell(
        text=cell_text(item.block.text for item in own),
        row=row,
        column=column,
        rows=rows,
        columns=columns,
        is_head=element.tag == "th" or (around is not None and around.tag == "thead"),
        bold=bool(own) and all(item.block.bold for item in own),
    )


def _span(element: etree._Element, name: str) -> int:
    found = re.match(r"\s*(\d{1,7})", element.get(name, "1"))
    return int(found.group(1)) if found else 1


def _styled(element: etree._Element, tag: str, style: _Style) -> _Style:
    if tag == "a":
        style = replace(style, linked=True)
    if tag in ("b", "strong", "th") or _BOLD.search(element.get("style", "")):
        style = replace(style, bold=True)
    if tag in _HEADINGS:
        style = replace(style, heading=True, bold=True)
    if tag == "pre":
        style = replace(style, kept=True)
    return style
