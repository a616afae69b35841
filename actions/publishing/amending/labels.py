"""The labels of paragraphs that are put into a text, or move on in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.publishing.amending.references import Unit
from actions.publishing.amending.resolving import NotAppliedError, Place
from actions.publishing.amending.text import Character, Line, relabel
from actions.publishing.numbering import Number, id_of
from actions.publishing.numerals import show_number

_STYLES: dict[Unit, tuple[str, ...]] = {
    "条": ("条", "一"),
    "项": ("(一)", "1"),
    "目": ("1", "(1)"),
    "部分": ("一",),
}


@dataclass(frozen=True)
class Numbered:
    """A number that a paragraph is to have, and its digits where the act prints them."""

    number: Number
    digits: tuple[Character, ...] = ()


def renumber(line: Line, wanted: Numbered) -> None:
    """Give a paragraph with a label another number.

    Raises:
        NotAppliedError: its number is a sign of its own, such as ①.
    """
    label = line.label
    start, end = line.number
    if label is None or start == end:
        raise NotAppliedError("no_number", label.id if label else "")
    if label.number == wanted.number:
        return
    if label.number[1] or wanted.number[1]:
        if label.style != "条":
            raise NotAppliedError("no_number", label.id)
        end += 0 if label.number[1] else 1
        characters = _computed(id_of("条", wanted.number).removeprefix("第"))
    elif wanted.digits:
        characters = [*wanted.digits]
    else:
        arabic = line.characters[start].sign.isascii()
        value = wanted.number[0]
        characters = _computed(str(value) if arabic else show_number(value))
    line.characters[start:end] = characters
    relabel(line)


def under_label_of(old: Line, line: Line, wanted: Numbered | None) -> Line:
    """A paragraph that comes in another one's place: with its label, unless it has one itself.

    Args:
        old: the paragraph in whose place it comes.
        line: the new paragraph.
        wanted: the number that it is to have from then on; None for that of the old one.

    Raises:
        NotAppliedError: it has a label of its own with another number.
    """
    if old.label is None:
        return line
    if line.label is None or line.label.style != old.label.style:
        line.characters = [*old.label_characters, *line.characters]
        relabel(line)
        if wanted:
            renumber(line, wanted)
        return line
    if wanted and line.label.number != wanted.number:
        raise NotAppliedError("other_label", line.label.id)
    return line


def labelled(line: Line, sibling: Line, style: str, wanted: Numbered | None) -> Line:
    """A paragraph that is added, with a label like that of one beside it.

    Raises:
        NotAppliedError: it has a label of its own of another kind, or with another number.
    """
    label = line.label
    if label and label.style == style:
        if wanted and label.number != wanted.number:
            raise NotAppliedError("other_label", label.id)
        return line
    if wanted is None:
        raise NotAppliedError("no_number")
    line.characters = [*_copied(sibling), *line.characters]
    relabel(line)
    renumber(line, wanted)
    return line


def parted(lines: Sequence[Line], unit: Unit, count: int) -> list[list[Line]]:
    """The lines of a quotation as so many paragraphs, items or articles.

    Raises:
        NotAppliedError: there are more or fewer.
    """
    if unit == "款":
        parts = [[line] for line in lines if line.label is None]
        heads = {id(part[0]): part for part in parts}
        current: list[Line] | None = None
        for line in lines:
            if id(line) in heads:
                current = heads[id(line)]
            elif current is not None:
                current.append(line)
    else:
        styles = _STYLES.get(unit, ())
        begins = [n for n, one in enumerate(lines) if one.label and one.label.style in styles]
        starts = begins if begins and begins[0] == 0 else [0]
        ends = [*starts[1:], len(lines)]
        parts = [[*lines[start:end]] for start, end in zip(starts, ends, strict=True)]
    if len(parts) != count:
        raise NotAppliedError("count", str(count))
    return parts


def following(sibling: Place, side: str, position: int) -> tuple[Number, ...]:
    """The numbers that what is added beside something may have, the usual one first."""
    label = sibling.lines[0].label
    value, below = label.number if label else (0, 0)
    if side == "前":
        return ((value + position, below),)
    return (value + 1 + position, 0), (value, below + 1 + position)


def _copied(sibling: Line) -> list[Character]:
    """The label of a paragraph, its characters as those of no document: only its form is taken."""
    return [Character(one.sign, None) for one in sibling.label_characters]


def _computed(text: str) -> list[Character]:
    return [Character(sign, None) for sign in text]
