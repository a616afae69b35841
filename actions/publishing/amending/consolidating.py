"""A document and an act that amends it put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from actions.consolidated.model import Piece
from actions.corpus import Clause, Document
from actions.publishing.amending.applying import apply, sentences_done
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
from actions.publishing.amending.work import Applied

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
class Consolidated:
    """The text of a document from the day of an act on.

    Attributes:
        received: the text.
        pieces: of what it consists.
        lines: its paragraphs.
        read: what the act says.
        left: what the act says that was not applied.
        notes: what somebody should look at though it was.
        merged: ids of the act's clauses that are wholly in the text.
        applied: how its paragraphs came about.
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
        (*applied.notes, *_of_others(read)),
        merged,
        applied,
    )


def _of_others(read: ActRead) -> list[tuple[str, Mapping[str, object]]]:
    """That the act has changes of other documents, which are not in the text."""
    return [("other_documents", {"count": len(read.others)})] if read.others else []


def _merged(
    act: Document, read: ActRead, applied: Applied, left: Sequence[Left]
) -> tuple[str, ...]:
    """The clauses of the act that say nothing beside what is in the text."""
    done = list(sentences_done(read.changes, applied))
    other = [*(one.sentence for one in left), *read.own, *read.others]
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
