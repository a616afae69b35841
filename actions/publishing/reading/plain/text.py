"""A text file as blocks: front matter, tables, headings and paragraphs, one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from actions.publishing.blocks import Block, Origin, Warned
from actions.publishing.limits import limits
from actions.publishing.reading.content import Content
from actions.publishing.reading.decoding import Decoded, decode
from actions.publishing.reading.plain.columns import Found, table_at
from actions.publishing.reading.plain.marks import Marked, unmarked
from actions.publishing.reading.plain.wrapped import unwrapped
from actions.publishing.reading.signs import signs
from actions.publishing.reading.tables import row_blocks
from actions.publishing.reading.telling import declared_encoding
from actions.publishing.reading.web import read_page
from actions.publishing.wording import refuse, warn

_FENCE = re.compile(r"^\s*(```|~~~)")
_RULE = re.compile(r"^\s*([-*_=]\s*){3,}$")
_UNDERLINE = re.compile(r"^\s{0,3}(=+|-{2,})\s*$")
_FRONT = re.compile(r"^(---|\+\+\+)\s*$")
_HTML_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
_HTML_END = re.compile(r"</table\s*>", re.IGNORECASE)


def read_text(data: bytes) -> Content:
    """Read a text file; marks of Markdown in it are understood where they cannot be text.

    Raises:
        Refusal: ``encoding`` or ``too_long``.
    """
    return _read(decode(data), markdown=False)


def read_markdown(data: bytes) -> Content:
    """Read a Markdown file, also one with tables in HTML.

    Raises:
        Refusal: ``encoding`` or ``too_long``.
    """
    return _read(decode(data, declared_encoding(data)), markdown=True)


def _read(decoded: Decoded, markdown: bool) -> Content:
    lines = decoded.text.replace("\ufeff", "").replace("\x00", "").splitlines()
    if len(decoded.text) > limits().characters or len(lines) > limits().blocks:
        raise refuse("too_long", most=limits().characters)
    reader = _Reader(markdown)
    reader.read(lines)
    warnings = list(reader.warnings)
    if decoded.mark:
        warnings.append(warn("encoding_mark"))
    if decoded.unreadable:
        warnings.append(warn("unreadable", count=decoded.unreadable))
    if reader.pictures:
        warnings.append(warn("pictures", count=reader.pictures))
    return Content(tuple(reader.blocks), tuple(warnings))


@dataclass
class _Reader:
    markdown: bool
    blocks: list[Block] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    pictures: int = 0
    _paragraphs: int = 0
    _tables: int = 0

    def read(self, lines: Sequence[str]) -> None:
        """All lines of a file."""
        index = self._front_matter(lines)
        run: list[str] = []
        while index < len(lines):
            line = lines[index]
            end = self._html_table_end(lines, index)
            found = None if end else table_at(lines, index)
            if end or found:
                self._paragraphs_of(run)
                run = []
                if found:
                    self._table(found)
                else:
                    self._html(lines[index:end])
                index = end or (found.end if found else index + 1)
                continue
            if not _FENCE.match(line):
                run.append(line)
            index += 1
        self._paragraphs_of(run)

    def _front_matter(self, lines: Sequence[str]) -> int:
        """Give what stands between two fences at the top as furniture, and where it ends."""
        if not lines or not _FRONT.match(lines[0]):
            return 0
        end = next(
            (i for i, line in enumerate(lines[1:], 1) if line.strip() == lines[0].strip()), 0
        )
        inner = [line.strip() for line in lines[1:end]]
        # A rule and a text between two rules are no front matter.
        if end == 0 or any(line and ":" not in line and "=" not in line for line in inner):
            return 0
        self.blocks += [Block("furniture", line, Origin()) for line in inner if line]
        return end + 1

    def _html_table_end(self, lines: Sequence[str], index: int) -> int:
        """Behind the last line of a table in HTML that begins here; 0 where none does."""
        if not _HTML_TABLE.match(lines[index].lstrip()):
            return 0
        depth = 0
        for end, line in enumerate(lines[index:], index + 1):
            depth += len(_HTML_TABLE.findall(line)) - len(_HTML_END.findall(line))
            if depth <= 0:
                return end
        return len(lines)

    def _html(self, lines: Sequence[str]) -> None:
        content = read_page("\n".join(lines))
        self.warnings += content.warnings
        tables = 0
        for block in content.blocks:
            if block.kind == "row":
                tables = max(tables, block.origin.table or 1)
                number = self._tables + (block.origin.table or 1)
                self.blocks.append(replace(block, origin=replace(block.origin, table=number)))
            else:
                self._paragraphs += 1
                self.blocks.append(replace(block, origin=Origin(paragraph=self._paragraphs)))
        self._tables += tables

    def _table(self, found: Found) -> None:
        self._tables += 1
        cells = []
        for cell in found.cells:
            marked = unmarked(cell.text, self.markdown)
            self.pictures += marked.pictures
            cells.append(replace(cell, text=marked.text, bold=marked.bold))
        self.blocks += row_blocks(cells, Origin(table=self._tables), found.heads)

    def _paragraphs_of(self, lines: Sequence[str]) -> None:
        texts = unwrapped(lines)
        for index, line in enumerate(texts):
            after = texts[index + 1] if index + 1 < len(texts) else ""
            before = texts[index - 1] if index else ""
            if _RULE.match(line) or (_UNDERLINE.match(line) and before.strip()):
                continue
            under = bool(line.strip()) and _UNDERLINE.match(after) is not None
            for one in unmarked(line, self.markdown, under).lines():
                self._add(one)

    def _add(self, marked: Marked) -> None:
        self.pictures += marked.pictures
        text = marked.text.strip()
        if not text:
            return
        self._paragraphs += 1
        outside = signs().is_furniture(text) or marked.is_link
        kind = "furniture" if outside else "heading" if marked.heading else "paragraph"
        self.blocks.append(
            Block(kind, text, Origin(paragraph=self._paragraphs), bold=marked.bold)  # type: ignore[arg-type]
        )
