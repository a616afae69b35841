"""What a consolidated text is made of, and where each of its clauses comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property

from actions.corpus import Document


@dataclass(frozen=True)
class Piece:
    """A stretch of a consolidated text.

    Attributes:
        document: folder of the document whose characters it has; None where neither prints them:
            the number of a label that moved on, and line breaks.
        start: where it begins in the received text of that document.
        end: where it ends.
        text: the characters, where no document prints them.
    """

    document: str | None
    start: int = 0
    end: int = 0
    text: str = ""


@dataclass(frozen=True)
class Amendment:
    """An item of an act that made a clause what it is.

    Attributes:
        document: folder of the act.
        item: the labels of the item, outermost first.
        since: the first day on which the wording holds.
    """

    document: str
    title: str
    issuer: str
    doc_number: str | None
    item: tuple[str, ...]
    since: date


@dataclass(frozen=True)
class Origin:
    """Where a clause that an act changed, added or renumbered comes from.

    Attributes:
        clause: its id in the consolidated text.
        change: what happened to it.
        base: its id in the first text, None where it was added.
        former: ids that it had, each with the day from which it had it no longer.
        amendments: the items that made it what it is, the oldest first.
    """

    clause: str
    change: str
    base: str | None
    former: tuple[tuple[str, date], ...]
    amendments: tuple[Amendment, ...]

    @property
    def other_words(self) -> bool:
        """Whether its words are others than in the first text."""
        return self.change != "moved"


@dataclass(frozen=True)
class Edition(Document):
    """A document of which there is more than one wording.

    Attributes:
        base: folder of the text before; None for the first one.
        origins: the clauses that acts changed.
        amended_on: the day from which a later wording holds; None for the last one.
    """

    base: str | None = None
    origins: tuple[Origin, ...] = ()
    amended_on: date | None = None

    @cached_property
    def _by_clause(self) -> Mapping[str, Origin]:
        return {origin.clause: origin for origin in self.origins}

    def origin(self, clause: str) -> Origin | None:
        """Where a clause comes from; None where no act has touched it."""
        return self._by_clause.get(clause)


def as_edition(document: Document, **further: object) -> Edition:
    """A document as one of several wordings of it."""
    stated = {one.name: getattr(document, one.name) for one in fields(document)}
    return Edition(**{**stated, **further})
