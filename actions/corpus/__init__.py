"""Policy documents read into clauses that quote back to the received file."""

from actions.corpus.model import Clause, Corpus, CorpusError, Document, Status
from actions.corpus.reader import load_corpus

__all__ = ["Clause", "Corpus", "CorpusError", "Document", "Status", "load_corpus"]
