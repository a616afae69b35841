"""Words of a text that are changed, taken out or added one by one."""

from __future__ import annotations

from collections.abc import Sequence

from actions.publishing.amending.changes import Change
from actions.publishing.amending.resolving import NotAppliedError, Place
from actions.publishing.amending.sentences import Quotation
from actions.publishing.amending.text import Line, relabel
from actions.publishing.amending.work import Edit, Work


def reword(work: Work, change: Change, number: int) -> None:
    """Find the words of a change and note what is to stand there.

    Raises:
        NotAppliedError: they do not stand where the act says, or another change is about them.
    """
    places = [work.place(one) for one in change.at]
    # What the act words anew itself stays as it words it.
    whole = [line for line in work.before if line.body and line not in work.taken]
    searched = [line for place in places for line in place.lines] if places else whole
    new: list[Quotation | None] = [*change.new] or [None]
    pairs = zip(change.words, new * len(change.words) if len(new) == 1 else new, strict=True)
    for words, instead in pairs:
        wanted = "".join(one.sign for one in work.characters_of(words))
        characters = work.characters_of(instead) if instead else ()
        for line, (start, end) in _found(work, change, wanted, places, searched):
            if line in work.taken:
                raise NotAppliedError("twice", wanted)
            if change.kind == "add_words":
                start = end = end if change.side == "后" else start
            _note(work, line, Edit(start, end, characters, number))


def edit(work: Work) -> None:
    """Carry out what was noted, from the end of each line to its beginning."""
    for line, edits in work.edits.items():
        for one in sorted(edits, key=lambda one: -one.start):
            line.characters[one.start : one.end] = one.characters
            line.touched.append(one.by)
        relabel(line)
    for take in work.passing:
        take()


def _found(
    work: Work, change: Change, wanted: str, places: Sequence[Place], searched: Sequence[Line]
) -> list[tuple[Line, tuple[int, int]]]:
    found = [(line, span) for line in dict.fromkeys(searched) for span in line.find(wanted)]
    lacking = [one for one in places if not any(line.find(wanted) for line in one.lines)]
    # Of the articles of a range only some need have them.
    named = all(one.last.digits != (0, 0) for one in change.at)
    if not found or (lacking and named):
        raise NotAppliedError("no_words", wanted)
    if len(found) > 1:
        work.done.note("several_times", words=wanted, count=len(found))
    return found


def _note(work: Work, line: Line, new: Edit) -> None:
    edits = work.edits.setdefault(line, [])
    if any(new.start < other.end and other.start < new.end for other in edits):
        words = line.characters[new.start : new.end]
        raise NotAppliedError("twice", "".join(one.sign for one in words))
    edits.append(new)
