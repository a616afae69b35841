"""The grid of a Word table (ECMA-376, part 1, 17.4): which cell reaches over which places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from actions.publishing.limits import limits
from actions.publishing.reading.docx.names import child, is_on, local, number, w
from actions.publishing.reading.docx.runs import Tally, chosen
from actions.publishing.wording import refuse

_WRAPPERS = ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")


@dataclass
class GridCell:
    """A cell and the places it reaches over, from 0."""

    element: etree._Element
    column: int
    columns: int
    rows: int = 1


@dataclass
class Row:
    """A row's own cells: those that begin in it.

    Attributes:
        is_head: whether the file repeats it on every page (w:tblHeader).
    """

    cells: list[GridCell] = field(default_factory=list)
    is_head: bool = False


def read_rows(table: etree._Element, tally: Tally) -> list[Row]:
    """The rows of a table that are not deleted.

    Raises:
        Refusal: ``table_too_large``.
    """
    rows: list[Row] = []
    merged: dict[int, GridCell] = {}
    places = 0
    for element in _inner(table, "tr"):
        properties = child(element, "trPr")
        if child(properties, "del") is not None:
            tally.deleted += 1
            continue
        row = Row(is_head=is_on(properties, "tblHeader") is True)
        column = max(0, number(properties, "gridBefore") or 0)
        reached: dict[int, GridCell] = {}
        for cell in _inner(element, "tc"):
            own = child(cell, "tcPr")
            columns = max(1, number(own, "gridSpan") or 1)
            merge = child(own, "vMerge")
            # Without a value the cell goes on with the one above: 17.4.84.
            goes_on = merge is not None and merge.get(w("val"), "continue") == "continue"
            if goes_on and column in merged:
                merged[column].rows += 1
                reached[column] = merged[column]
            else:
                placed = GridCell(cell, column, columns)
                row.cells.append(placed)
                if merge is not None:
                    reached[column] = placed
            column += columns
            places += columns
            if places > limits().table_cells:
                raise refuse("table_too_large", most=limits().table_cells)
        merged = reached
        rows.append(row)
    return rows


def _inner(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in _WRAPPERS:
            yield from _inner(element, name)
        elif local(element) == "AlternateContent":
            yield from _inner(chosen(element), name)
