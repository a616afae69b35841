"""Articles, paragraphs and items that are added."""

from __future__ import annotations

from dataclasses import replace

from actions.publishing.amending import labels
from actions.publishing.amending.changes import Change
from actions.publishing.amending.labels import Numbered
from actions.publishing.amending.ordering import shift
from actions.publishing.amending.references import Reference
from actions.publishing.amending.replacing import pass_label
from actions.publishing.amending.resolving import NotAppliedError, Place, paragraphs
from actions.publishing.amending.text import Line
from actions.publishing.amending.work import Work


def add(work: Work, change: Change, number: int) -> None:
    """Add what is quoted beside what is there.

    Raises:
        NotAppliedError: the text does not take it.
    """
    (content,) = change.new
    parts = labels.parted(work.lines_of(content), change.unit, change.count)
    for line in (line for part in parts for line in part):
        line.touched.append(number)
    if change.unit == "款":
        _add_paragraphs(work, change, number, [line for part in parts for line in part])
        return
    sibling, side = _beside(work, change)
    for position, part in enumerate(parts):
        to = change.to[position] if change.to else None
        wanted = work.wanted(to, change) if to else None
        follows = labels.following(sibling, side, position)
        if wanted and to and change.side and wanted.number not in follows:
            raise NotAppliedError("other_label", to.printed)
        if wanted or part[0].label:
            work.fixed.add(part[0])
        wanted = wanted or (None if part[0].label else Numbered(follows[0]))
        part[0] = labels.labelled(part[0], sibling.lines[0], sibling.style, wanted)
    work.insert(sibling, side, [line for part in parts for line in part])
    if sibling.style != "条":
        shift(work, sibling, side, len(parts), number)


def _add_paragraphs(work: Work, change: Change, number: int, lines: list[Line]) -> None:
    """Add paragraphs to an article, the first of which bears its label."""
    article, position = _paragraph_place(work, change)
    existing = paragraphs(article)
    if any(line.label and line.label.style == "条" for line in lines):
        raise NotAppliedError("other_label", change.at[0].printed if change.at else "")
    if position:
        work.insert(existing[position - 1], "后", lines)
        return
    first = existing[0].lines[0]
    lines[0] = labels.under_label_of(first, lines[0], None)
    pass_label(work, first, None, number)
    work.insert(existing[0], "前", lines)


def _paragraph_place(work: Work, change: Change) -> tuple[Place, int]:
    """The article to which paragraphs are added, and how many stand before them."""
    named = change.to[0] if change.to else change.at[0]
    outer = [[step for step in one.steps if step.unit != "款"] for one in (named, *change.at[:1])]
    steps = next((one for one in outer if one), None)
    if not steps:
        raise NotAppliedError("no_place", named.printed)
    article = work.place(Reference(tuple(steps), named.printed))
    if article.style != "条":
        raise NotAppliedError("no_paragraphs", named.printed)
    count = len(paragraphs(article))
    position = count
    if change.to:
        position = change.to[0].last.number[0] - 1
    elif change.at[0].last.unit == "款":
        position = change.at[0].last.number[0] - (1 if change.side == "前" else 0)
    if not 0 <= position <= count:
        raise NotAppliedError("no_such", named.printed)
    return article, position


def _beside(work: Work, change: Change) -> tuple[Place, str]:
    """What is already there beside which something is added, and on which side of it."""
    if change.at and change.side:
        return work.place(change.at[0]), change.side
    if not change.to:
        raise NotAppliedError("no_place")
    wanted = change.to[0]
    outer = wanted.steps[:-1] or (change.at[0].steps if change.at else ())
    value, below = wanted.last.number
    before = (value if below else value - 1, max(below - 1, 0))
    for number, side in ((before, "后"), (wanted.last.number, "前")):
        step = replace(wanted.last, number=number)
        try:
            return work.place(Reference((*outer, step), wanted.printed)), side
        except NotAppliedError as error:
            if error.why != "no_such":
                raise
    raise NotAppliedError("no_such", wanted.printed)
