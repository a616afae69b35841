"""A document and an act that amends it put together, and where each clause comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from actions.consolidated.model import Piece
from actions.corpus import Clause, Document
from actions.publishing.amending.applying import Applied, apply, sentences_done
from actions.publishing.amending.changes import ActRead, Left
from actions.publishing.amending.parsing import read_act
from actions.publishing.amending.sentences import Sentence
from actions.publishing.amending.text import (
    Character,
    Line,
    characters_of,
    lines_of,
    pieces_of,
)

Key = tuple[str, int]
Entry = dict[str, Any]


@dataclass(frozen=True)
class Text:
    """A document with what is known of its making.

    Attributes:
        pieces: of what it consists; none where it was received whole.
        clauses: the entries of its clauses that acts changed, by id.
    """

    document: Document
    pieces: tuple[Piece, ...] = ()
    clauses: Mapping[str, Entry] = field(default_factory=dict)

    def characters(self) -> list[Character]:
        """Its characters with their sources."""
        return characters_of(self.document.folder, self.document.received, self.pieces)


@dataclass(frozen=True)
class ClauseChange:
    """A clause that the act changed, added, renumbered or took away.

    Attributes:
        old: the clause before.
        new: the clause after; None where it is gone.
        items: the items of the act that did it.
    """

    what: Literal["changed", "added", "moved", "gone"]
    old: Clause | None
    new: Clause | None
    items: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Consolidated:
    """The text of a document from the day of an act on.

    Attributes:
        received: the text.
        pieces: of what it consists.
        changes: clause by clause what is other.
        left: what the act says that was not applied.
        notes: what somebody should look at though it was.
        merged: ids of the act's clauses that are wholly in the text.
    """

    received: str
    pieces: tuple[Piece, ...]
    lines: tuple[Line, ...]
    read: ActRead
    left: tuple[Left, ...]
    notes: tuple[tuple[str, Mapping[str, object]], ...]
    merged: tuple[str, ...]
    applied: Applied


def put_together(base: Text, act: Document) -> Consolidated:
    """The text of a document as an act amends it.

    What is not understood, or does not fit the text, is left and named.
    """
    read = read_act(act, base.document)
    characters = base.characters()
    applied = apply(
        read.changes, act.folder, act.received, lambda: lines_of(base.document, characters)
    )
    pieces = pieces_of(one for line in applied.lines for one in line.characters)
    received = "".join(line.text for line in applied.lines)
    left = sorted((*read.left, *applied.left), key=lambda one: one.sentence.start)
    merged = _merged(act, read, applied, left)
    return Consolidated(
        received,
        tuple(pieces),
        tuple(applied.lines),
        read,
        tuple(left),
        tuple(applied.notes),
        merged,
        applied,
    )


def clause_changes(base: Text, made: Consolidated, document: Document) -> list[ClauseChange]:
    """Clause by clause what is other in the consolidated text.

    Args:
        base: the document before.
        made: the text.
        document: the text as it was read.
    """
    old, new = _keys(base.document, base.characters()), _keys(document, _flat(made.lines))
    pairs = _pairs(old, new, base.document, document, made)
    changes = []
    for clause in document.clauses:
        before = pairs.get(clause.id)
        items = _items_of(clause, made)
        if before is None:
            changes.append(ClauseChange("added", None, clause, items["touched"]))
        elif before.quote != clause.quote:
            changes.append(ClauseChange("changed", before, clause, items["touched"]))
        elif before.id != clause.id:
            changes.append(ClauseChange("moved", before, clause, items["moved"]))
    kept = {clause.id for clause in pairs.values()}
    for clause in base.document.clauses:
        if clause.id not in kept:
            changes.append(ClauseChange("gone", clause, None, _items_gone(clause, made)))
    return changes


def entries_of(
    base: Text, changes: Iterable[ClauseChange], document: Document, act: str, since: date
) -> list[Entry]:
    """What ``consolidated.yml`` says of the clauses, those of earlier acts among them."""
    by_clause = {change.new.id: change for change in changes if change.new}
    entries = []
    for clause in document.clauses:
        change = by_clause.get(clause.id)
        before = change.old.id if change and change.old else clause.id
        known = base.clauses.get(before) if not change or change.old else None
        if change:
            entries.append(_entry(clause.id, change, known, act, since))
        elif known:
            entries.append(known)
    return entries


def _entry(clause: str, change: ClauseChange, known: Entry | None, act: str, since: date) -> Entry:
    entry: Entry = {
        "id": clause,
        "change": change.what,
        "base": change.old.id if change.old else None,
        "former": [],
        "amendments": [],
        **(known or {}),
    }
    entry["id"] = clause
    if known and change.what == "moved":
        entry["change"] = known["change"]
    elif known and known["change"] == "added":
        entry["change"] = "added"
    else:
        entry["change"] = change.what
    if change.old and change.old.id != clause:
        entry["former"] = [*entry["former"], {"id": change.old.id, "until": since, "by": act}]
    if change.what != "moved":
        items = change.items or ((),)
        made = [{"document": act, "item": list(item), "since": since} for item in items]
        entry["amendments"] = [*entry["amendments"], *made]
    return entry


def _pairs(
    old: Mapping[str, set[Key]],
    new: Mapping[str, set[Key]],
    before: Document,
    after: Document,
    made: Consolidated,
) -> dict[str, Clause]:
    """Which clause was which: by the characters that they share, then by what came in its place."""
    earlier = {clause.id: clause for clause in before.clauses}
    owners: dict[Key, list[str]] = {}
    for name, keys in old.items():
        for key in keys:
            owners.setdefault(key, []).append(name)
    shares: dict[tuple[str, str], int] = {}
    for name, keys in new.items():
        for key in keys:
            for owner in owners.get(key, ()):
                shares[name, owner] = shares.get((name, owner), 0) + 1
    pairs: dict[str, Clause] = {}
    taken: set[str] = set()

    def pair(name: str, owner: str) -> None:
        if name not in pairs and owner not in taken:
            pairs[name] = earlier[owner]
            taken.add(owner)

    for (name, owner), _count in sorted(
        shares.items(), key=lambda one: (-one[1], one[0][0] != one[0][1])
    ):
        pair(name, owner)
    for name, owner in _instead(before, after, made):
        pair(name, owner)
    return pairs


def _instead(before: Document, after: Document, made: Consolidated) -> Iterator[tuple[str, str]]:
    """The clauses of lines that came in the place of others, with those of these."""
    for line, start in _places(made.lines):
        old = made.applied.instead.get(line)
        if old:
            new_id = _clause_in(after, start, start + len(line.text))
            old_id = _clause_in(before, *old.place)
            if new_id and old_id:
                yield new_id, old_id
    replaced = {line for line in made.lines if line.touched}
    for line, start in _places(made.lines):
        clause = _clause_in(after, start, start + len(line.text)) if line in replaced else None
        if clause and any(one.id == clause for one in before.clauses):
            yield clause, clause


def _clause_in(document: Document, start: int, end: int) -> str | None:
    found = (c.id for c in document.clauses if any(start <= s < end for s, _end in c.spans))
    return next(found, None)


def _keys(document: Document, characters: Sequence[Character]) -> dict[str, set[Key]]:
    """For each clause the characters that it takes up, by where they come from."""
    return {
        clause.id: {
            (one.source, one.offset)
            for start, end in clause.spans
            for one in characters[start:end]
            if one.source is not None and not one.sign.isspace()
        }
        for clause in document.clauses
    }


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
        for line, number in made.applied.gone
        if any(start < line.place[1] and line.place[0] < end for start, end in clause.spans)
    ]
    by += [
        number
        for line, old in made.applied.instead.items()
        if any(old.place[0] <= start for start, _end in clause.spans)
        for number in line.touched
    ][:1]
    return _named(by[:1], made)


def _named(numbers: Iterable[int], made: Consolidated) -> tuple[tuple[str, ...], ...]:
    items = (made.read.changes[number].sentence.item for number in dict.fromkeys(numbers))
    return tuple(dict.fromkeys(items))


def _merged(
    act: Document, read: ActRead, applied: Applied, left: Sequence[Left]
) -> tuple[str, ...]:
    """The clauses of the act that say nothing beside what is in the text."""
    done = list(sentences_done(read.changes, applied))
    other = [*(one.sentence for one in left), *read.own]
    frame = ("preamble", "closing")
    return tuple(
        dict.fromkeys(
            clause.id
            for clause in act.clauses
            if clause.kind in frame or (_stands_in(clause, done) and not _stands_in(clause, other))
        )
    )


def _stands_in(clause: Clause, sentences: Iterable[Sentence]) -> bool:
    return any(
        start < one.end and one.start < end for one in sentences for start, end in clause.spans
    )
