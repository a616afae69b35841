"""Numbers that move on: those that the act names, and those that follow from what it does."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from actions.publishing.amending import labels
from actions.publishing.amending.changes import Change
from actions.publishing.amending.labels import Numbered
from actions.publishing.amending.language import language
from actions.publishing.amending.references import Reference
from actions.publishing.amending.resolving import NotAppliedError, Place, articles, items
from actions.publishing.amending.text import Line
from actions.publishing.amending.work import Work
from actions.publishing.folding import folded
from actions.publishing.numbering import Number, id_of


def renumber(work: Work, change: Change, number: int) -> None:
    """Note which numbers places are to have.

    Raises:
        NotAppliedError: one is not there, or has been given a number before.
    """
    for old, new in zip(change.at, change.to, strict=True):
        place = work.place(old)
        if place.style == "款":
            # Paragraphs bear no number: where they stand tells it.
            continue
        line = place.lines[0]
        if line.label is None or line in work.numbered:
            raise NotAppliedError("twice", old.printed)
        work.numbered[line] = (work.wanted(new, change), number)


def shift(work: Work, sibling: Place, side: str, count: int, number: int) -> None:
    """Let the numbers of the items behind what was added move on, where the act names none."""
    behind = [one.lines[0] for one in items(Place(work.scope_of(sibling), ""), sibling.style)]
    first = behind.index(sibling.lines[0]) + (1 if side == "后" else 0)
    for line in behind[first:]:
        if line.label and line not in work.numbered and line not in work.taken:
            value, below = line.label.number
            work.numbered[line] = (Numbered((value + count, below)), number)
            work.done.note("moved_on", label=line.label.id)


def number_anew(work: Work) -> None:
    """Give the labels that were noted their numbers.

    Raises:
        NotAppliedError: one stands no longer; it names the change.
    """
    for old, (wanted, number) in work.numbered.items():
        line = work.now(old)
        if line not in work.done.lines or line.label is None:
            raise NotAppliedError("twice", old.label.id if old.label else "", number)
        try:
            labels.renumber(line, wanted)
        except NotAppliedError as error:
            raise NotAppliedError(error.why, error.about, number) from error
        line.moved.append(number)
        work.fixed.add(line)


def order(work: Work, change: Change, number: int) -> None:
    """Number articles, or the items of a place, one after another again.

    Raises:
        NotAppliedError: a number that the act names does not fit, or no place is named.
    """
    if change.unit == "款":
        return
    if change.unit not in ("项", "目"):
        _in_order(work, articles(work.done.lines), number)
        return
    outer = change.at[0].steps if change.at else ()
    named = tuple(one for one in outer if one.unit in ("条", "款", "部分"))
    if not named:
        raise NotAppliedError("no_place")
    place = work.place(Reference(named, change.at[0].printed))
    inside = Place(tuple(work.inside(place)), "款")
    _in_order(work, [one.lines[0] for one in items(inside, "(一)")], number)


def collision(work: Work) -> tuple[int, NotAppliedError] | None:
    """The change by which two articles have one number; None where none have."""
    seen: dict[Number, Line] = {}
    for line in articles(work.done.lines):
        number = line.label.number if line.label else (0, 0)
        other = seen.setdefault(number, line)
        by = [n for one in (line, other) for n in (*one.touched, *one.moved)]
        if other is not line and by:
            return by[0], NotAppliedError("taken", id_of("条", number))
    return None


def point_out(work: Work) -> None:
    """Point out numbers that are left out, and clauses that name an article that has moved."""
    _point_out_gaps(work)
    moved = {
        id_of("条", old.number): line.label.id
        for line, old in work.labels.items()
        if old.style == "条" and line.label and line.label.number != old.number
    }
    for line in (one for one in work.done.lines if one.body and not one.touched):
        behind = folded("".join(one.sign for one in line.characters[line.label_end :]))
        for match in language().cited.finditer(behind):
            if match.group() in moved:
                place = line.label.id if line.label else behind[:10]
                work.done.note(
                    "names_moved", place=place, old=match.group(), new=moved[match.group()]
                )


def _point_out_gaps(work: Work) -> None:
    standing = {*work.done.lines}
    for gone, _number in work.done.gone:
        label = work.labels.get(gone)
        behind = work.before[work.before.index(gone) + 1 :]
        alike = (line for line in behind if label and _style(work, line) == label.style)
        following = next(alike, None)
        if label is None or following is None or following not in standing:
            continue
        number = work.labels[following].number
        if number > label.number and following.label and following.label.number == number:
            work.done.note("gap", label=label.id, following=following.label.id)


def _style(work: Work, line: Line) -> str | None:
    label = work.labels.get(line)
    return label.style if label else None


def _in_order(work: Work, lines: Sequence[Line], number: int) -> None:
    if not lines:
        raise NotAppliedError("no_place")
    for before, line in pairwise(lines):
        label = line.label
        value, below = before.label.number if before.label else (0, 0)
        expected = (value, below + 1) if label and label.number[1] else (value + 1, 0)
        if label is None or label.number == expected:
            continue
        if line in work.fixed:
            raise NotAppliedError("order", label.id)
        labels.renumber(line, Numbered(expected))
        line.moved.append(number)
