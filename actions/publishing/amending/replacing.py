"""Articles, paragraphs and items that are worded anew, or taken out."""

from __future__ import annotations

from actions.publishing.amending import labels
from actions.publishing.amending.changes import Change
from actions.publishing.amending.labels import Numbered
from actions.publishing.amending.references import Reference, Unit
from actions.publishing.amending.resolving import NotAppliedError, Place, paragraphs
from actions.publishing.amending.text import Line, relabel
from actions.publishing.amending.work import Work


def replace(work: Work, change: Change, number: int) -> None:
    """Word places anew, each by its part of what is quoted.

    Raises:
        NotAppliedError: the text does not take it.
    """
    (content,) = change.new
    lines = work.lines_of(content)
    places = [work.place(one) for one in change.at]
    wanted = work.wanted(change.to[0], change) if change.to else None
    unit: Unit = "款" if places[0].style == "款" else change.at[0].last.unit
    parts = labels.parted(lines, unit, len(places)) if len(places) > 1 else [lines]
    for reference, place, part in zip(change.at, places, parts, strict=True):
        work.claim(place, reference)
        _check_heading(place, part, reference)
        if len(part) < len(place.lines):
            work.done.note("shorter", place=reference.printed, old=len(place.lines), new=len(part))
        if place.style != "款" or place.lead:
            part[0] = _labelled(place.lines[0], part[0], wanted, reference)
        for line in part:
            line.touched.append(number)
        if wanted:
            part[0].moved.append(number)
            work.fixed.add(part[0])
        work.done.replaced += [(line, number) for line in place.lines]
        work.exchange(place.lines, part)


def delete(work: Work, change: Change, number: int) -> None:
    """Take places out.

    Raises:
        NotAppliedError: the text does not have them.
    """
    for reference in change.at:
        place = work.place(reference)
        work.claim(place, reference)
        article = work.article_of(place)
        if place.lead and article and len(paragraphs(article)) > 1:
            pass_label(work, place.lines[0], paragraphs(article)[1].lines[0], number)
        work.done.gone += [(line, number) for line in place.lines]
        work.exchange(place.lines, [])


def pass_label(work: Work, line: Line, to: Line | None, number: int) -> None:
    """Take the label from a paragraph in the end, and give it to another one where there is one."""

    def take() -> None:
        kept = line.label_characters
        other = to or line
        other.characters = [*kept, *to.characters] if to else line.characters[line.label_end :]
        relabel(other)
        other.moved.append(number)

    work.passing.append(take)


def _labelled(old: Line, line: Line, wanted: Numbered | None, reference: Reference) -> Line:
    """A paragraph with the label of the one in whose place it comes, or the number named."""
    made = labels.under_label_of(old, line, wanted)
    new, before = made.label, old.label
    if new and before and not wanted and (new.style, new.number) != (before.style, before.number):
        raise NotAppliedError("other_label", reference.printed)
    return made


def _check_heading(place: Place, lines: list[Line], reference: Reference) -> None:
    """Refuse what may be a heading only: 第二章修改为“第二章　条件”, or a part with items below."""
    below = {line.label.style for line in place.lines[1:] if line.label}
    kept = {line.label.style for line in lines[1:] if line.label}
    if place.style in ("编", "章", "节") or (place.style == "一" and below - kept):
        raise NotAppliedError("heading", reference.printed)
