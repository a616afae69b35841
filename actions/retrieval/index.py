"""One document's index: vectors and words of its passages, and its subjects, on disk."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import faiss
import numpy as np
import numpy.typing as npt

from actions.retrieval.plain import PlainIndex, read_plain
from luohu.policy import policy

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True)
class DocumentIndex:
    """The searchable form of one document.

    Attributes:
        clauses: ids of the searched clauses, in document order.
        owners: for each passage the position of its clause in ``clauses``.
        passages: the indexed texts.
        subjects: subject id -> one score for each clause, 0 to 1.
        questions: vectors of questions that people may ask, one a row.
        answering: for each of them the position of the clause that answers it.
        plain: its sentences in everyday words.
    """

    clauses: tuple[str, ...]
    owners: npt.NDArray[np.int64]
    passages: tuple[str, ...]
    vectors: faiss.Index
    words: bm25s.BM25
    subjects: Mapping[str, Scores]
    questions: Scores
    answering: npt.NDArray[np.int64]
    plain: PlainIndex

    def dense(self, vector: Scores) -> tuple[Scores, list[str]]:
        """Cosine of a query vector with the nearest passage of each clause, and that passage."""
        similarities, order = self.vectors.search(vector[None, :], self.vectors.ntotal)
        best = np.full(len(self.clauses), -1.0, dtype=np.float32)
        nearest = [""] * len(self.clauses)
        for similarity, passage in zip(similarities[0], order[0], strict=True):
            owner = self.owners[passage]
            if similarity > best[owner]:
                best[owner] = similarity
                nearest[owner] = self.passages[passage]
        return best, nearest

    def asked(self, vector: Scores) -> Scores:
        """How near a query vector is to the known questions of each clause, 0 where none is known.

        The mean cosine of the nearest three, as a single one may be near by its wording alone.
        """
        likeness = self.questions @ vector
        nearness = np.zeros(len(self.clauses), dtype=np.float32)
        for clause in np.unique(self.answering):
            nearness[clause] = np.sort(likeness[self.answering == clause])[
                -policy().nearest.questions :
            ].mean()
        return nearness

    def lexical(self, tokens: Sequence[str]) -> Scores:
        """BM25 of the query's words with each clause."""
        known = [token for token in tokens if token in self.words.vocab_dict]
        if not known:
            return np.zeros(len(self.clauses), dtype=np.float32)
        return np.asarray(self.words.get_scores(known), dtype=np.float32)


def read_index(folder: Path) -> DocumentIndex:
    """Load an index that ``actions.building`` wrote."""
    entries = json.loads((folder / "passages.json").read_text("utf-8"))
    with np.load(folder / "subjects.npz") as stored:
        subjects = {name: stored[name] for name in stored.files}
    with np.load(folder / "questions.npz") as stored:
        questions, answering = stored["vectors"], stored["answering"]
    return DocumentIndex(
        clauses=tuple(entries["clauses"]),
        owners=np.asarray(entries["owners"], dtype=np.int64),
        passages=tuple(entries["passages"]),
        vectors=faiss.read_index(str(folder / "vectors.faiss")),
        words=bm25s.BM25.load(folder / "words", show_progress=False),
        subjects=subjects,
        questions=questions,
        answering=answering,
        plain=read_plain(folder),
    )
