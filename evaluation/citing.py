"""Whether a citation stands for the clause that a label names."""

from __future__ import annotations

from typing import Any

from actions.corpus import Clause, Corpus, Document
from luohu.text import compact


def document_of(corpus: Corpus, region: str) -> Document | None:
    """The document of a region, None where the corpus has none."""
    documents = corpus.by_region(region)
    return documents[0] if documents else None


def clause_of(corpus: Corpus, region: str, quote: str) -> Clause | None:
    """The clause of the region's document in which a quote stands, None where none holds it."""
    for document in corpus.by_region(region):
        try:
            return corpus.find_quote(document.folder, quote)
        except KeyError:
            continue
    return None


def region_of(corpus: Corpus, quote: str) -> str:
    """The region in whose document alone a quote stands; empty where none or several hold it."""
    held = [d.region for d in corpus.documents.values() if compact(quote) in d.compact_received]
    return held[0] if len(held) == 1 else ""


def hits(corpus: Corpus, region: str, label: str, citation: dict[str, Any]) -> bool:
    """Whether ``citation`` shows the clause in which ``label`` stands.

    It does where its quote holds the label, or stands in the label's clause.
    """
    document = corpus.documents.get(str(citation.get("document")))
    if document is None or document.region != region:
        return False
    quote = compact(str(citation.get("quote", "")))
    if compact(label) in quote:
        return True
    clause = clause_of(corpus, region, label)
    return clause is not None and bool(quote) and quote in clause.quote
