"""Tables in plain text: between bars, between tabs, or padded with spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from actions.publishing.limits import limits
from actions.publishing.reading.signs import signs
from actions.publishing.reading.tables import Cell

_BAR = re.compile(r"(?<!\\)\|")
_SEPARATOR = re.compile(r"^\s*\|?\s*:?-{1,}:?\s*(\|\s*:?-{1,}:?\s*)+\|?\s*$")
_GRID = re.compile(r"^\s*\+([-=]+\+)+\s*$")
_GAP = re.compile(r" {2,}|\u3000{2,}|[ \u3000]*\t[ \u3000\t]*")
_DASHES = re.compile(r"^\s*-{2,}( +-{2,})+\s*$")


@dataclass(frozen=True)
class Found:
    """A table in a text.

    Attributes:
        end: the line behind it.
        heads: how many rows are heads where the text says so.
    """

    cells: tuple[Cell, ...]
    end: int
    heads: int | None = None


def table_at(lines: Sequence[str], index: int) -> Found | None:
    """The table that begins at a line, or None."""
    return _barred(lines, index) or _grid(lines, index) or _padded(lines, index)


def width(text: str) -> int:
    """How many columns of a terminal a text takes: two for an ideograph."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def _barred(lines: Sequence[str], index: int) -> Found | None:
    """A pipe table: a head, a line of dashes, rows; or rows that begin and end with a bar."""
    has_head = index + 1 < len(lines) and bool(_SEPARATOR.match(lines[index + 1]))
    if not has_head and not _is_row(lines[index]):
        return None
    if has_head and not _BAR.search(lines[index]):
        return None
    end, rows = index, []
    while end < len(lines) and (_BAR.search(lines[end]) if has_head else _is_row(lines[end])):
        if not _SEPARATOR.match(lines[end]):
            rows.append(_split_bars(lines[end]))
        end += 1
    if not has_head and len(rows) < 2:
        return None
    return Found(_cells(rows), end, 1 if has_head else None)


def _is_row(line: str) -> bool:
    text = line.strip()
    return len(text) > 2 and text[0] == "|" == text[-1] and len(_BAR.findall(text)) > 2


def _split_bars(line: str) -> list[str]:
    text = line.strip().removeprefix("|")
    if text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    return [part.strip().replace("\\|", "|") for part in _BAR.split(text)]


def _grid(lines: Sequence[str], index: int) -> Found | None:
    """A table drawn with plus signs and bars; a row may take several lines."""
    if not _GRID.match(lines[index]):
        return None
    rows: list[list[list[str]]] = []
    heads = None
    end = index
    fresh = True
    while end < len(lines):
        line = lines[end]
        if _GRID.match(line):
            if "=" in line:
                heads = len(rows)
            fresh = True
        elif line.strip().startswith("|"):
            parts = _split_bars(line)
            if fresh:
                rows.append([[part] for part in parts])
            else:
                for column, part in zip(rows[-1], parts, strict=False):
                    column.append(part)
            fresh = False
        else:
            break
        end += 1
    texts = [["".join(parts) for parts in row] for row in rows]
    return Found(_cells(texts), end, heads) if len(texts) > 1 else None


def _padded(lines: Sequence[str], index: int) -> Found | None:
    """Lines parted by tabs or runs of spaces whose columns begin at the same places."""
    first = _parts(lines[index])
    tabbed = "\t" in lines[index].strip()
    if len(first) < (2 if tabbed else limits().padded_columns):
        return None
    rows, end = [first], index + 1
    while end < len(lines):
        if _DASHES.match(lines[end]):
            end += 1
            continue
        parts = _parts(lines[end])
        if len(parts) != len(first) or ("\t" in lines[end].strip()) != tabbed:
            break
        if not tabbed and not _aligned(parts, first):
            break
        rows.append(parts)
        end += 1
    if len(rows) < (2 if tabbed else limits().padded_lines):
        return None
    if any(signs().label.match(row[0][1]) and len(row) == 2 for row in rows):
        # A label and its text, not two columns.
        return None
    return Found(_cells([[text for _, text in row] for row in rows]), end)


def _parts(line: str) -> list[tuple[int, str]]:
    """(column of the terminal, text) of a line's parts."""
    out, start = [], len(line) - len(line.lstrip())
    for gap in _GAP.finditer(line, start):
        out.append((width(line[:start]), line[start : gap.start()].strip()))
        start = gap.end()
    if line[start:].strip():
        out.append((width(line[:start]), line[start:].strip()))
    return out


def _aligned(parts: Sequence[tuple[int, str]], first: Sequence[tuple[int, str]]) -> bool:
    return all(
        abs(a - b) <= limits().padded_slack for (a, _), (b, _) in zip(parts, first, strict=True)
    )


def _cells(rows: Sequence[Sequence[str]]) -> tuple[Cell, ...]:
    return tuple(
        Cell(text, row, column)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
