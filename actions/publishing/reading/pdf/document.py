"""A PDF as blocks: its text layer put in order, or its pages recognised as pictures."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pdfplumber
import pypdfium2 as pdfium
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from actions.publishing.blocks import Block, Origin, Warned
from actions.publishing.limits import limits
from actions.publishing.reading.characters import broken_sample, ordinary
from actions.publishing.reading.content import Content
from actions.publishing.reading.lines import Line, block_of, body_size, paragraphs
from actions.publishing.reading.pdf.clipped import cut_pages
from actions.publishing.reading.pdf.furniture import furniture_of, missing_pages
from actions.publishing.reading.pdf.glyphs import lines_of
from actions.publishing.reading.pdf.ruled import Part, continues, parts_of, table_blocks
from actions.publishing.wording import listed, refuse, warn


@dataclass(frozen=True)
class Page:
    """What is printed on a page.

    Attributes:
        number: from 1.
        height: in points.
        parts: its tables.
        is_picture: whether it has next to no text of its own but something drawn.
        under_picture: whether a picture as large as the page lies under its text.
    """

    number: int
    height: float
    lines: tuple[Line, ...]
    parts: tuple[Part, ...] = ()
    is_picture: bool = False
    under_picture: bool = False


def read_pdf(data: bytes) -> Content:
    """Read a PDF.

    Raises:
        Refusal: ``password``, ``broken``, ``too_many_pages``, ``broken_font``, or of recognition.
    """
    document = _opened(data)
    pages = _pages(data)
    _check_fonts(pages)
    scanned = [page.number for page in pages if page.is_picture]
    before = [page.number for page in pages if page.under_picture]
    warnings = []
    recognised: dict[int, list[Line]] = {}
    if scanned:
        from actions.publishing.reading.recognising import recognise_pages

        recognised, unsure = recognise_pages(document, scanned)
        warnings += [_of_recognition(scanned, len(pages)), *unsure]
    warnings += _warnings(document, pages, recognised)
    pages = [
        Page(page.number, page.height, tuple(recognised.get(page.number, page.lines)), page.parts)
        for page in pages
    ]
    printed = [line for page in pages for line in page.lines]
    warnings += missing_pages(printed)
    return Content(tuple(_blocks(pages)), tuple(warnings), not (scanned or before))


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise refuse("password") from error
        raise refuse("broken") from error
    if len(document) > limits().pdf_pages:
        raise refuse("too_many_pages", pages=len(document), most=limits().pdf_pages)
    if len(document) == 0:
        raise refuse("broken")
    return document


def _pages(data: bytes) -> list[Page]:
    # pdfminer tells of every odd font at length.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            pages = []
            for page in document.pages:
                pages.append(_page(page))
                page.close()
            return pages
    except (PdfminerException, PSException) as error:
        raise refuse("broken") from error


def _page(page: pdfplumber.page.Page) -> Page:
    number, height = page.page_number, float(page.height)
    kept = page.dedupe_chars().chars
    left, top, right, bottom = page.bbox
    glyphs = [
        glyph
        for glyph in kept
        if left <= (glyph["x0"] + glyph["x1"]) / 2 <= right
        and top <= (glyph["top"] + glyph["bottom"]) / 2 <= bottom
    ]
    inked = sum(bool(glyph["text"].strip()) for glyph in glyphs)
    drawn = bool(page.images or page.curves or page.rects)
    whole = any(
        image["width"] * image["height"] >= limits().whole_page_share * page.width * page.height
        for image in page.images
    )
    if inked < limits().page_least_characters and drawn:
        return Page(number, height, tuple(lines_of(glyphs, number)), is_picture=True)
    parts = parts_of(page, glyphs, number) if page.rects or page.lines or page.curves else []
    boxes = [part.box for part in parts]
    outside = [
        glyph
        for glyph in glyphs
        if not any(
            box[0] <= (glyph["x0"] + glyph["x1"]) / 2 <= box[2]
            and box[1] <= (glyph["top"] + glyph["bottom"]) / 2 <= box[3]
            for box in boxes
        )
    ]
    lines = tuple(lines_of(outside, number))
    return Page(number, height, lines, tuple(parts), under_picture=whole)


def _check_fonts(pages: Iterable[Page]) -> None:
    text = "".join(
        [line.text for page in pages for line in page.lines]
        + [cell.text for page in pages for part in page.parts for cell in part.cells]
    )
    wrong = broken_sample(ordinary(text))
    if wrong is not None:
        raise refuse("broken_font", sample=wrong)


def _blocks(pages: Sequence[Page]) -> list[Block]:
    """Lines and tables in the order of the pages, furniture where it stood."""
    lines = [line for page in pages for line in page.lines]
    outside = furniture_of(lines, {page.number: page.height for page in pages})
    aside = {id(lines[index]) for index in outside}
    usual = body_size(line for line in lines if id(line) not in aside)
    ordered: list[Line | Part] = []
    for page in pages:
        items: list[Line | Part] = [*page.lines, *page.parts]
        ordered += sorted(items, key=_top)
    blocks: list[Block] = []
    edges: list[Block] = []
    run: list[Line] = []
    table: list[Part] = []
    counts = {"paragraph": 0, "table": 0}

    def close_run() -> None:
        for group in paragraphs(run):
            counts["paragraph"] += 1
            blocks.append(block_of(group, counts["paragraph"], usual))
        run.clear()

    def close_table() -> None:
        if table:
            counts["table"] += 1
            blocks.extend(table_blocks(table, counts["table"]))
        table.clear()

    for item in ordered:
        if isinstance(item, Part):
            if table and not continues(item, table[-1]):
                close_table()
            close_run()
            table.append(item)
        elif id(item) in aside:
            edges.append(Block("furniture", item.text.strip(), Origin(page=item.page)))
        else:
            close_table()
            run.append(item)
    close_table()
    close_run()
    return blocks + edges


def _top(item: Line | Part) -> float:
    return item.top if isinstance(item, Line) else item.box[1]


def _of_recognition(scanned: Sequence[int], pages: int) -> Warned:
    if len(scanned) == pages:
        return warn("recognised")
    return warn("recognised_pages", pages=listed(scanned))


def _warnings(
    document: pdfium.PdfDocument, pages: Sequence[Page], recognised: dict[int, list[Line]]
) -> list[Warned]:
    warnings = []
    before = [page.number for page in pages if page.under_picture]
    if before:
        warnings.append(warn("recognised_before", pages=listed(before)))
    cut = cut_pages(document)
    if cut:
        warnings.append(warn("cut_off", pages=listed(cut)))
    empty = [
        page.number
        for page in pages
        if not page.lines and not page.parts and not recognised.get(page.number)
    ]
    if empty:
        warnings.append(warn("unread_pages", pages=listed(empty)))
    return warnings
