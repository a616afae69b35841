"""A document's text while an act is put into it: what was there, and what stands there now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from actions.publishing.amending.changes import Change, Left
from actions.publishing.amending.labels import Numbered
from actions.publishing.amending.references import Reference
from actions.publishing.amending.resolving import (
    NotAppliedError,
    Place,
    items,
    paragraphs,
    resolve,
)
from actions.publishing.amending.sentences import Quotation
from actions.publishing.amending.text import Character, Line, new_line


@dataclass
class Applied:
    """A document's text with changes carried out.

    Attributes:
        lines: its paragraphs.
        done: numbers of the changes that were carried out.
        gone: the lines that were taken out, each with the number of the change.
        replaced: the lines that were worded anew, likewise.
        instead: the lines that came in the place of others, with the first of these.
        left: what was not carried out.
        notes: what somebody should look at though it was: names under ``amending.note`` of
            ``wording.yml``, and what they are filled in with.
    """

    lines: list[Line]
    done: list[int] = field(default_factory=list)
    gone: list[tuple[Line, int]] = field(default_factory=list)
    replaced: list[tuple[Line, int]] = field(default_factory=list)
    instead: dict[Line, Line] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)
    notes: list[tuple[str, Mapping[str, object]]] = field(default_factory=list)

    def note(self, name: str, **values: object) -> None:
        """Point something out."""
        self.notes.append((name, values))


@dataclass(frozen=True)
class Edit:
    """Characters of a line that are to be others, with the number of the change."""

    start: int
    end: int
    characters: tuple[Character, ...]
    by: int


class Work:
    """The text that is being changed.

    Args:
        lines: its paragraphs.
        act: folder of the act.
        text: its received text.

    Attributes:
        before: the paragraphs as they were; all places are theirs.
        done: the text as it stands now.
        labels: the labels that they had.
        taken: lines that were replaced or taken out.
        edits: what is to be changed word by word.
        passing: passes labels on to other paragraphs, once all words were found.
        numbered: lines that are to have another number, with the number of the change.
        fixed: lines whose number the act names.
    """

    def __init__(self, lines: list[Line], act: str, text: str) -> None:
        self.before = tuple(lines)
        self.done = Applied(lines)
        self.labels = {line: line.label for line in lines if line.label}
        self.taken: set[Line] = set()
        self.edits: dict[Line, list[Edit]] = {}
        self.passing: list[Callable[[], None]] = []
        self.numbered: dict[Line, tuple[Numbered, int]] = {}
        self.fixed: set[Line] = set()
        self._act = act
        self._text = text
        # What has come in a line's place, or was added behind it.
        self._behind: dict[Line, list[Line]] = {}
        self._instead: dict[Line, Line] = {}

    def place(self, reference: Reference) -> Place:
        """The lines that a place had.

        Raises:
            NotAppliedError: there is none, or more than one.
        """
        return resolve(reference, self.before)

    def claim(self, place: Place, reference: Reference) -> None:
        """Take lines over as a whole; no other change may be about them.

        Raises:
            NotAppliedError: one is.
        """
        if any(line in self.taken or line in self.edits for line in place.lines):
            raise NotAppliedError("twice", reference.printed)
        self.taken |= {*place.lines}

    def exchange(self, old: Sequence[Line], new: Sequence[Line]) -> None:
        """Put lines in the place of others."""
        start = self.done.lines.index(old[0])
        for line in old:
            self.done.lines.remove(line)
        self.done.lines[start:start] = new
        self._behind[old[-1]] = list(new)
        if new:
            self._instead[old[0]] = new[0]
            self.done.instead[new[0]] = old[0]

    def insert(self, sibling: Place, side: str, lines: Sequence[Line]) -> None:
        """Put lines before or behind a place.

        Raises:
            NotAppliedError: none of it stands any longer.
        """
        if side == "前":
            first = self.now(sibling.lines[0])
            if first not in self.done.lines:
                raise NotAppliedError("twice")
            start = self.done.lines.index(first)
        else:
            last = self._last_of(sibling)
            start = self.done.lines.index(last) + 1
            if not last.text.endswith("\n"):
                last.characters.append(Character("\n", None))
            self._behind[last] = [*lines]
        self.done.lines[start:start] = lines

    def now(self, line: Line) -> Line:
        """The line that has come in a line's place, or itself."""
        return self._instead.get(line, line)

    def inside(self, place: Place) -> Iterator[Line]:
        """The lines of a place as they stand now, with what was added among them."""
        old, before = {*place.lines}, {*self.before}
        inside = False
        for line in self.done.lines:
            is_article = line.label is not None and line.label.style == "条"
            inside = line in old or (inside and line not in before and not is_article)
            if inside:
                yield line

    def article_of(self, place: Place) -> Place | None:
        """The article in which a place lies."""
        found = items(Place(self.before, ""), "条")
        return next((one for one in found if place.lines[0] in one.lines), None)

    def scope_of(self, place: Place) -> tuple[Line, ...]:
        """The lines of the paragraph, article or part in which items stand."""
        if place.style == "一":
            return self.before
        article = self.article_of(place)
        if article:
            around = (one for one in paragraphs(article) if place.lines[0] in one.lines)
            return next(around).lines
        parts = items(Place(self.before, ""), "一")
        return next((one.lines for one in parts if place.lines[0] in one.lines), place.lines)

    def lines_of(self, quotation: Quotation) -> list[Line]:
        """What the act quotes, as paragraphs.

        Raises:
            NotAppliedError: it is nothing.
        """
        if not quotation.lines:
            raise NotAppliedError("empty")
        return [new_line(self._read(range(start, end))) for start, end in quotation.lines]

    def characters_of(self, quotation: Quotation) -> tuple[Character, ...]:
        """What the act quotes, in one."""
        return self._read([n for start, end in quotation.lines for n in range(start, end)])

    def wanted(self, reference: Reference, change: Change) -> Numbered:
        """The number that a place names, with the digits that the act prints."""
        start, end = reference.last.digits
        digits = self._read(change.sentence.offsets[start:end])
        return Numbered(reference.last.number, digits)

    def _read(self, offsets: Sequence[int]) -> tuple[Character, ...]:
        return tuple(Character(self._text[n], self._act, n) for n in offsets)

    def _last_of(self, place: Place) -> Line:
        for line in reversed(place.lines):
            while following := self._behind.get(line):
                line = following[-1]
            if line in self.done.lines:
                return line
        raise NotAppliedError("twice")
