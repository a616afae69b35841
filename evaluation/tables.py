"""One table, shown as Markdown and as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from evaluation.bars import bar
from evaluation.metrics import Metric

Cell = str | Metric


@dataclass(frozen=True)
class Table:
    """Rows under a title.

    Attributes:
        rows: cells as wide as ``head``; a share is drawn as a bar where the form can.
        note: a line under the title, empty for none.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


def markdown_lines(table: Table, level: int = 2) -> Iterator[str]:
    """The table under a heading of ``level``, after an empty line; nothing without rows."""
    if not table.rows:
        return
    yield from ("", f"{'#' * level} {table.title}", "")
    if table.note:
        yield from (table.note, "")
    yield _markdown_row(table.head)
    yield f"|{'---|' * len(table.head)}"
    yield from (_markdown_row(row) for row in table.rows)


def html_lines(table: Table, level: int = 2) -> Iterator[str]:
    """The table under a heading of ``level``; nothing without rows."""
    if not table.rows:
        return
    yield f"<h{level}>{escape(table.title)}</h{level}>"
    if table.note:
        yield f"<p>{escape(table.note)}</p>"
    yield "<table><tr>" + "".join(f"<th>{escape(name)}</th>" for name in table.head) + "</tr>"
    yield from ("<tr>" + "".join(map(_html_cell, row)) + "</tr>" for row in table.rows)
    yield "</table>"


def _markdown_row(cells: tuple[Cell, ...]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def _html_cell(cell: Cell) -> str:
    drawn = f"{bar(cell)} " if isinstance(cell, Metric) else ""
    return f'<td class="n">{drawn}{escape(str(cell))}</td>'
