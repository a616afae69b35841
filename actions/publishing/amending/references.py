"""Places of a document as an amending act names them: 第八条第二款第（三）项."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from actions.publishing.amending.language import language
from actions.publishing.numbering import Number
from actions.publishing.numerals import read_number

Unit = Literal["章", "节", "部分", "条", "款", "项", "目", "点"]

_DEPTHS = {"章": 0, "节": 1, "部分": 2, "条": 2, "款": 3, "项": 4, "目": 5, "点": 5}
_STEP = re.compile(
    r"(?P<bracket>\()?(?P<n>[零〇一二三四五六七八九十百两]+|\d{1,3})\)?"
    r"(?P<unit>条|款|项|目|点|章|节|部分)?(?:之(?P<sub>[一二三四五六七八九十]+))?"
)


@dataclass(frozen=True)
class Step:
    """One step to a place.

    Attributes:
        bracketed: its number is printed in brackets, as that of an item.
        digits: where its number is printed, in the text that was read.
    """

    unit: Unit
    number: Number
    bracketed: bool = False
    digits: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Reference:
    """A place: its steps, outermost first, and how it is printed."""

    steps: tuple[Step, ...]
    printed: str

    @property
    def last(self) -> Step:
        """The innermost step."""
        return self.steps[-1]

    @property
    def within(self) -> tuple[tuple[Unit, Number], ...]:
        """The steps to what it lies in."""
        return tuple((step.unit, step.number) for step in self.steps[:-1])


def read_references(
    text: str, start: int, end: int, before: Reference | None
) -> list[Reference] | None:
    """The places named in ``text[start:end]``.

    Args:
        text: folded.
        start: where the first begins.
        end: where the last ends.
        before: the place named before in the same sentence, whose outer steps hold where one
            leaves them out.

    Returns:
        None where they are not understood, as a range whose ends do not belong together.
    """
    found: list[Reference] = []
    position = start
    ranged = False
    while position < end:
        read = _read_one(text, position, end, found[-1] if found else before)
        if read is None:
            return None
        reference, position = read
        if ranged:
            between = _between(found[-1], reference)
            if between is None:
                return None
            found += between
        found.append(reference)
        through = language().through.match(text, position, end)
        joined = through or language().between.match(text, position, end)
        ranged = through is not None
        position = joined.end() if joined else position
        if not joined and position < end:
            return None
    return found


def _read_one(
    text: str, start: int, end: int, before: Reference | None
) -> tuple[Reference, int] | None:
    position = start
    same = language().same.match(text, position, end)
    if same:
        if before is None:
            return None
        position = same.end()
    steps: list[Step] = []
    while match := language().step.match(text, position, end):
        step = _step(text, match)
        if step is None or (steps and _depth(step) < _depth(steps[-1])):
            return None
        steps.append(step)
        position = match.end()
        # 第八条的第二款
        if language().step.match(text, position + 1, end) and text[position] == "的":
            position += 1
    outer = _up_to(before, same.group()[-1]) if same and before else _outer(steps, before)
    whole = (*outer, *steps)
    return (
        (Reference(whole, text[start:position]), position) if whole and position > start else None
    )


def _step(text: str, match: re.Match[str]) -> Step | None:
    offset = match.start() + (1 if match.group().startswith("第") else 0)
    inner = _STEP.match(text, offset, match.end())
    value = read_number(inner["n"]) if inner else None
    if inner is None or not value:
        return None
    below = read_number(inner["sub"] or "0") or 0
    unit = cast(Unit, inner["unit"] or "项")
    return Step(unit, (value, below), bool(inner["bracket"]), inner.span("n"))


def _depth(step: Step) -> int:
    return _DEPTHS["项"] if step.bracketed else _DEPTHS[step.unit]


def _outer(steps: Sequence[Step], before: Reference | None) -> tuple[Step, ...]:
    """The steps of the place before that the first step leaves out: 第二款 is that of 第八条."""
    if not steps or before is None or _depth(steps[0]) <= _DEPTHS["条"]:
        return ()
    return tuple(step for step in before.steps if _depth(step) < _depth(steps[0]))


def _up_to(before: Reference, unit: str) -> tuple[Step, ...]:
    depth = _DEPTHS[unit]
    return tuple(step for step in before.steps if _depth(step) <= depth)


def _between(first: Reference, last: Reference) -> list[Reference] | None:
    """The places that a range leaves out: 第七条 of 第六条至第八条."""
    one, other = first.last, last.last
    alike = one.unit == other.unit and one.number[1] == other.number[1] == 0
    if not alike or first.within != last.within or other.number[0] <= one.number[0]:
        return None
    return [
        Reference(
            (*first.steps[:-1], replace(one, number=(value, 0), digits=(0, 0))), first.printed
        )
        for value in range(one.number[0] + 1, other.number[0])
    ]
