"""Tables of any format as rows: merged cells repeated where they reach, heads recognised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from actions.publishing.blocks import Block, Origin
from actions.publishing.limits import limits
from actions.publishing.reading.signs import signs
from actions.publishing.wording import refuse


@dataclass(frozen=True)
class Cell:
    """One cell of a table.

    Attributes:
        row: of its upper edge, from 0.
        column: of its left edge, from 0.
        rows: how many rows it reaches over.
        columns: how many columns it reaches over.
        is_head: whether the file marks it as a head.
    """

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    is_head: bool = False
    bold: bool = False


Grid = list[list[Cell | None]]


def laid_out(cells: Sequence[Cell]) -> Grid:
    """Rows of a table, each cell in every place it reaches; None where there is none.

    Raises:
        Refusal: ``table_too_large``.
    """
    height = max((cell.row + cell.rows for cell in cells), default=0)
    width = max((cell.column + cell.columns for cell in cells), default=0)
    if height * width > limits().table_cells:
        raise refuse("table_too_large", most=limits().table_cells)
    grid: Grid = [[None] * width for _ in range(height)]
    for cell in cells:
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                if grid[row][column] is None:
                    grid[row][column] = cell
    return grid


def cell_text(paragraphs: Iterable[str]) -> str:
    """A cell's paragraphs on a line each; one written downwards, a character a line, as a word."""
    lines = [line for text in paragraphs for line in text.replace("\t", " ").split("\n")]
    lines = [line.strip() for line in lines if line.strip()]
    downwards = len(lines) > 1 and all(len(line) == 1 for line in lines)
    return ("" if downwards else "\n").join(lines)


def row_blocks(cells: Sequence[Cell], origin: Origin, heads: int | None = None) -> list[Block]:
    """A table's rows as blocks, without rows that hold no text.

    Args:
        origin: of the table; the row is added.
        heads: how many rows are heads where the file says so; else they are recognised.
    """
    grid = laid_out(cells)
    title = _title_rows(grid)
    count = _heads(grid, title) if heads is None else max(0, heads - title)
    head = _joined_head(grid[title : title + count])
    blocks = []
    for index, row in enumerate(grid):
        texts = tuple(cell.text if cell else "" for cell in row)
        if not any(texts):
            continue
        holds = head if index >= title + count else ()
        written = [cell for cell in row if cell and cell.text]
        blocks.append(
            Block(
                kind="row",
                text="\t".join(texts),
                origin=replace(origin, row=index + 1),
                cells=texts,
                head=holds,
                bold=all(cell.bold for cell in written),
            )
        )
    return blocks


def _title_rows(grid: Grid) -> int:
    """How many rows from the top are one cell over the whole width: a table's title."""
    count = 0
    for row in grid:
        first = row[0] if row else None
        if len(row) < 2 or first is None or any(cell is not first for cell in row):
            break
        count += 1
    return count if count < len(grid) else 0


def _heads(grid: Grid, first: int) -> int:
    """How many rows from ``first`` on are heads of columns, by their shape and words."""
    if len(grid) - first < 2 or len(grid[first]) < 2:
        return 0
    row = grid[first]
    marked = _marked(grid, first)
    if marked:
        return marked
    count = _reach(row)
    if count == 0 or first + count >= len(grid):
        return 0
    texts = [cell.text if cell else "" for cell in _distinct(row)]
    if len(texts) < 2 or not all(_may_head(text) for text in texts):
        return 0
    named = sum(bool(signs().head.match("".join(text.split()))) for text in texts)
    bold = all(cell.bold for cell in _distinct(row) if cell and cell.text)
    under = [cell for cell in _distinct(grid[first + count]) if cell and cell.text]
    if bold and not all(cell.bold for cell in under):
        return count
    if len(texts) > 2:
        return count if named or all(text for text in texts) else 0
    return count if named else 0


def _marked(grid: Grid, first: int) -> int:
    count = 0
    for row in grid[first:-1]:
        if not all(cell is None or cell.is_head for cell in row):
            break
        count += 1
    return count


def _reach(row: Sequence[Cell | None]) -> int:
    """Rows of a head that begins with ``row``: as many as its tallest cell, where others part."""
    cells = [cell for cell in _distinct(row) if cell]
    if not cells:
        return 0
    tallest = max(cell.rows for cell in cells)
    if tallest == 1 or all(cell.rows == tallest for cell in cells):
        return tallest
    parted = [cell for cell in cells if cell.rows < tallest]
    return tallest if any(cell.columns > 1 for cell in parted) else 0


def _may_head(text: str) -> bool:
    dense = "".join(text.split())
    return (
        len(dense) <= limits().head_characters
        and not signs().sentence_end.search(dense)
        and not (dense and signs().figure.match(dense))
    )


def _distinct(row: Sequence[Cell | None]) -> list[Cell | None]:
    return [cell for index, cell in enumerate(row) if index == 0 or cell is not row[index - 1]]


def _joined_head(rows: Grid) -> tuple[str, ...]:
    if not rows:
        return ()
    joined = []
    for column in zip(*rows, strict=True):
        texts: list[str] = []
        for cell in column:
            text = "".join(cell.text.split()) if cell else ""
            if text and (not texts or texts[-1] != text):
                texts.append(text)
        joined.append("/".join(texts))
    return tuple(joined)
