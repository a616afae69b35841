"""Printed lines joined into paragraphs, by indent, fullness, gaps and labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from actions.publishing.blocks import Block, BlockKind, Origin
from actions.publishing.limits import limits
from actions.publishing.reading.signs import signs


@dataclass(frozen=True)
class Line:
    """One printed line; lengths in any unit that is the same over the file.

    Attributes:
        size: of its type, as a character's height.
        page: from 1.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    page: int = 1
    bold: bool = False


@dataclass(frozen=True)
class Edges:
    """Between which a page's text stands, and how it is set.

    Attributes:
        pitch: from one line's top to the next one's, 0 where unknown.
        size: of most of its type.
    """

    left: float
    right: float
    pitch: float
    size: float


def edges_of(lines: Sequence[Line]) -> Edges:
    """The edges of the text that lines stand in; a few that stand out do not count."""
    size = median(line.size for line in lines)
    near = limits().indent_characters * size / 2
    lefts, rights = sorted(line.x0 for line in lines), sorted(line.x1 for line in lines)
    few = max(1, int(limits().outlier_share * len(lines)))
    left = next(
        (x for x in lefts if sum(abs(x - other) <= near for other in lefts) > few), lefts[0]
    )
    near = limits().ragged_characters * size
    right = next(
        (x for x in reversed(rights) if sum(0 <= x - other <= near for other in rights) > few),
        rights[-1],
    )
    steps = [b.top - a.top for a, b in pairwise(lines) if b.top > a.top]
    return Edges(left, right, median(steps) if steps else 0.0, size)


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of a document, in the order in which they are read, grouped into paragraphs."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    edges = _edges_of_pages(pages)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, edges):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def block_of(group: Sequence[Line], number: int, body_size: float) -> Block:
    """A paragraph's lines as one block.

    Args:
        number: the paragraph's, from 1.
        body_size: of most of the document's type; larger type alone on its lines is a heading.
    """
    text = ""
    continued: list[tuple[int, Origin]] = []
    page = group[0].page
    for line in group:
        if line.page != page:
            page = line.page
            continued.append((len(text), Origin(page=page, paragraph=number)))
        text = joined(text, line.text.strip())
    large = all(line.size >= limits().title_size_share * body_size for line in group)
    kind: BlockKind = "heading" if large and not signs().ended.search(text) else "paragraph"
    return Block(
        kind=kind,
        text=text,
        origin=Origin(page=group[0].page, paragraph=number),
        bold=all(line.bold for line in group),
        continued=tuple(continued),
    )


def joined(before: str, after: str) -> str:
    """Two parts of a sentence that a line's end parted: a space only between Latin words."""
    if not before or not after:
        return before + after
    latin = before[-1].isascii() and before[-1].isalpha()
    return before + (" " if latin and after[0].isascii() and after[0].isalpha() else "") + after


def _edges_of_pages(pages: dict[int, list[Line]]) -> dict[int, Edges]:
    """Each page's edges; those of a page with few lines are the next page's of like width."""
    own = {page: edges_of(lines) for page, lines in pages.items()}
    fullest = max(pages, key=lambda page: len(pages[page])) if pages else 0
    out = {}
    for page, lines in pages.items():
        edges, model = own[page], own[fullest]
        fits = edges.left >= model.left - model.size and edges.right <= model.right + model.size
        sparse = len(lines) * 2 < len(pages[fullest])
        out[page] = model if sparse and fits else edges
    return out


def _goes_on(group: Sequence[Line], line: Line, edges: dict[int, Edges]) -> bool:
    """Whether a line goes on with the paragraph before it."""
    most, last = limits(), group[-1]
    here, there = edges[line.page], edges[last.page]
    size = max(line.size, last.size)
    if abs(line.size - last.size) > most.size_share * size:
        return False
    gap = line.top - last.top
    near = line.page != last.page or here.pitch == 0 or gap <= most.gap_lines * here.pitch
    if _is_title(line, here) and _is_title(last, there):
        return near and line.page == last.page and line.bold == last.bold
    ended = signs().ended.search(last.text.strip()) is not None
    labelled = signs().label.match(line.text) is not None
    full = last.x1 >= there.right - most.ragged_characters * size
    indented = line.x0 - here.left >= most.indent_characters * size
    if not full or (ended and labelled) or (not near and ended):
        return False
    if indented:
        # A list set in as a whole: its lines begin where the one before did.
        step = (line.x0 - here.left) - (last.x0 - there.left)
        within = abs(step) < most.indent_characters * size and len(group) > 1
        # A first line that stands out, the others hanging from it.
        hangs = step >= most.indent_characters * size and len(group) == 1
        return (within or hangs) and not ended and not labelled
    return not (labelled and line.bold and not last.bold)


def _is_title(line: Line, edges: Edges) -> bool:
    """Whether a line of larger type stands in the middle, short of both edges."""
    most = limits()
    width = edges.right - edges.left
    middle = (line.x0 + line.x1) / 2 - (edges.left + edges.right) / 2
    return (
        abs(middle) <= most.centred_share * width + line.size / 2
        and line.x0 - edges.left >= most.indent_characters * line.size
        and edges.right - line.x1 >= most.indent_characters * line.size
        and line.size >= most.title_size_share * edges.size
    )


def body_size(lines: Iterable[Line]) -> float:
    """The size of the type that most characters have; 0 without any."""
    weights: dict[float, int] = {}
    for line in lines:
        size = round(line.size, 1)
        weights[size] = weights.get(size, 0) + len(line.text)
    return max(weights, key=lambda size: weights[size]) if weights else 0.0
