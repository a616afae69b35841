"""Characters recognised on pictures of pages; the model comes with the package and stays here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import median
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from actions.publishing.blocks import Warned
from actions.publishing.limits import limits
from actions.publishing.reading import bounds
from actions.publishing.reading.characters import sample
from actions.publishing.reading.lines import Line
from actions.publishing.reading.signs import signs
from actions.publishing.wording import refuse, warn

Picture = npt.NDArray[np.uint8]
"""Rows of pixels in blue, green and red."""

_POINTS_AN_INCH = 72


@dataclass(frozen=True)
class Piece:
    """A stretch of print that was recognised; its box in pixels.

    Attributes:
        sureness: from 0 to 1.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    sureness: float


def recognise_pages(
    document: pdfium.PdfDocument, numbers: Sequence[int]
) -> tuple[dict[int, list[Line]], list[Warned]]:
    """The lines of pages of a PDF, in points, by page.

    Args:
        numbers: of the pages, from 1.

    Raises:
        Refusal: ``too_many_scanned_pages``, or ``needs_recognition`` where nothing recognises.
    """
    most = limits()
    if len(numbers) > most.recognised_pages:
        raise refuse("too_many_scanned_pages", pages=len(numbers), most=most.recognised_pages)
    lines: dict[int, list[Line]] = {}
    pieces: list[Piece] = []
    for number in numbers:
        page = document[number - 1]
        width, height = page.get_size()
        wanted = most.page_dots_per_inch / _POINTS_AN_INCH
        allowed = (most.page_megapixels * 1_000_000 / max(1.0, width * height)) ** 0.5
        scale = min(wanted, allowed)
        found = recognise(page.render(scale=scale).to_numpy()[:, :, :3])
        pieces += found
        lines[number] = lines_of(found, number, 1 / scale)
        page.close()
    return lines, unsure(pieces)


def recognise(picture: Picture) -> list[Piece]:
    """What is printed on a picture.

    A red seal hides the name and date that it stands on, so that what is not red is recognised
    apart, and of the red print only what is too long for a seal.

    Raises:
        Refusal: ``needs_recognition`` where no recogniser is installed.
    """
    most = limits()
    pieces = _recognised(picture)
    red = picture[:, :, 2].astype(np.int16)
    others = np.maximum(picture[:, :, 0], picture[:, :, 1]).astype(np.int16)
    if np.mean(red - others > most.red_strength) < most.red_share:
        return pieces
    # Seen through a red glass, red print is as white as the paper.
    black = _recognised(np.repeat(picture[:, :, 2:3], 3, axis=2))
    kept = [
        piece
        for piece in pieces
        if piece.sureness >= most.line_sureness_unmarked
        and len(piece.text) >= most.red_characters
        and not any(_overlap(piece, other) for other in black)
    ]
    return black + kept


def lines_of(pieces: Sequence[Piece], page: int, scale: float = 1.0) -> list[Line]:
    """Recognised pieces as lines, from top to bottom.

    Args:
        page: from 1.
        scale: lengths of a line in those of a piece.
    """
    if not pieces:
        return []
    usual = median(piece.bottom - piece.top for piece in pieces)
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: one.top + one.bottom):
        if rows and _same_row(rows[-1][-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    lines = [_line(sorted(row, key=lambda one: one.x0), page, usual) for row in rows]
    return [
        replace(
            line,
            x0=line.x0 * scale,
            x1=line.x1 * scale,
            top=line.top * scale,
            bottom=line.bottom * scale,
            size=line.size * scale,
        )
        for line in lines
    ]


def unsure(pieces: Sequence[Piece]) -> list[Warned]:
    """A warning where the recogniser was not sure of some of it."""
    doubtful = [one.text for one in pieces if one.sureness < limits().line_sureness_unmarked]
    if not doubtful:
        return []
    return [warn("unsure", count=len(doubtful), sample=sample(doubtful[:1]))]


@lru_cache(maxsize=1)
def _engine() -> Any:  # noqa: ANN401 - an optional library without types
    try:
        from rapidocr_onnxruntime import RapidOCR
    except ImportError as error:
        raise refuse("needs_recognition") from error
    bounds.extend_for_recognition()
    return RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)


def _recognised(picture: Picture) -> list[Piece]:
    found, _ = _engine()(picture)
    pieces = []
    for corners, text, sureness in found or ():
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        if text.strip() and float(sureness) >= limits().line_sureness_kept:
            pieces.append(Piece(text.strip(), min(xs), max(xs), min(ys), max(ys), float(sureness)))
    return pieces


def _overlap(piece: Piece, other: Piece) -> bool:
    return min(piece.x1, other.x1) > max(piece.x0, other.x0) and min(
        piece.bottom, other.bottom
    ) > max(piece.top, other.top)


def _same_row(last: Piece, piece: Piece) -> bool:
    shared = min(last.bottom, piece.bottom) - max(last.top, piece.top)
    height = min(last.bottom - last.top, piece.bottom - piece.top)
    return shared > limits().line_overlap * height


def _line(row: Sequence[Piece], page: int, usual: float) -> Line:
    size = median(piece.bottom - piece.top for piece in row)
    # Boxes are drawn around ink, so that heights differ within one size of type.
    if abs(size - usual) <= limits().box_size_share * usual:
        size = usual
    return Line(
        text=signs().set_right(" ".join(piece.text for piece in row)),
        x0=row[0].x0,
        x1=row[-1].x1,
        top=min(piece.top for piece in row),
        bottom=max(piece.bottom for piece in row),
        size=size,
        page=page,
    )
