"""What a received document is made of, each part with its place in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from actions.publishing.blocks import Block, Origin, Warned

CARRIER, ACT = "印发", "文件"
"""What ids begin with in a notice that carries an act, and in one of several acts of a file."""

PartKind = Literal[
    "title",
    "heading",
    "provision",
    "row",
    "note",
    "preamble",
    "closing",
    "signature",
    "furniture",
]


@dataclass(frozen=True)
class Stretch:
    """The characters ``start`` to ``end`` of the block with the number ``block``, from 0."""

    block: int
    start: int
    end: int


@dataclass(frozen=True)
class Part:
    """The smallest part of a received document that is named.

    Attributes:
        id: path of labels, the same however digits and brackets were printed, such as
            ``第二章/第五条/(二)``, ``一/(一)/1`` or ``附件1/表/3``; ``p1`` counts paragraphs that
            have no label. Where a file holds several acts, ``文件2/`` stands in front.
        level: how deep it stands, 1 for the outermost.
        label: the label as printed, None where there is none.
        headings: headings above it, outermost first, and the sentence that leads to a list.
        text: for reading: without its label and without white space; a row with its column heads.
        stretches: every stretch of the file that it takes up, in order.
    """

    id: str
    kind: PartKind
    level: int
    label: str | None
    headings: tuple[str, ...]
    text: str
    stretches: tuple[Stretch, ...]

    def begins(self, blocks: Sequence[Block]) -> Origin:
        """Where in the file it begins."""
        return origin_at(blocks[self.stretches[0].block], self.stretches[0].start)

    def ends(self, blocks: Sequence[Block]) -> Origin:
        """Where in the file its last character stands."""
        return origin_at(blocks[self.stretches[-1].block], self.stretches[-1].end - 1)


@dataclass(frozen=True)
class Act:
    """One of the documents in a file.

    Attributes:
        prefix: what its ids begin with, empty where the file has one act only.
        title: None where none was recognised.
        carrier: it only carries another: a notice that issues a regulation.
        provisions: how many outermost provisions it has: articles, or numbered items.
        first: the label of the first of them.
        last: the label of the last.
    """

    prefix: str
    title: str | None
    carrier: bool
    provisions: int
    first: str | None
    last: str | None


@dataclass(frozen=True)
class Structure:
    """The parts of a received file.

    Attributes:
        left: stretches that are in no part: they are shown to the office.
        characters: visible characters of all blocks.
        covered: those of them that are in a part.
    """

    parts: tuple[Part, ...]
    acts: tuple[Act, ...]
    warnings: tuple[Warned, ...]
    left: tuple[Stretch, ...]
    characters: int
    covered: int


def origin_at(block: Block, offset: int) -> Origin:
    """Where in the file a character of a block stands."""
    origin = block.origin
    for begins, continued in block.continued:
        if offset >= begins:
            origin = continued
    return origin
