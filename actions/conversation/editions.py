"""The same services over the documents that answer on another day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from actions.consolidated.model import Edition, as_edition
from actions.corpus.families import as_of, ended_by
from actions.corpus.model import Corpus, Document

if TYPE_CHECKING:
    from actions.conversation.services import Services


class Editions:
    """All documents that are held, those that others have ended among them.

    Args:
        corpus: all of them.
        over: makes the services over some of them.
    """

    def __init__(self, corpus: Corpus, over: Callable[[Corpus], Services]) -> None:
        self.corpus = corpus
        self._over = over
        # One for each set of documents, not for each day.
        self._kept = lru_cache(maxsize=8)(self._made)
        self._of_day = lru_cache(maxsize=8)(self._standing)

    def on(self, day: date) -> Services:
        """The services over what answers on a day."""
        return self._of_day(day)

    def _standing(self, day: date) -> Services:
        standing = as_of(self.corpus, day)
        # An act whose every clause stands in a consolidated text says nothing beside it.
        silenced = {
            name
            for name, document in standing.documents.items()
            if document.clauses
            and all((name, clause.id) in standing.ended for clause in document.clauses)
        }
        return self._kept(frozenset(standing.documents.keys() - silenced), standing.ended)

    def before(self, region: str, day: date) -> date | None:
        """A day on which the documents answered that were ended last in a place, as of a day."""
        ends = (ended_by(self.corpus, one.folder) for one in self.corpus.by_region(region))
        days = [since for by in ends if by and (since := by[1]) and since <= day]
        return date.fromordinal(max(days).toordinal() - 1) if days else None

    def _made(self, folders: frozenset[str], ended: frozenset[tuple[str, str]]) -> Services:
        kept = {
            name: self._marked(document)
            for name, document in self.corpus.documents.items()
            if name in folders
        }
        narrowed = replace(self.corpus, documents=kept, ended=ended)
        return replace(self._over(narrowed), editions=self)

    def _marked(self, document: Document) -> Document:
        """A document with the day on which another one ended it, so that citations say so."""
        by = ended_by(self.corpus, document.folder)
        if by is None or document.repealed_on or by[1] is None:
            return document
        if isinstance(by[0], Edition) and by[0].base == document.folder:
            document = as_edition(document, amended_on=by[1])
        return replace(document, repealed_on=by[1])


def held_on(corpus: Corpus, region: str, day: date) -> tuple[Document, ...]:
    """The documents of a place that were in force on a day, by the dates that they state."""
    return tuple(one for one in corpus.by_region(region) if _held(one, day))


def _held(document: Document, day: date) -> bool:
    begins = document.effective_from or document.issued
    ended = document.repealed_on and day >= document.repealed_on
    lapsed = document.expires_on and day > document.expires_on
    return begins is not None and begins <= day and not ended and not lapsed
