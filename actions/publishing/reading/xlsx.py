"""Excel workbooks (ECMA-376, part 1: SpreadsheetML): the rows of each sheet that is shown."""

from __future__ import annotations

import io
import re
import warnings as python_warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.worksheet.worksheet import Worksheet

from actions.publishing.blocks import Block, Origin, Warned
from actions.publishing.limits import limits
from actions.publishing.reading.archive import Archive, open_archive
from actions.publishing.reading.content import Content
from actions.publishing.reading.tables import Cell, cell_text, row_blocks
from actions.publishing.wording import listed, refuse, warn

_CELL = re.compile(rb"<(?:\w+:)?c[ >/]")
_PERCENT = re.compile(r"0(\.0+)?%")


def read_xlsx(data: bytes) -> Content:
    """Read a workbook; of formulas the values that were last worked out.

    Raises:
        Refusal: of the container, ``table_too_large``, or ``broken``.
    """
    archive = open_archive(data)
    _weigh(archive)
    try:
        with python_warnings.catch_warnings():
            python_warnings.simplefilter("ignore")
            values = load_workbook(io.BytesIO(data), data_only=True)
            formulas = load_workbook(io.BytesIO(data))
    except (ArithmeticError, AttributeError, LookupError, OSError, SyntaxError, TypeError) as error:
        # XML that is not well-formed is a SyntaxError to lxml and to the standard library.
        raise refuse("broken") from error
    except ValueError as error:
        raise refuse("broken") from error
    blocks: list[Block] = []
    warned: list[Warned] = []
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        warned.append(warn("macros"))
    hidden = [sheet.title for sheet in values.worksheets if sheet.sheet_state != "visible"]
    if hidden:
        warned.append(warn("hidden_sheets", names=listed(hidden)))
    for number, sheet in enumerate(values.worksheets, start=1):
        if sheet.sheet_state == "visible":
            blocks += _rows(sheet, number)
            warned += _warnings(sheet, formulas[sheet.title])
    pictures = sum("/media/" in name for name in archive.names)
    if pictures:
        warned.append(warn("pictures", count=pictures))
    return Content(tuple(blocks), tuple(warned))


def _weigh(archive: Archive) -> None:
    """Count cells before anything makes objects of them, and look for declared entities."""
    cells = 0
    for name in archive.names:
        part = archive.read(name) or b""
        if name.startswith("xl/worksheets/"):
            cells += len(_CELL.findall(part))
    if cells > limits().sheet_cells:
        raise refuse("table_too_large", most=limits().sheet_cells)


def _rows(sheet: Worksheet, number: int) -> Iterator[Block]:
    written = [cell for cell in _filled(sheet) if not _is_hidden(sheet, cell)]
    # Only rows and columns that hold something: one stray cell may stand a million rows below.
    rows = sorted({cell.row for cell in written})
    columns = sorted({cell.column for cell in written})
    if len(columns) == 1:
        # A single column holds paragraphs rather than a table.
        for cell in written:
            place = Origin(sheet=sheet.title, row=cell.row)
            yield Block("paragraph", _text(cell), place, bold=_is_bold(cell))
        return
    cells = list(_cells(sheet, written, rows, columns))
    for block in row_blocks(cells, Origin(sheet=sheet.title, table=number)):
        row = rows[(block.origin.row or 1) - 1]
        yield replace(block, origin=replace(block.origin, row=row))


def _filled(sheet: Worksheet) -> list[SheetCell]:
    """The cells that hold something, in order; asking for rows would make all those between."""
    cells = [
        cell
        for cell in sheet._cells.values()
        if isinstance(cell, SheetCell) and cell.value is not None and _text(cell)
    ]
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _cells(
    sheet: Worksheet,
    written: Sequence[SheetCell],
    rows: Sequence[int],
    columns: Sequence[int],
) -> Iterator[Cell]:
    """Cells by the places of their rows and columns among those that hold something."""
    spans = {
        (merged.min_row, merged.min_col): (merged.max_row, merged.max_col)
        for merged in sheet.merged_cells.ranges
    }
    for cell in written:
        row, column = bisect_left(rows, cell.row), bisect_left(columns, cell.column)
        last_row, last_column = spans.get((cell.row, cell.column), (cell.row, cell.column))
        yield Cell(
            text=_text(cell),
            row=row,
            column=column,
            rows=bisect_right(rows, last_row) - row,
            columns=bisect_right(columns, last_column) - column,
            bold=_is_bold(cell),
        )


def _text(cell: SheetCell) -> str:
    return cell_text([_shown(cell.value, cell.number_format or "General")])


def _is_bold(cell: SheetCell) -> bool:
    return bool(cell.font and cell.font.b)


def _is_hidden(sheet: Worksheet, cell: SheetCell) -> bool:
    row = sheet.row_dimensions.get(cell.row)
    column = sheet.column_dimensions.get(cell.column_letter)
    return bool(row is not None and row.hidden) or bool(column is not None and column.hidden)


def _shown(value: Any, form: str) -> str:  # noqa: ANN401 - whatever a cell holds
    """A value about as its cell shows it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (int, float)):
        percent = _PERCENT.search(form)
        if percent:
            return f"{value:.{max(0, len(percent.group(1) or '') - 1)}%}"
        return f"{value:.10g}" if isinstance(value, float) else str(value)
    return str(value).strip()


def _warnings(sheet: Worksheet, formulas: Worksheet) -> Iterator[Warned]:
    hidden = [
        *(d for d in sheet.row_dimensions.values() if d.hidden),
        *(d for d in sheet.column_dimensions.values() if d.hidden),
    ]
    if hidden:
        yield warn("hidden_rows", sheet=sheet.title, count=len(hidden))
    empty = sum(
        cell.data_type == "f" and sheet.cell(cell.row, cell.column).value is None
        for cell in _filled(formulas)
    )
    if empty:
        yield warn("no_values", sheet=sheet.title, count=empty)
