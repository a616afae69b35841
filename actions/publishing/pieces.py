"""Blocks cut into pieces: lines, and the parts of a paragraph in which labels run in sequence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actions.publishing.blocks import Block, BlockKind, Warned
from actions.publishing.cutting import cut_places
from actions.publishing.folding import Folded, clean, fold
from actions.publishing.limits import structure_limits
from actions.publishing.numbering import Label, read_label
from actions.publishing.parts import Stretch, origin_at
from actions.publishing.wording import warn

_LINE = re.compile("[\n\r\v\f\u2028\u2029]+")


@dataclass(frozen=True)
class Piece:
    """What may begin with a label and holds no other: a line of a block, or a part of one.

    Attributes:
        stretch: its place.
        text: its characters as received.
        folded: the same folded; offsets are those of the block.
        marked: bold, or marked as a heading.
        cells: those of a table's row.
        head: the column heads that hold for them.
        table: which table of the file it stands in.
        paged: the file has pages, so that furniture is what repeats on them.
        label: what it may begin with.
    """

    stretch: Stretch
    text: str
    folded: Folded
    kind: BlockKind
    marked: bool = False
    cells: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    label: Label | None = None
    table: int | None = None
    paged: bool = False

    @property
    def line(self) -> str:
        """Its folded characters."""
        return self.folded.text

    @property
    def shown(self) -> str:
        """Its characters for reading."""
        return clean(self.text)


def read_pieces(blocks: Sequence[Block]) -> tuple[list[Piece], list[Warned]]:
    """Cut blocks into pieces; what was cut by its labels is named in a warning."""
    lines = [piece for number, block in enumerate(blocks) for piece in _lines(number, block)]
    begun = {
        p.label.number for p in lines if p.label and p.label.style == "条" and not p.label.doubtful
    }
    pieces: list[Piece] = []
    warnings: list[Warned] = []
    last = 0
    for line in lines:
        cut = _cut(line, last, begun) if line.kind in ("paragraph", "heading") else [line]
        if len(cut) > 1:
            origin = origin_at(blocks[line.stretch.block], line.stretch.start)
            labels = sum(p.label is not None for p in cut)
            warnings.append(warn("cut_up", origin, count=labels))
        pieces += cut
        articles = [p.label.number[0] for p in cut if p.label and p.label.style == "条"]
        last = articles[-1] if articles else last
    return pieces, warnings


def _lines(number: int, block: Block) -> Iterator[Piece]:
    cells = tuple(cell for cell in block.cells if cell.strip())
    if block.kind == "row" and not _is_laid_out(block):
        if cells:
            stretch = Stretch(number, 0, len(block.text))
            folded = fold(block.text)
            yield Piece(
                stretch,
                block.text,
                folded,
                "row",
                block.bold,
                block.cells,
                block.head,
                table=block.origin.table,
            )
        return
    kind: BlockKind = "paragraph" if block.kind == "row" else block.kind
    length = len(block.cells[0]) if block.kind == "row" and cells else len(block.text)
    marked = block.bold or block.kind == "heading"
    begins = 0
    bounds = [match.span() for match in _LINE.finditer(block.text, 0, length)]
    for end, following in [*bounds, (length, length)]:
        folded = fold(block.text, begins, end)
        if folded.text:
            stop = len(block.text) if end == length else end
            label = read_label(folded) if kind != "furniture" else None
            paged = block.origin.page is not None
            stretch = Stretch(number, begins, stop)
            text = block.text[begins:end]
            yield Piece(stretch, text, folded, kind, marked, label=label, paged=paged)
        begins = following


def _is_laid_out(block: Block) -> bool:
    """Whether a row is a paragraph put into a table: one cell that reaches over all columns."""
    distinct = {cell.strip() for cell in block.cells if cell.strip()}
    if len(distinct) != 1 or block.head or not block.cells[0].strip():
        return False
    (text,) = distinct
    return len(text) > structure_limits().heading or read_label(fold(text)) is not None


def _cut(piece: Piece, last: int, begun: set[tuple[int, int]]) -> list[Piece]:
    places = cut_places(piece.folded, last, begun)
    return list(_split(piece, [0, *places])) if places else [piece]


def _split(piece: Piece, bounds: list[int]) -> Iterator[Piece]:
    source_start, stop = piece.stretch.start, piece.stretch.end
    for position, following in zip(bounds, [*bounds[1:], -1], strict=True):
        start = piece.folded.offsets[position] if position else source_start
        last = following < 0
        end = stop if last else piece.folded.offsets[following]
        text = piece.text[start - source_start : end - source_start]
        folded = fold(text)
        moved = Folded(folded.text, tuple(o + start for o in folded.offsets), folded.spaced)
        stretch = Stretch(piece.stretch.block, start, end)
        marked = piece.marked
        yield Piece(stretch, text, moved, piece.kind, marked, label=read_label(moved))
