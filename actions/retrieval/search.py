"""Search: which clauses of a region's documents answer a question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

import numpy as np

from actions.corpus import Clause, Corpus, Document
from actions.eligibility.plain import PlainLine
from actions.retrieval.answerability import Answerability, Asked, Compared, Spread
from actions.retrieval.index import DocumentIndex, Scores
from actions.retrieval.words import Segmenter
from luohu.encoder import Encoder
from luohu.policy import policy


@dataclass(frozen=True)
class Hit:
    """A clause found, and why.

    Attributes:
        score: the fused score by which hits are ranked.
        dense: cosine of question and clause, comparable between questions of one model.
        lexical: share of the best clause's BM25 score, 0 to 1.
        subject: how well the clause treats the subjects that the question is about, 0 to 1.
        passage: the part of the clause that is nearest to the question.
    """

    clause: Clause
    score: float
    dense: float
    lexical: float
    subject: float
    passage: str


class Retriever:
    """Searches one region at a time, so that cost does not grow with the corpus."""

    def __init__(
        self,
        corpus: Corpus,
        indexes: Mapping[str, DocumentIndex],
        encoder: Encoder,
        segmenter: Segmenter,
        answerability: Answerability,
    ) -> None:
        self._corpus = corpus
        self._indexes = indexes
        self._encoder = encoder
        self._segmenter = segmenter
        self._answerability = answerability
        # One message asks the same of a question again: is it ours, which clause, what about.
        # As many are kept as some people ask at once.
        self._compared = lru_cache(maxsize=64)(self._compare)
        self._known = lru_cache(maxsize=policy().search.in_memory)(self._known_of)
        self._of_others = _asked_of_others(indexes, answerability.view)

    @property
    def answerability(self) -> Answerability:
        """What tells the questions that documents answer."""
        return self._answerability

    def over(
        self, corpus: Corpus, indexes: Mapping[str, DocumentIndex], answerability: Answerability
    ) -> Retriever:
        """The same search over other documents."""
        return Retriever(corpus, indexes, self._encoder, self._segmenter, answerability)

    def within(self, corpus: Corpus) -> Retriever:
        """The same search over some of its documents, with what it has found out so far."""
        narrowed = copy(self)
        narrowed._corpus = corpus
        return narrowed

    def _compare(self, question: str) -> Compared:
        return self._answerability.compare(question, self._encoder.encode_query(question))

    def likelihood(self, question: str, region: str | None) -> float:
        """How likely documents answer a question, 0 to 1.

        Args:
            question: normalised text without places.
            region: code of the jurisdiction whose documents are meant; None for any, of which
                those are asked that most is known of.
        """
        compared = self._compared(question)
        meant = self._corpus.by_region(region) if region else self._some()
        return max(
            (
                self._answerability.likelihood(
                    compared,
                    document.region,
                    self._known(document.folder),
                    self._indexes[document.folder].dense(compared.asked.plain)[0],
                )
                for document in meant
            ),
            default=0.0,
        )

    def _some(self) -> Iterator[Document]:
        """Documents that stand for all: first those of which messages are known."""
        known = [
            document
            for region in self._answerability.messages.clauses
            for document in self._corpus.by_region(str(region))
        ]
        told = {document.folder for document in known}
        others = (one for one in self._corpus.documents.values() if one.folder not in told)
        return islice(chain(known, others), policy().nearest.documents)

    def _known_of(self, folder: str) -> Asked:
        """The questions known of a document; where there are none, those of other ones."""
        questions = self._indexes[folder].questions
        if not len(questions):
            return self._of_others
        return Asked(questions, self._answerability.view.of(questions))

    def asked_about(self, question: str, region: str | None) -> dict[str, float]:
        """What messages like a question ask of documents: subject -> share, 1 together."""
        return self._answerability.subjects(self._compared(question), region)

    def topics(self, question: str) -> dict[str, float]:
        """What messages like a question are about that no document answers: topic -> share."""
        return self._answerability.topics(self._compared(question))

    def search(
        self, question: str, region: str, subjects: Mapping[str, float], limit: int = 10
    ) -> list[Hit]:
        """Rank the clauses of a region's documents for a question.

        Args:
            question: normalised text.
            region: code of the jurisdiction.
            subjects: what the question is about, with a confidence from 0 to 1 each.
            limit: how many hits to return.

        Returns:
            Hits, best first; empty where the region has no document.
        """
        compared = self._compared(question)
        vector = compared.asked.plain
        tokens = self._segmenter.query_tokens(question)
        hits: list[Hit] = []
        weights = policy().weights
        documents = self._corpus.by_region(region)
        told = self._answerability.answering(compared, region) if documents else {}
        for document in documents:
            index = self._indexes[document.folder]
            clauses = [self._corpus.clause(document.folder, name) for name in index.clauses]
            dense, nearest = index.dense(vector)
            lexical = _share(index.lexical(tokens))
            subject = _subject_scores(index, subjects)
            fused = (
                weights.dense * _spread(dense)
                + weights.lexical * lexical
                + weights.subject * subject
                + weights.asked * _spread(index.asked(vector))
                + weights.told * np.array([told.get(clause.place, 0.0) for clause in clauses])
            )
            standing = (
                i
                for i in np.argsort(-fused)
                if (document.folder, clauses[i].id) not in self._corpus.ended
            )
            hits += [
                Hit(
                    clauses[i],
                    float(fused[i]),
                    float(dense[i]),
                    float(lexical[i]),
                    float(subject[i]),
                    nearest[i],
                )
                for i in islice(standing, limit)
            ]
        return sorted(hits, key=lambda hit: -hit.score)[:limit]

    def plain_line(
        self, question: str, clause: Clause, evidence: str | None = None
    ) -> tuple[float, PlainLine] | None:
        """What a clause says to a question in everyday words, and how near that is to it.

        None where nobody has put the clause so.

        Args:
            question: normalised text.
            clause: a clause that may answer it.
            evidence: a pattern of sentences about the subject that is surely meant.
        """
        return self._indexes[clause.document].plain.nearest(
            clause.id,
            self._encoder.encode_query(question),
            self._segmenter.query_tokens(question),
            evidence,
        )


def _asked_of_others(indexes: Mapping[str, DocumentIndex], view: Spread) -> Asked:
    """Questions that documents are known to answer, for those of which none is known.

    They say what is ours. However many documents share them, they are held once; and so many that
    further documents would hardly add another one.
    """
    found: list[Scores] = []
    for index in indexes.values():
        found.append(index.questions)
        if sum(map(len, found)) >= policy().nearest.questions_of_others:
            break
    questions = np.concatenate(found) if found else np.zeros((0, len(view.centre)), np.float32)
    return Asked(questions, view.of(questions))


def _subject_scores(index: DocumentIndex, subjects: Mapping[str, float]) -> Scores:
    scores = np.zeros(len(index.clauses), dtype=np.float32)
    for name, confidence in subjects.items():
        if name in index.subjects:
            scores += confidence * index.subjects[name]
    return scores


def _share(scores: Scores) -> Scores:
    best = float(scores.max(initial=0.0))
    return scores / best if best > 0 else scores


def _spread(scores: Scores) -> Scores:
    low, high = float(scores.min()), float(scores.max())
    return (scores - low) / (high - low) if high > low else np.zeros_like(scores)
