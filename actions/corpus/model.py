"""What a policy document is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from luohu.text import compact

Status = Literal["in_force", "expired", "not_yet_effective", "undated"]
ClauseKind = Literal["provision", "preamble", "closing", "responsible", "heading"]
RelationKind = Literal["replaces", "repeals", "amends", "implements"]
Span = tuple[int, int]


class CorpusError(ValueError):
    """A document folder that cannot be read; the message names the file and the mend."""


@dataclass(frozen=True)
class Clause:
    """The smallest part of a document that is cited.

    Attributes:
        id: stable path of labels, e.g. ``二/(一)/1``; ``p1`` counts paragraphs without a label.
        document: folder name of the document.
        kind: what the clause is for.
        headings: headings above the clause and its own, outermost first.
        text: for reading and searching: joined again, without marks and repeated characters.
        quote: the received characters without white space, to be shown as a quotation.
        spans: every character range of the received file that the clause takes up.
        responsible: the offices that the text makes responsible for the clause.
    """

    id: str
    document: str
    kind: ClauseKind
    headings: tuple[str, ...]
    text: str
    quote: str
    spans: tuple[Span, ...]
    responsible: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The headings in one line, as a citation gives them."""
        return " > ".join(self.headings)

    @property
    def place(self) -> str:
        """Its folder and id: a name that no other clause of the corpus has."""
        return f"{self.document} {self.id}"


@dataclass(frozen=True)
class Relation:
    """How a document stands to another one of the corpus, as a person has confirmed it.

    Attributes:
        document: folder of the other one.
        clauses: ids of the clauses of the other one that it is about; none for the whole.
        since: the day from which it holds; None for the day on which this document takes effect.
    """

    kind: RelationKind
    document: str
    clauses: tuple[str, ...] = ()
    since: date | None = None


@dataclass(frozen=True)
class Document:
    """One policy document: what its folder states and the clauses read from it.

    Attributes:
        folder: name of its folder in the corpus.
        region: GB/T 2260 code of the jurisdiction.
        repealed_on: the day another act ended it, where one is known.
        not_stated: names of the dates that the text does not state.
        furniture: ranges of the received file that are no clause: title, marks, signature.
        relations: how it stands to other documents.
    """

    folder: str
    title: str
    issuer: str
    doc_number: str | None
    region: str
    issued: date | None
    effective_from: date | None
    expires_on: date | None
    repealed_on: date | None
    not_stated: tuple[str, ...]
    received: str = field(repr=False)
    clauses: tuple[Clause, ...] = field(repr=False)
    furniture: tuple[Span, ...] = field(repr=False)
    relations: tuple[Relation, ...] = ()

    def status(self, day: date) -> Status:
        """Whether the document is in force on ``day`` by the dates that it states itself.

        The last day of validity still counts as in force.
        """
        if self.repealed_on and day >= self.repealed_on:
            return "expired"
        if self.expires_on and day > self.expires_on:
            return "expired"
        if self.effective_from is None:
            return "undated"
        return "in_force" if day >= self.effective_from else "not_yet_effective"

    @cached_property
    def compact_received(self) -> str:
        """The received text without white space: what a quote must be a part of."""
        return compact(self.received)

    def states(self, quote: str) -> bool:
        """Whether ``quote`` stands in the received file, white space aside."""
        wanted = compact(quote)
        return bool(wanted) and wanted in self.compact_received


@dataclass(frozen=True)
class Corpus:
    """Documents, by folder name.

    Attributes:
        ended: folder and id of the clauses that another document has ended.
    """

    documents: dict[str, Document]
    fingerprint: str
    ended: frozenset[tuple[str, str]] = frozenset()

    def by_region(self, code: str) -> tuple[Document, ...]:
        """The documents of a jurisdiction, none where it has no folder."""
        return self._by_region.get(code, ())

    def clause(self, folder: str, clause_id: str) -> Clause:
        """A clause by its id.

        Raises:
            KeyError: no such document or clause.
        """
        return self._by_id[folder, clause_id]

    def find_quote(self, folder: str, quote: str) -> Clause:
        """The clause of the document in which ``quote`` stands, white space aside.

        Raises:
            KeyError: the quote stands in no single clause of the document.
        """
        wanted = compact(quote)
        for clause in self.documents[folder].clauses:
            if wanted and wanted in clause.quote:
                return clause
        raise KeyError(f"{folder}: no clause holds the quote {quote!r}")

    def related_to(self, folder: str) -> Sequence[tuple[Document, Relation]]:
        """The relations that documents have to one of them, with the documents."""
        return self._related.get(folder, ())

    @cached_property
    def _related(self) -> dict[str, list[tuple[Document, Relation]]]:
        found: dict[str, list[tuple[Document, Relation]]] = {}
        for document in self.documents.values():
            for relation in document.relations:
                found.setdefault(relation.document, []).append((document, relation))
        return found

    @cached_property
    def _by_region(self) -> dict[str, tuple[Document, ...]]:
        found: dict[str, tuple[Document, ...]] = {}
        for document in self.documents.values():
            found[document.region] = (*found.get(document.region, ()), document)
        return found

    @cached_property
    def _by_id(self) -> dict[tuple[str, str], Clause]:
        return {(c.document, c.id): c for d in self.documents.values() for c in d.clauses}
