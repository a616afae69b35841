"""A paragraph's characters with their places in the received file, to be cut without loss."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.corpus.paragraphs import Paragraph

_STRAY_AND = re.compile(r"(?<=[\u4e00-\u9fff])and(?=[\u4e00-\u9fff])")


@dataclass(frozen=True)
class Passage:
    """Characters that are no white space, each with its offset in the received file."""

    characters: str
    offsets: tuple[int, ...]
    cuts: frozenset[int]
    bold: tuple[bool, ...]

    def __getitem__(self, part: slice) -> Passage:
        """The passage between two character positions."""
        return Passage(self.characters[part], self.offsets[part], self.cuts, self.bold[part])

    def __len__(self) -> int:
        """The number of characters."""
        return len(self.characters)

    def spans(self, received: str) -> tuple[tuple[int, int], ...]:
        """The ranges of ``received`` it takes up; white space between two of them is dropped."""
        spans: list[tuple[int, int]] = []
        for offset in self.offsets:
            if spans and not received[spans[-1][1] : offset].strip():
                spans[-1] = (spans[-1][0], offset + 1)
            else:
                spans.append((offset, offset + 1))
        return tuple(spans)

    def for_reading(self) -> str:
        """The text with what conversion broke mended.

        Characters printed twice where a page break cut the line are read once, and an English
        "and" between Chinese words is read as 和.
        """
        mended = ""
        for character, offset in zip(self.characters, self.offsets, strict=True):
            if offset in self.cuts and mended.endswith(character):
                continue
            mended += character
        return _STRAY_AND.sub("和", mended)


def passage_of(paragraph: Paragraph, received: str) -> Passage:
    """The characters of a paragraph."""
    offsets = tuple(
        offset
        for run in paragraph.runs
        for offset in range(run.start, run.end)
        if not received[offset].isspace()
    )
    bold_at = {o for run in paragraph.runs if run.bold for o in range(run.start, run.end)}
    return Passage(
        "".join(received[o] for o in offsets),
        offsets,
        paragraph.cuts,
        tuple(o in bold_at for o in offsets),
    )
