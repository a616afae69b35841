"""The paragraphs that a place names: 第八条第二款 in the lines of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.publishing.amending.references import Reference, Step
from actions.publishing.amending.text import Line
from actions.publishing.numbering import rank_of

_STYLES = {
    "章": ("章",),
    "节": ("节",),
    "部分": ("一",),
    "条": ("条", "一"),
    "项": ("(一)", "1"),
    "目": ("1", "(1)", "①"),
    "点": ("1", "(1)", "①"),
}
_INSIDE_PART = ("(一)",)


class NotAppliedError(ValueError):
    """A change that the text does not take.

    Attributes:
        why: a name under ``amending.why`` of ``wording.yml``.
        about: the place or the words.
        by: the number of the change, where it is not the one that is being carried out.
    """

    def __init__(self, why: str, about: str = "", by: int | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.about = about
        self.by = by


@dataclass(frozen=True)
class Place:
    """Lines that a reference names.

    Attributes:
        lines: the first bears its label, or is its paragraph.
        style: that of its label; 款 for a paragraph.
        lead: it begins with the label of the article that it is the first paragraph of.
    """

    lines: tuple[Line, ...]
    style: str
    lead: bool = False


def resolve(reference: Reference, lines: Sequence[Line]) -> Place:
    """The lines of a place.

    Raises:
        NotAppliedError: there is none, or more than one.
    """
    place = Place(tuple(lines), "")
    for step in reference.steps:
        place = _within(place, step, reference)
    return place


def articles(lines: Sequence[Line]) -> list[Line]:
    """The lines with which articles begin, in order."""
    return [line for line in lines if line.label and line.label.style == "条"]


def paragraphs(article: Place) -> list[Place]:
    """The paragraphs (款) of an article, each with the items below it."""
    starts = [0]
    starts += [n for n, line in enumerate(article.lines) if n and line.label is None]
    ends = [*starts[1:], len(article.lines)]
    return [
        Place(article.lines[start:end], "款", lead=start == 0)
        for start, end in zip(starts, ends, strict=True)
    ]


def items(place: Place, style: str) -> list[Place]:
    """The parts of a place that labels of one style begin."""
    return [
        Place(_unit(place, n), style)
        for n, line in enumerate(place.lines)
        if line.label and line.label.style == style
    ]


def _within(place: Place, step: Step, whole: Reference) -> Place:
    if step.unit == "款" and not step.bracketed and place.style == "条":
        found = paragraphs(place)
        if step.number[0] > len(found):
            raise NotAppliedError("no_such", whole.printed)
        return found[step.number[0] - 1]
    for style in _styles(place, step):
        numbered = [
            one
            for one in items(place, style)
            if one.lines[0].label and one.lines[0].label.number == step.number
        ]
        if len(numbered) > 1:
            raise NotAppliedError("several", whole.printed)
        if numbered:
            return numbered[0]
    raise NotAppliedError("no_such", whole.printed)


def _styles(place: Place, step: Step) -> tuple[str, ...]:
    if place.style == "一":
        return _INSIDE_PART if step.bracketed or step.unit in ("条", "款", "项") else ("1", "(1)")
    if step.bracketed:
        return ("(一)", "(1)")
    if step.unit == "款":
        return ()
    return _STYLES[step.unit]


def _unit(place: Place, start: int) -> tuple[Line, ...]:
    """The lines from a label up to what ends it."""
    first = place.lines[start]
    rank = rank_of(first.label.style) if first.label else 0
    inner = place.style in ("条", "款")
    end = start + 1
    while end < len(place.lines):
        line = place.lines[end]
        if not line.body or line.closing:
            break
        if line.label is None:
            # Behind the items of an article a paragraph of it begins.
            if inner:
                break
        elif rank_of(line.label.style) <= rank:
            break
        end += 1
    return place.lines[start:end]
