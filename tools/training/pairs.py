"""Everything that the encoder learns from, drawn from the corpus and the project's own data."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from actions.corpus import Document, load_corpus
from actions.eligibility.loader import quoted_clauses
from actions.retrieval.asked import load_asked
from actions.retrieval.passages import searched_clauses
from actions.retrieval.subjects import load_subjects, load_synonyms
from luohu.places import load_gazetteer
from tools.training.from_clauses import lay_words, pairs_of_clause
from tools.training.from_questions import (
    pairs_of_asked,
    pairs_of_written,
    read_questions,
)
from tools.training.from_subjects import pairs_of_subject, spoken_messages
from tools.training.pair import Pair, scattered

MOST_OF_A_SOURCE = 4
"""Pairs that a clause may get from the subjects, and again from the written questions.

More would teach the few clauses everybody asks about at the cost of the others, and of time.
"""


def make_pairs(corpus_dir: Path, data_dir: Path) -> list[Pair]:
    """Every pair, each once, in the same order each time.

    Args:
        corpus_dir: the documents with their rules, subjects and words.
        data_dir: holds ``nlu`` (what people say) and ``retrieval/questions.yml``.
    """
    corpus = load_corpus(corpus_dir)
    subjects = load_subjects(corpus_dir).values()
    official = lay_words(load_synonyms(corpus_dir))
    spoken, gazetteer = spoken_messages(data_dir / "nlu"), load_gazetteer(corpus_dir)
    written = read_questions(data_dir / "retrieval" / "questions.yml")

    def of_document(document: Document) -> Iterable[Pair]:
        quoted = quoted_clauses(corpus, document.folder, corpus_dir)
        own = (pairs_of_clause(clause, official) for clause in searched_clauses(document))
        asked = (
            pairs_of_subject(document, subject, quoted, spoken, gazetteer) for subject in subjects
        )
        fitting = (pairs_of_written(document, entry) for entry in written)
        return (
            *chain.from_iterable(own),
            *_some(chain.from_iterable(asked)),
            *_some(chain.from_iterable(fitting)),
            *pairs_of_asked(document, load_asked(corpus_dir, document)),
        )

    unique: dict[tuple[str, str], Pair] = {}
    for document in corpus.documents.values():
        for pair in of_document(document):
            unique.setdefault((pair.document, pair.question), pair)
    return list(unique.values())


def _some(pairs: Iterable[Pair]) -> list[Pair]:
    """For each clause some of its pairs."""
    by_clause: dict[str, dict[str, Pair]] = {}
    for pair in pairs:
        by_clause.setdefault(pair.clause, {}).setdefault(pair.question, pair)
    return [
        found[question]
        for clause, found in by_clause.items()
        for question in scattered(found, clause)[:MOST_OF_A_SOURCE]
    ]
