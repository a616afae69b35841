"""Which clause of a consolidated text was which before, and by which items of the act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from actions.corpus import Clause, Document
from actions.publishing.amending.consolidating import Consolidated, Text
from actions.publishing.amending.text import Character, Line
from luohu.text import compact

Key = tuple[str, int]
What = Literal["changed", "added", "moved", "gone", "unread"]


@dataclass(frozen=True)
class ClauseChange:
    """A clause that the act changed, added, renumbered or took away.

    Attributes:
        what: ``unread`` where its words still stand but make no clause of their own any more, as
            those of a heading.
        old: the clause before.
        new: the clause after; None where it is gone.
        items: the items of the act that did it.
    """

    what: What
    old: Clause | None
    new: Clause | None
    items: tuple[tuple[str, ...], ...]


def clause_changes(base: Text, made: Consolidated, document: Document) -> list[ClauseChange]:
    """Clause by clause what is other in the consolidated text.

    Args:
        base: the document before.
        made: the text.
        document: the text as it was read.
    """
    pairs = _pairs(base, made, document)
    leads = _leads(made, document)
    changes = []
    for place, clause in enumerate(document.clauses):
        before = base.document.clauses[pairs[place]] if place in pairs else None
        items = _items_of(clause, made)
        if before is None:
            changes.append(ClauseChange("added", None, clause, items["touched"]))
        elif (before.quote, before.text) != (clause.quote, clause.text):
            changes.append(ClauseChange("changed", before, clause, items["touched"]))
        elif framed := _named(_framing(clause, leads), made):
            changes.append(ClauseChange("changed", before, clause, framed))
        elif before.id != clause.id:
            changes.append(ClauseChange("moved", before, clause, items["moved"]))
    kept = {*pairs.values()}
    for place, clause in enumerate(base.document.clauses):
        if place not in kept:
            items_gone = _items_gone(clause, made)
            what: What = "gone" if items_gone else "unread"
            changes.append(ClauseChange(what, clause, None, items_gone))
    return changes


def _leads(made: Consolidated, document: Document) -> list[tuple[str, list[int]]]:
    """The changed lines that are no clause but stand above some, with what changed them."""
    return [
        (compact(line.text), line.touched)
        for line, start in _places(made.lines)
        if line.touched and _clause_in(document, start, start + len(line.text)) is None
    ]


def _framing(clause: Clause, leads: Sequence[tuple[str, list[int]]]) -> list[int]:
    """The changes to the words under which a clause stands."""
    return [
        number
        for text, touched in leads
        if any(text.startswith(heading) for heading in clause.headings)
        for number in touched
    ]


def _pairs(base: Text, made: Consolidated, document: Document) -> dict[int, int]:
    """Which clause was which, by their places in the documents.

    First by the characters that they share, then by what came in its place.
    """
    before = base.document
    owners: dict[Key, int] = {
        key: place for place, keys in enumerate(_keys(before, base.characters())) for key in keys
    }
    shares: Counter[tuple[int, int]] = Counter(
        (place, owners[key])
        for place, keys in enumerate(_keys(document, _flat(made.lines)))
        for key in keys
        if key in owners
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for place, owner in [*_by_share(shares), *_instead(before, document, made)]:
        if place not in pairs and owner not in taken:
            pairs[place] = owner
            taken.add(owner)
    return pairs


def _by_share(shares: Counter[tuple[int, int]]) -> list[tuple[int, int]]:
    return [pair for pair, _count in shares.most_common()]


def _instead(before: Document, after: Document, made: Consolidated) -> Iterator[tuple[int, int]]:
    """The clauses that came in the place of others, with these; first those of first lines."""
    replaced: dict[str, int] = {}
    for line, start in _places(made.lines):
        place = _clause_in(after, start, start + len(line.text))
        if place is None:
            continue
        if old := made.applied.instead.get(line):
            owner = _clause_in(before, *old.place)
            if owner is not None:
                yield place, owner
        if any(made.read.changes[number].kind == "replace" for number in line.touched):
            replaced[after.clauses[place].id] = place
    for owner, clause in enumerate(before.clauses):
        if clause.id in replaced:
            yield replaced[clause.id], owner


def _clause_in(document: Document, start: int, end: int) -> int | None:
    """The place of the first clause that begins in a range of the text."""
    found = (
        place
        for place, clause in enumerate(document.clauses)
        if any(start <= begins < end for begins, _end in clause.spans)
    )
    return next(found, None)


def _keys(document: Document, characters: Sequence[Character]) -> list[set[Key]]:
    """For each clause the characters that it takes up, by where they come from."""
    return [
        {
            (one.source, one.offset)
            for start, end in clause.spans
            for one in characters[start:end]
            if one.source is not None and not one.sign.isspace()
        }
        for clause in document.clauses
    ]


def _flat(lines: Iterable[Line]) -> list[Character]:
    return [one for line in lines for one in line.characters]


def _places(lines: Iterable[Line]) -> Iterator[tuple[Line, int]]:
    """The lines with where each begins in the text."""
    start = 0
    for line in lines:
        yield line, start
        start += len(line.characters)


def _items_of(clause: Clause, made: Consolidated) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The items that changed the lines of a clause, and those that moved them."""
    touched: list[int] = []
    moved: list[int] = []
    for line, begins in _places(made.lines):
        ends = begins + len(line.characters)
        if any(start < ends and begins < end for start, end in clause.spans):
            touched += line.touched
            moved += line.moved
    return {"touched": _named(touched or moved, made), "moved": _named(moved or touched, made)}


def _items_gone(clause: Clause, made: Consolidated) -> tuple[tuple[str, ...], ...]:
    by = [
        number
        for line, number in (*made.applied.gone, *made.applied.replaced)
        if any(start < line.place[1] and line.place[0] < end for start, end in clause.spans)
    ]
    return _named(by, made)


def _named(numbers: Iterable[int], made: Consolidated) -> tuple[tuple[str, ...], ...]:
    items = (made.read.changes[number].sentence.item for number in dict.fromkeys(numbers))
    return tuple(dict.fromkeys(items))
