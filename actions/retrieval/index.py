"""One document's index: vectors and words of its passages, and its subjects, on disk."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bm25s
import faiss
import numpy as np
import numpy.typing as npt

from actions.corpus import Document
from actions.retrieval.passages import Passage, passages_of, searched_clauses
from actions.retrieval.words import Segmenter
from luohu.encoder import Encoder

Scores = npt.NDArray[np.float32]

_FORMAT = 2
_NEAREST = 3
_NO_WORD = "\0"


class IndexStaleError(RuntimeError):
    """The built index does not belong to the present corpus, model or data."""


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
    """

    clauses: tuple[str, ...]
    owners: npt.NDArray[np.int64]
    passages: tuple[str, ...]
    vectors: faiss.Index
    words: bm25s.BM25
    subjects: Mapping[str, Scores]
    questions: Scores
    answering: npt.NDArray[np.int64]

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
            nearness[clause] = np.sort(likeness[self.answering == clause])[-_NEAREST:].mean()
        return nearness

    def lexical(self, tokens: Sequence[str]) -> Scores:
        """BM25 of the query's words with each clause."""
        known = [token for token in tokens if token in self.words.vocab_dict]
        if not known:
            return np.zeros(len(self.clauses), dtype=np.float32)
        return np.asarray(self.words.get_scores(known), dtype=np.float32)


def build_index(
    document: Document,
    encoder: Encoder,
    segmenter: Segmenter,
    folder: Path,
    asked: Mapping[str, Sequence[str]],
) -> None:
    """Write vectors and words of a document, and of what may be asked, below ``folder``."""
    clauses = searched_clauses(document)
    passages: list[Passage] = [p for clause in clauses for p in passages_of(clause)]
    position = {clause.id: number for number, clause in enumerate(clauses)}
    vectors = faiss.IndexFlatIP(encoder.dimensions)
    vectors.add(encoder.encode_passages([passage.text for passage in passages]))
    words = bm25s.BM25()
    whole = [segmenter.tokens(passages_of(clause)[0].text) or [_NO_WORD] for clause in clauses]
    words.index(whole, show_progress=False)
    folder.mkdir(parents=True, exist_ok=True)
    faiss.write_index(vectors, str(folder / "vectors.faiss"))
    words.save(folder / "words")
    entries = {
        "format": _FORMAT,
        "clauses": [clause.id for clause in clauses],
        "owners": [position[passage.clause] for passage in passages],
        "passages": [passage.text for passage in passages],
    }
    (folder / "passages.json").write_text(json.dumps(entries, ensure_ascii=False), "utf-8")
    questions = [(position[clause], text) for clause, texts in asked.items() for text in texts]
    np.savez(
        folder / "questions.npz",
        vectors=encoder.encode_passages([text for _, text in questions]),
        answering=np.array([clause for clause, _ in questions], dtype=np.int64),
    )


def write_subjects(folder: Path, subjects: Mapping[str, Scores]) -> None:
    """Write how well each clause treats each subject."""
    arrays: dict[str, Any] = dict(subjects)
    np.savez(folder / "subjects.npz", **arrays)


def read_index(folder: Path) -> DocumentIndex:
    """Load an index that ``build_index`` and ``write_subjects`` wrote.

    Raises:
        IndexStaleError: a part is missing or of another format.
    """
    try:
        entries = json.loads((folder / "passages.json").read_text("utf-8"))
        if entries["format"] != _FORMAT:
            raise IndexStaleError(f"{folder} has another format; run: make build")
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
        )
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        if isinstance(error, IndexStaleError):
            raise
        raise IndexStaleError(f"{folder} cannot be read ({error}); run: make build") from error
