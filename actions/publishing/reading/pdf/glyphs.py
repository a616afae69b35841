"""Characters of a page put into lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from actions.publishing.limits import limits
from actions.publishing.reading.characters import ordinary
from actions.publishing.reading.lines import Line

Glyph = Mapping[str, Any]
"""A character as pdfplumber gives it: its text and its box in points from the upper left."""

_BOLD = re.compile(r"bold|black|heavy", re.IGNORECASE)


def lines_of(glyphs: Sequence[Glyph], page: int) -> list[Line]:
    """Characters as lines, from top to bottom and left to right.

    A raised sign, such as a note's number, joins the line beside it; a wide gap parts two texts.
    """
    glyphs = [glyph for glyph in glyphs if glyph["upright"] and glyph["text"]]
    inked = [glyph for glyph in glyphs if glyph["text"].strip()]
    if not inked:
        return []
    usual = median(glyph["size"] for glyph in inked)
    small = limits().raised_share * usual
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: (one["size"] < small, one["top"], one["x0"])):
        row = _row_of(glyph, rows)
        if row is None:
            rows.append([glyph])
        else:
            row.append(glyph)
    rows.sort(key=lambda row: min(glyph["top"] for glyph in row))
    return [line for row in rows for line in _lines(row, page)]


def _row_of(glyph: Glyph, rows: list[list[Glyph]]) -> list[Glyph] | None:
    """The row that shares most of a character's height, looking at the latest first."""
    best, most = None, limits().line_overlap
    for row in reversed(rows[-limits().rows_compared :]):
        first = row[0]
        shared = min(glyph["bottom"], first["bottom"]) - max(glyph["top"], first["top"])
        height = min(glyph["bottom"] - glyph["top"], first["bottom"] - first["top"])
        if height > 0 and shared / height > most:
            best, most = row, shared / height
    return best


def _lines(row: list[Glyph], page: int) -> list[Line]:
    row = sorted(row, key=lambda one: one["x0"])
    parts: list[list[Glyph]] = []
    end = None
    for glyph in row:
        inked = bool(glyph["text"].strip())
        if not inked and not parts:
            continue
        gap = glyph["x0"] - end if end is not None else 0.0
        if not parts or (inked and gap > limits().split_characters * glyph["size"]):
            parts.append([])
        parts[-1].append(glyph)
        if inked:
            end = max(glyph["x1"], end or glyph["x1"])
    return [_line(part, page) for part in parts if any(one["text"].strip() for one in part)]


def _line(part: list[Glyph], page: int) -> Line:
    while not part[-1]["text"].strip():
        part.pop()
    text = ""
    end = part[0]["x0"]
    for glyph in part:
        far = glyph["x0"] - end > limits().space_characters * glyph["size"]
        if far and not text.endswith((" ", "\u3000")):
            text += " "
        text += glyph["text"].replace("\xa0", " ")
        end = glyph["x1"]
    inked = [glyph for glyph in part if glyph["text"].strip()]
    return Line(
        text=ordinary(text),
        x0=part[0]["x0"],
        x1=part[-1]["x1"],
        top=min(glyph["top"] for glyph in inked),
        bottom=max(glyph["bottom"] for glyph in inked),
        size=median(glyph["size"] for glyph in inked),
        page=page,
        bold=all(_BOLD.search(glyph["fontname"] or "") for glyph in inked),
    )
