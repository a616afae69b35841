"""Where in a paragraph labels run in sequence, so that it is several parts run together."""

from __future__ import annotations

import re

from actions.publishing.folding import Folded
from actions.publishing.limits import structure_limits
from actions.publishing.numbering import Label, Number, positions, rank_of
from actions.publishing.signs import signs

_SENTENCE = re.compile("[。;!?]")
# 》 and ) are missing: behind a document's name or number stands an article of that one.
_ENDED = '。;:!?”"'
_ENDED_INSIDE = _ENDED + "),"
_ARTICLE = "条"
_OUTER = ("编", "章", "节", _ARTICLE)
_INNER = ("一", "(一)", "1", "(1)")


def cut_places(text: Folded, last: int, begun: set[Number]) -> list[int]:
    """The positions of a paragraph's folded text, but the first, at which another part begins.

    Args:
        text: the paragraph.
        last: the number of the article before it, 0 where there is none.
        begun: numbers of the articles that begin paragraphs of their own, so that a mention of
            them within a paragraph is a reference.
    """
    outer = _outer_places(text, last, begun)
    bounds = sorted({0, *outer})
    counts: dict[str, int] = {}
    inner: list[int] = []
    for start, end in zip(bounds, [*bounds[1:], len(text.text)], strict=True):
        if outer or end - start >= structure_limits().run_together_from:
            inner += _inner_places(text, start, end, _INNER, counts if not outer else {})
    return sorted({*outer, *inner} - {0})


def _outer_places(text: Folded, last: int, begun: set[Number]) -> list[int]:
    """Where articles that follow one another, and the chapters between them, begin."""
    found = sorted(
        (place for style in _OUTER for place in positions(text, style)), key=lambda place: place[0]
    )
    places: list[int] = []
    expected, headed, articles = last + 1, -1, 0
    for position, label in found:
        before = text.text[:position]
        ended = not before or before[-1] in _ENDED
        under = headed >= 0 and _is_heading(text.text[headed:position])
        opens = _opens(text, position, label)
        if label.doubtful or not (ended or under or opens):
            continue
        if label.style != _ARTICLE:
            places.append(position)
            headed = position
        elif not before or (
            _is_next(label.number[0], expected, ended=ended)
            and (under or label.number not in begun)
        ):
            places.append(position)
            expected, headed = label.number[0] + 1, -1
            articles += 1
    enough = articles and len(places) >= structure_limits().run_together
    return places if enough else []


def _is_next(number: int, expected: int, *, ended: bool) -> bool:
    """Whether an article may follow: the next, a first, or behind a sentence a later one."""
    missed = structure_limits().missed if ended and expected > 1 else 0
    return number == 1 or expected <= number <= expected + missed


def _opens(text: Folded, position: int, label: Label) -> bool:
    """Whether numbering begins here behind a title that no mark ends: 入户办法第一条 为了…"""
    if label.number != (1, 0) or signs().find("citing", text.text[:position]):
        return False
    behind = position + label.length
    opening = signs().find("opening", text.text[behind:]) is not None
    return label.rank < rank_of(_ARTICLE) or opening or behind in text.spaced


def _inner_places(
    text: Folded, start: int, end: int, styles: tuple[str, ...], counts: dict[str, int]
) -> list[int]:
    """Where items in sequence begin inside an article or a long paragraph.

    ``counts`` holds how far each style has counted, since items may count on through sections.
    """
    for depth, style in enumerate(styles):
        run: list[tuple[int, Label]] = []
        for position, label in positions(text, style, start, end):
            expected = run[-1][1].number[0] + 1 if run else counts.get(style, 0) + 1
            number = label.number[0]
            if label.doubtful or (number != expected and (run or number != 1)):
                continue
            ended = position == start or text.text[position - 1] in _ENDED_INSIDE
            if ended or (not run and _is_heading(text.text[start:position])):
                run.append((position, label))
        if len(run) >= structure_limits().run_together:
            counts[style] = run[-1][1].number[0]
            places = [position for position, _label in run]
            for (position, label), stop in zip(run, [*places[1:], end], strict=True):
                behind = position + label.length
                places += _inner_places(text, behind, stop, styles[depth + 1 :], counts)
            return places
    return []


def _is_heading(text: str) -> bool:
    return len(text) <= structure_limits().heading and not _SENTENCE.search(text)
