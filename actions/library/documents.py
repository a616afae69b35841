"""A document for reading: what it states of itself, and its clauses as they stand."""

from __future__ import annotations

from datetime import date
from typing import Any

from actions.corpus import Corpus, Document
from actions.refused import RefusedError, listed

JSON = dict[str, Any]


def document(corpus: Corpus, folder: str, day: date) -> JSON:
    """A document with its clauses, word by word, in the order in which they stand.

    Raises:
        RefusedError: no document has that folder.
    """
    if folder not in corpus.documents:
        raise RefusedError("no_document", given=folder, allowed=listed(corpus.documents))
    found = corpus.documents[folder]
    clauses = sorted(found.clauses, key=lambda clause: clause.spans[0])
    return {
        **header(found, day),
        "region": found.region,
        "clauses": [
            {
                "id": clause.id,
                "kind": clause.kind,
                "heading": clause.heading,
                "text": clause.quote,
            }
            for clause in clauses
        ],
    }


def header(found: Document, day: date) -> JSON:
    """What a document states of itself, and how it stands on ``day``."""
    return {
        "folder": found.folder,
        "title": found.title,
        "doc_number": found.doc_number,
        "issuer": found.issuer,
        "status": found.status(day),
        "effective_from": _iso(found.effective_from),
        "expires_on": _iso(found.expires_on),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
