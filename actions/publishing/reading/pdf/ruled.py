"""Tables of a page by their ruling lines, and their parts on several pages put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from actions.publishing.blocks import Block, Origin
from actions.publishing.limits import limits
from actions.publishing.reading.lines import Line, joined
from actions.publishing.reading.pdf.glyphs import Glyph, lines_of
from actions.publishing.reading.signs import signs
from actions.publishing.reading.tables import Cell, laid_out, row_blocks

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points."""


@dataclass(frozen=True)
class Part:
    """What of a table stands on one page.

    Attributes:
        columns: where its columns part, in points from the left.
    """

    page: int
    box: Box
    columns: tuple[float, ...]
    cells: tuple[Cell, ...]

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return max(cell.row + cell.rows for cell in self.cells)


def parts_of(page: Any, glyphs: Sequence[Glyph], number: int) -> list[Part]:  # noqa: ANN401
    """The tables of a page of pdfplumber's; frames of one column are none."""
    parts = []
    for table in page.find_tables():
        part = _part(list(table.cells), glyphs, number)
        if part is not None:
            parts.append(part)
    return parts


def continues(part: Part, last: Part) -> bool:
    """Whether a page's first table goes on with the last one of the page before."""
    near = limits().ruling_points
    return (
        part.page == last.page + 1
        and len(part.columns) == len(last.columns)
        and all(abs(a - b) <= near for a, b in zip(part.columns, last.columns, strict=True))
    )


def table_blocks(parts: Sequence[Part], number: int) -> list[Block]:
    """The rows of a table whose parts stand on one page after another.

    Heads repeated on a page are left out; a cell that the page's end cut goes on; an empty cell at
    the left of a page's first row is the merged one from the page before.
    """
    cells = list(parts[0].cells)
    pages = {row: parts[0].page for row in range(parts[0].rows)}
    first = _texts(parts[0].cells)
    for part in parts[1:]:
        new = _without_repeated(part, first)
        if not new:
            continue
        below = max(cell.row + cell.rows for cell in cells)
        new = _filled(new, cells)
        cut = _cut_row(new, cells)
        if cut:
            cells = [
                replace(cell, text=joined(cell.text, cut[cell.column]))
                if cell.row + cell.rows == below and cell.column in cut
                else cell
                for cell in cells
            ]
            new = [replace(cell, row=cell.row - 1) for cell in new if cell.row > 0]
        cells += [replace(cell, row=cell.row + below) for cell in new]
        for row in range(below, max(cell.row + cell.rows for cell in cells)):
            pages[row] = part.page
    blocks = row_blocks(cells, Origin(table=number))
    return [
        replace(block, origin=replace(block.origin, page=pages[(block.origin.row or 1) - 1]))
        for block in blocks
    ]


def _part(boxes: list[Box], glyphs: Sequence[Glyph], number: int) -> Part | None:
    columns = _edges([x for box in boxes for x in (box[0], box[2])])
    rows = _edges([y for box in boxes for y in (box[1], box[3])])
    if len(columns) < 3 or len(rows) < 2:
        return None
    cells = []
    for box in sorted(boxes, key=lambda one: (one[1], one[0])):
        inside = [glyph for glyph in glyphs if _is_in(glyph, box)]
        lines = lines_of(inside, number)
        row, column = _index(rows, box[1]), _index(columns, box[0])
        cells.append(
            Cell(
                text=_cell_text(lines, box),
                row=row,
                column=column,
                rows=max(1, _index(rows, box[3]) - row),
                columns=max(1, _index(columns, box[2]) - column),
                bold=bool(lines) and all(line.bold for line in lines),
            )
        )
    if sum(bool(cell.text) for cell in cells) < 2:
        return None
    frame = (columns[0], rows[0], columns[-1], rows[-1])
    return Part(number, frame, tuple(columns), tuple(cells))


def _edges(values: list[float]) -> list[float]:
    """Places of rulings, those nearer than a ruling's breadth taken as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > limits().ruling_points:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def _is_in(glyph: Glyph, box: Box) -> bool:
    x, y = (glyph["x0"] + glyph["x1"]) / 2, (glyph["top"] + glyph["bottom"]) / 2
    return bool(box[0] <= x < box[2] and box[1] <= y < box[3])


def _cell_text(lines: Sequence[Line], box: Box) -> str:
    """A cell's paragraphs, each on a line of its own."""
    out: list[str] = []
    last: Line | None = None
    for line in lines:
        text = line.text.strip()
        if last is not None and _goes_on(last, line, box):
            out[-1] = joined(out[-1], text)
        else:
            out.append(text)
        last = line
    return "\n".join(out)


def _goes_on(last: Line, line: Line, box: Box) -> bool:
    most = limits()
    ended = signs().ended.search(last.text.strip()) is not None
    if ended and signs().label.match(line.text):
        return False
    narrow = box[2] - box[0] < most.narrow_characters * line.size
    # A cell's margin is about as wide as half a character on either side.
    full = last.x1 >= box[2] - (most.ragged_characters + 1) * line.size
    return full or (narrow and not ended)


def _texts(cells: Sequence[Cell]) -> list[tuple[str, ...]]:
    return [tuple(cell.text if cell else "" for cell in row) for row in laid_out(cells)]


def _without_repeated(part: Part, first: Sequence[tuple[str, ...]]) -> list[Cell]:
    repeated = 0
    for own, head in zip(_texts(part.cells), first, strict=False):
        if own != head:
            break
        repeated += 1
    return [replace(cell, row=cell.row - repeated) for cell in part.cells if cell.row >= repeated]


def _filled(new: list[Cell], cells: Sequence[Cell]) -> list[Cell]:
    """A page's cells, the empty ones at the left of its first row as the page before left them."""
    above = laid_out(cells)[-1]
    top = sorted((cell for cell in new if cell.row == 0), key=lambda cell: cell.column)
    out, filling = [], any(cell.text for cell in top)
    filled: dict[int, str] = {}
    for cell in top:
        over = above[cell.column]
        if cell.text or not filling or over is None:
            break
        filled[cell.column] = over.text
    for cell in new:
        if cell.row == 0 and cell.column in filled:
            cell = replace(cell, text=filled[cell.column])
        out.append(cell)
    return out


def _cut_row(new: Sequence[Cell], cells: Sequence[Cell]) -> dict[int, str]:
    """By column, the rest of a row that the page's end cut; empty where none was.

    It was where the first cell stands on and every other text of the row goes on with one above
    that had not ended.
    """
    above = laid_out(cells)[-1]
    top = [cell for cell in new if cell.row == 0]
    rest = {}
    for cell in top:
        over = above[cell.column]
        if over is None or cell.text == over.text or not cell.text:
            continue
        if signs().ended.search(over.text) or not over.text or signs().label.match(cell.text):
            return {}
        rest[cell.column] = cell.text
    return rest if rest and 0 not in rest else {}
