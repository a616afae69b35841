"""Changes carried out on a document's text; what does not fit is left, and named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence

from actions.publishing.amending.changes import Change, Left
from actions.publishing.amending.inserting import add
from actions.publishing.amending.language import Kind
from actions.publishing.amending.ordering import (
    collision,
    number_anew,
    order,
    point_out,
    renumber,
)
from actions.publishing.amending.replacing import delete, replace
from actions.publishing.amending.resolving import NotAppliedError
from actions.publishing.amending.rewording import edit, reword
from actions.publishing.amending.sentences import Sentence
from actions.publishing.amending.text import Line
from actions.publishing.amending.work import Applied, Work

LineMaker = Callable[[], list[Line]]
Failed = tuple[int, NotAppliedError]

_WAYS: dict[Kind, Callable[[Work, Change, int], None]] = {
    "replace": replace,
    "words": reword,
    "cut_words": reword,
    "add_words": reword,
    "delete": delete,
    "add": add,
    "renumber": renumber,
    "order": order,
}
# What is added inside comes before what is added behind it, and what holds everywhere last.
_STAGES = ("", "add 目", "add 项", "add 款", "add 条", "everywhere", "order")
_RANKS = defaultdict(int, {name: rank for rank, name in enumerate(_STAGES)})


def apply(changes: Sequence[Change], act: str, text: str, lines: LineMaker) -> Applied:
    """Carry changes out; all places are those of the document as it was before.

    A sentence is carried out whole or not at all, and an article that is added only where no other
    one has its number in the end.

    Args:
        changes: what is to be done.
        act: folder of the act.
        text: its received text.
        lines: makes the paragraphs of the document as it is.
    """
    refused: dict[int, Left] = {}
    while True:
        work = Work(lines(), act, text)
        failed = _carry_out(work, changes, refused) or collision(work)
        if not failed:
            break
        number, error = failed
        sentence = changes[number].sentence
        refused |= {
            n: Left(sentence, error.why, error.about)
            for n, one in enumerate(changes)
            if one.sentence is sentence
        }
    work.done.done = [n for n in range(len(changes)) if n not in refused]
    work.done.left = list({id(one.sentence): one for one in refused.values()}.values())
    point_out(work)
    return work.done


def sentences_done(changes: Sequence[Change], applied: Applied) -> Iterator[Sentence]:
    """The sentences that were carried out, each once."""
    found = {id(changes[n].sentence): changes[n].sentence for n in applied.done}
    yield from found.values()


def _carry_out(work: Work, changes: Sequence[Change], refused: Collection[int]) -> Failed | None:
    """Carry out all but what is refused; the first that fails, and why."""
    wanted = [n for n in range(len(changes)) if n not in refused]
    wanted.sort(key=lambda n: _RANKS[_stage(changes[n])])
    last = [n for n in wanted if changes[n].kind == "order"]
    number = -1
    try:
        for number in wanted[: len(wanted) - len(last)]:
            _WAYS[changes[number].kind](work, changes[number], number)
        edit(work)
        number_anew(work)
        for number in last:
            _WAYS[changes[number].kind](work, changes[number], number)
    except NotAppliedError as error:
        return number if error.by is None else error.by, error
    return None


def _stage(change: Change) -> str:
    if change.kind == "add":
        return f"add {change.unit}"
    return "everywhere" if change.everywhere else change.kind
