"""The received text as paragraphs: marks set aside, sentences joined across page breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass

import jieba

from actions.corpus.labels import Label, read_label
from luohu.text import compact

_MARK = re.compile(r"\*\*|\[bookmark:[^\]]*\]|^\s*#+\s*|^\s*-{2,}")
_ENDED = "。；;：:！？!?)）”》"
_SENTENCE_MARKS = "，。；,;"
_TITLE_LENGTH = 40


@dataclass(frozen=True)
class Run:
    """A stretch of the received file that holds no mark, ``start`` to ``end``."""

    start: int
    end: int
    bold: bool = False


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of a document.

    Attributes:
        runs: its stretches of the received file, in order, each free of marks.
        marked_heading: a Markdown heading mark stands before it.
        bullet: a dash stands before it.
        cuts: start offsets of runs that continue a sentence cut by a page break.
    """

    runs: tuple[Run, ...]
    marked_heading: bool = False
    bullet: bool = False
    cuts: frozenset[int] = frozenset()

    def text(self, received: str) -> str:
        """The paragraph's characters without white space."""
        return compact("".join(received[r.start : r.end] for r in self.runs))

    def label(self, received: str) -> Label | None:
        """The number it begins with, if any."""
        return read_label(self.text(received))


def read_paragraphs(received: str) -> tuple[list[Paragraph], list[tuple[int, int]]]:
    """Split a received text into paragraphs.

    Returns:
        The paragraphs in order, and the ranges of the marks that belong to none.
    """
    lines: list[Paragraph] = []
    marks: list[tuple[int, int]] = []
    start = 0
    for line in received.splitlines(keepends=True):
        paragraph = _read_line(line, start, marks)
        if paragraph.runs:
            lines.append(paragraph)
        start += len(line)
    paragraphs: list[Paragraph] = []
    for line_paragraph in lines:
        if paragraphs and _is_cut(paragraphs[-1], line_paragraph, received):
            paragraphs[-1] = _join(paragraphs[-1], line_paragraph)
        else:
            paragraphs.append(line_paragraph)
    return paragraphs, marks


def _read_line(line: str, start: int, marks: list[tuple[int, int]]) -> Paragraph:
    runs: list[Run] = []
    position, bold, heading, bullet = 0, False, False, False
    for mark in _MARK.finditer(line):
        _add_run(runs, line, position, mark.start(), start, bold)
        marks.append((start + mark.start(), start + mark.end()))
        kind = mark.group().strip()
        bold = bold != (kind == "**")
        heading = heading or kind.startswith("#")
        bullet = bullet or kind.startswith("--")
        position = mark.end()
    _add_run(runs, line, position, len(line), start, bold)
    return Paragraph(tuple(runs), heading, bullet)


def _add_run(runs: list[Run], line: str, begin: int, end: int, offset: int, bold: bool) -> None:
    piece = line[begin:end]
    if piece.strip():
        left = len(piece) - len(piece.lstrip())
        right = len(piece.rstrip())
        runs.append(Run(offset + begin + left, offset + begin + right, bold))


def _is_cut(previous: Paragraph, following: Paragraph, received: str) -> bool:
    """Whether a page break stands inside the sentence that runs over both."""
    before, after = previous.text(received), following.text(received)
    if following.marked_heading or following.bullet or following.label(received):
        return False
    if before.count("（") + before.count("(") > before.count("）") + before.count(")"):
        return True
    if previous.marked_heading or before[-1] in _ENDED:
        return False
    if any(mark in before for mark in _SENTENCE_MARKS):
        return True
    return _is_word_cut(before[-_TITLE_LENGTH:], after[:_TITLE_LENGTH])


def _is_word_cut(before: str, after: str) -> bool:
    """Whether a word reaches over the seam, so that no heading can end there."""
    seam = len(before)
    tokens = jieba.tokenize(before + after)
    return any(start < seam < end for _word, start, end in tokens)


def _join(first: Paragraph, second: Paragraph) -> Paragraph:
    cuts = first.cuts | {second.runs[0].start}
    return Paragraph(first.runs + second.runs, first.marked_heading, first.bullet, cuts)
