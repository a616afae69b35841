"""Under which labels the reading stands, and where the next one belongs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actions.publishing.limits import structure_limits
from actions.publishing.numbering import Label, Number, follows

FIELD, QUESTION, HEAD, ATTACHMENT = "栏目", "问", "小标题", "附件"
QUESTION_RANK, FIELD_RANK, ATTACHMENT_RANK = 6.5, 3.5, -1.0
_CONTINUOUS = ("条", "章", "编")
_ALONE = (HEAD, FIELD)


@dataclass(frozen=True)
class Frame:
    """A label, or a heading without one, under which the reading stands.

    Attributes:
        id: its step in ids.
        heading: what is shown above the parts under it.
        alone: it is a heading and has no text of its own.
        leads: its text ends by leading to a list.
    """

    style: str
    rank: float
    number: Number
    id: str
    heading: str
    alone: bool = False
    leads: bool = False


class Outline:
    """The labels above the reading, outermost first.

    Args:
        labels: all labels of the act with the numbers of their pieces, in order.
        barriers: numbers of the pieces at which an attachment begins.
    """

    def __init__(self, labels: Sequence[tuple[int, Label]], barriers: Sequence[int]) -> None:
        self.frames: list[Frame] = []
        self.last: dict[str, Number] = {}
        self._labels = [(number, label) for number, label in labels if not label.doubtful]
        self._final = {(label.style, label.number): number for number, label in self._labels}
        self._places = [number for number, _label in self._labels]
        self._barriers = barriers

    def path(self, prefix: str, step: str | None = None) -> str:
        """The id of what stands here, or of a step below it."""
        steps = [frame.id for frame in self.frames]
        return prefix + "/".join(steps if step is None else [*steps, step])

    def above(self) -> tuple[str, ...]:
        """The headings above what stands here."""
        return tuple(frame.heading for frame in self.frames)

    def enter(self, number: int, label: Label) -> Number | None:
        """Leave what a label ends; returns the number that stood before it in its sequence.

        None where it begins a sequence. Of two ways to read a number, the one counts with which
        the numbers around it follow one another.
        """
        frames = self.frames
        same = [depth for depth, frame in enumerate(frames) if frame.style == label.style]
        for depth in reversed(same):
            if follows(frames[depth].number, label.number):
                before = frames[depth].number
                del frames[depth:]
                return before
        if same:
            if label.number == (1, 0) and self._goes_on_behind(same[-1], number):
                return None
            before = frames[same[-1]].number
            del frames[same[-1] :]
            return before
        rank = QUESTION_RANK if label.style == QUESTION else label.rank
        while frames and frames[-1].rank >= rank and not self._goes_on(number):
            frames.pop()
        before_all = self.last.get(label.style)
        return before_all if label.style in _CONTINUOUS or label.number != (1, 0) else None

    def next_label(self, number: int) -> Label | None:
        """The next undoubted label behind a piece."""
        return next(self._ahead(number), None)

    def comes_again(self, number: int, label: Label) -> bool:
        """Whether the same number of the same style stands further on."""
        return self._final.get((label.style, label.number), -1) > number

    def _goes_on(self, number: int) -> bool:
        """Whether the sequence of the innermost label is continued behind a piece."""
        frame, outer = self.frames[-1], self.frames[:-1]
        if frame.style == ATTACHMENT:
            return True
        if frame.style in _ALONE:
            return False
        for following in self._ahead(number):
            if following.style == frame.style:
                return follows(frame.number, following.number)
            if _ends(outer, following):
                return False
        return False

    def _goes_on_behind(self, depth: int, number: int) -> bool:
        """Whether a sequence goes on behind another one that begins at one inside it."""
        frame, outer = self.frames[depth], self.frames[:depth]
        run = 2
        for following in self._ahead(number):
            if _ends(outer, following):
                return False
            if following.style != frame.style:
                continue
            if following.number == (run, 0):
                run += 1
            elif follows(frame.number, following.number):
                return True
        return False

    def _ahead(self, number: int) -> Iterator[Label]:
        """The labels behind a piece, up to the next attachment."""
        barrier = bisect_right(self._barriers, number)
        stop = self._barriers[barrier] if barrier < len(self._barriers) else None
        begins = bisect_right(self._places, number)
        for place, label in self._labels[begins : begins + structure_limits().lookahead]:
            if stop is not None and place > stop:
                return
            yield label


def _ends(outer: Sequence[Frame], label: Label) -> bool:
    """Whether a label continues the sequence of a frame further out."""
    return any(f.style == label.style and follows(f.number, label.number) for f in outer)
