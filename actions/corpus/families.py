"""Editions of a matter: which documents answer on a day, and which stand above a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from actions.corpus.model import Corpus, Document, Relation

_ENDING = ("replaces", "repeals")
NATION = "000000"


def as_of(corpus: Corpus, day: date) -> Corpus:
    """The documents that answer on a day.

    A document that another one has replaced or repealed by then answers no more; one that is to
    replace another answers not before it takes effect. One that has lapsed without a successor
    still does: citations say how it stands.
    """
    ended = {relation.document for _by, relation in _ended(corpus, day) if not relation.clauses}
    waiting = {
        folder
        for folder, document in corpus.documents.items()
        if any(
            _ends_another(relation) and not _holds(relation, document, day)
            for relation in document.relations
        )
    }
    kept = {f: d for f, d in corpus.documents.items() if f not in ended | waiting}
    clauses = frozenset(
        (relation.document, clause)
        for _by, relation in _ended(corpus, day)
        for clause in relation.clauses
    )
    return replace(corpus, documents=kept, ended=clauses)


def ended_by(corpus: Corpus, folder: str) -> tuple[Document, date | None] | None:
    """The document that ended another one as a whole, and since when; None where none did."""
    ended = (
        (document, relation.since or document.effective_from)
        for document, relation in corpus.related_to(folder)
        if _ends_another(relation)
    )
    return next(ended, None)


def above(code: str) -> tuple[str, ...]:
    """The codes of the places that a place lies in, the nearest first, the nation last."""
    stems = (f"{code[:4]}00", f"{code[:2]}0000", NATION)
    return tuple(dict.fromkeys(one for one in stems if one != code))


def _ended(corpus: Corpus, day: date) -> Iterator[tuple[Document, Relation]]:
    for document in corpus.documents.values():
        for relation in document.relations:
            ends = relation.kind in _ENDING or (relation.kind == "amends" and relation.clauses)
            if ends and _holds(relation, document, day):
                yield document, relation


def _ends_another(relation: Relation) -> bool:
    return relation.kind in _ENDING and not relation.clauses


def _holds(relation: Relation, document: Document, day: date) -> bool:
    since = relation.since or document.effective_from
    return since is not None and since <= day
