"""Rows of a table as text, each cell with the head of its column."""

from __future__ import annotations

from collections.abc import Collection

from actions.publishing.folding import clean, folded
from actions.publishing.pieces import Piece


class Table:
    """A table under one heading.

    Args:
        number: which table under its heading it is, from 1.
        heads: the column heads that hold for any of the file's rows.
    """

    def __init__(self, number: int, heads: Collection[tuple[str, ...]]) -> None:
        self.number = number
        self._heads = heads
        self._rows = 0

    def add(self, piece: Piece) -> tuple[str, str, bool]:
        """Take the next row; returns its step in the id, its text, and whether it is a head."""
        if piece.cells in self._heads:
            return "表头", "；".join(_distinct(piece.cells)), True
        self._rows += 1
        return str(self._rows), row_text(piece.cells, piece.head), False


def row_text(cells: tuple[str, ...], head: tuple[str, ...]) -> str:
    """A row in one line: 指标：学历；分值：…; a merged cell once, an empty one not at all."""
    if len(head) != len(cells):
        return "；".join(_distinct(cells))
    said: list[str] = []
    for name, cell in zip(head, cells, strict=True):
        shown = clean(cell)
        if shown:
            entry = f"{clean(name)}：{shown}" if clean(name) else shown
            if entry not in said:
                said.append(entry)
    return "；".join(said)


def _distinct(cells: tuple[str, ...]) -> list[str]:
    kept: list[str] = []
    for cell in cells:
        shown = clean(cell)
        if shown and (not kept or folded(kept[-1]) != folded(shown)):
            kept.append(shown)
    return kept
