"""Made-up documents: a line a paragraph, ``|`` between the cells of a row, ``#`` for a heading."""

from __future__ import annotations

from actions.publishing.blocks import Block, Origin, ReadFile
from actions.publishing.parts import Part, Structure
from actions.publishing.report import Reading, read_document
from actions.publishing.structuring import read_structure


def blocks_of(text: str) -> tuple[Block, ...]:
    """Blocks of a made-up text; the first row of a table is its head, ``~`` marks furniture."""
    blocks: list[Block] = []
    table = row = 0
    head: tuple[str, ...] = ()
    for number, line in enumerate(text.strip("\n").splitlines(), 1):
        if line.startswith("|"):
            cells = tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
            table, row = (table, row + 1) if row else (table + 1, 1)
            origin = Origin(table=table, row=row)
            blocks.append(Block("row", "\t".join(cells), origin, cells, head))
            head = head or cells
            continue
        row, head = 0, ()
        origin = Origin(paragraph=number)
        if line.startswith("#"):
            blocks.append(Block("heading", line[1:], origin, bold=True))
        elif line.startswith("~"):
            blocks.append(Block("furniture", line[1:], origin))
        elif line.strip():
            blocks.append(Block("paragraph", line, origin))
    return tuple(blocks)


def structure_of(text: str) -> Structure:
    """The structure of a made-up text."""
    return read_structure(blocks_of(text))


def provisions_of(text: str) -> list[str]:
    """The ids of provisions, headings, rows and notes, in order."""
    kinds = ("provision", "heading", "row", "note", "closing")
    return [part.id for part in structure_of(text).parts if part.kind in kinds]


def part_of(text: str, part_id: str) -> Part:
    """One part of a made-up text."""
    return next(part for part in structure_of(text).parts if part.id == part_id)


def warned_of(text: str) -> list[str]:
    """The kinds of what is warned of, in order."""
    return [warned.kind for warned in structure_of(text).warnings]


def reading_of(text: str, name: str = "新编.txt") -> Reading:
    """A made-up text read to the end."""
    return read_document(ReadFile(name, "0" * 64, "txt", blocks_of(text)))
