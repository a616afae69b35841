"""Lines that an editor or a mail program wrapped at a width, joined again."""

from __future__ import annotations

from collections.abc import Sequence

from actions.publishing.limits import limits
from actions.publishing.reading.lines import Line, joined, paragraphs
from actions.publishing.reading.plain.columns import width
from actions.publishing.reading.signs import signs

_COLUMNS_A_CHARACTER = 2


def unwrapped(lines: Sequence[str]) -> list[str]:
    """Lines as paragraphs: joined where they were wrapped at a width, else as they are."""
    written = [(index, line.rstrip()) for index, line in enumerate(lines) if line.strip()]
    if not _are_wrapped([line for _, line in written]):
        return list(lines)
    made = [
        Line(
            text=line.strip(),
            x0=width(line) - width(line.lstrip()),
            x1=width(line),
            top=float(index),
            bottom=float(index + 1),
            size=_COLUMNS_A_CHARACTER,
        )
        for index, line in written
    ]
    out = []
    for group in paragraphs(made):
        text = ""
        for line in group:
            text = joined(text, line.text)
        out.append(text)
    return out


def _are_wrapped(lines: Sequence[str]) -> bool:
    most = limits()
    if len(lines) < most.wrapped_lines:
        return False
    widths = sorted(width(line) for line in lines)
    widest = widths[-1 - int(most.outlier_share * len(widths))]
    if widest > most.wrapped_widest or widest <= most.wrapped_columns:
        return False
    full = [line for line in lines if width(line) >= widest - most.wrapped_columns]
    if len(full) < max(most.wrapped_lines, most.wrapped_share * len(lines)):
        return False
    cut = sum(signs().ended.search(line) is None for line in full)
    return cut * 2 > len(full)
