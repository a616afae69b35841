"""One document's index written: vectors and words of its passages, and its subjects."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

import bm25s
import faiss
import numpy as np

from actions.building.encoding import passages_encoded
from actions.corpus import Document
from actions.eligibility.plain import PlainLine
from actions.retrieval.index import DocumentIndex, Scores, read_index
from actions.retrieval.passages import Passage, passages_of, searched_clauses
from actions.retrieval.subjects import Subject
from actions.retrieval.words import Segmenter
from luohu.encoder import Encoder
from luohu.policy import policy
from luohu.text import normalise

_NO_WORD = "\0"


def write_index(
    document: Document,
    encoder: Encoder,
    segmenter: Segmenter,
    folder: Path,
    asked: Mapping[str, Sequence[str]],
    subjects: Mapping[str, Subject],
    quotes: Mapping[str, list[str]],
    lines: Sequence[PlainLine] = (),
) -> None:
    """Write the index of a document to ``folder``, in place of what lies there.

    Args:
        document: the document.
        encoder: makes the vectors.
        segmenter: cuts the words.
        folder: where to write.
        asked: clause id -> questions that people may ask of it.
        subjects: the subjects that people ask about.
        quotes: pathway -> ids of the clauses that its rules quote, the first one foremost.
        lines: its sentences in everyday words.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _write_passages(document, encoder, segmenter, folder)
    _write_questions(document, encoder, folder, asked)
    _write_plain(lines, encoder, segmenter, folder)
    _write_subjects(folder, {})
    scores = _subject_scores(read_index(folder), encoder, segmenter, subjects, quotes)
    _write_subjects(folder, scores)


def _write_passages(
    document: Document, encoder: Encoder, segmenter: Segmenter, folder: Path
) -> None:
    clauses = searched_clauses(document)
    passages: list[Passage] = [p for clause in clauses for p in passages_of(clause)]
    position = {clause.id: number for number, clause in enumerate(clauses)}
    vectors = faiss.IndexFlatIP(encoder.dimensions)
    vectors.add(passages_encoded((passage.text for passage in passages), encoder))
    words = bm25s.BM25()
    whole = [segmenter.tokens(passages_of(clause)[0].text) or [_NO_WORD] for clause in clauses]
    words.index(whole, show_progress=False)
    faiss.write_index(vectors, str(folder / "vectors.faiss"))
    words.save(folder / "words")
    entries = {
        "clauses": [clause.id for clause in clauses],
        "owners": [position[passage.clause] for passage in passages],
        "passages": [passage.text for passage in passages],
    }
    (folder / "passages.json").write_text(json.dumps(entries, ensure_ascii=False), "utf-8")


def _write_questions(
    document: Document, encoder: Encoder, folder: Path, asked: Mapping[str, Sequence[str]]
) -> None:
    position = {clause.id: number for number, clause in enumerate(searched_clauses(document))}
    questions = [(position[clause], text) for clause, texts in asked.items() for text in texts]
    np.savez(
        folder / "questions.npz",
        vectors=passages_encoded((text for _, text in questions), encoder),
        answering=np.array([clause for clause, _ in questions], dtype=np.int64),
    )


def _write_plain(
    lines: Sequence[PlainLine], encoder: Encoder, segmenter: Segmenter, folder: Path
) -> None:
    forms = [
        (number, normalise(text))
        for number, line in enumerate(lines)
        for text in (line.says, line.quote, *line.asked)
    ]
    np.savez(
        folder / "plain.npz",
        vectors=passages_encoded((text for _, text in forms), encoder),
        owners=np.array([number for number, _ in forms], dtype=np.int64),
    )
    entries = {
        "lines": [astuple(line) for line in lines],
        "words": [sorted(set(segmenter.tokens(line.says + line.quote))) for line in lines],
    }
    (folder / "plain.json").write_text(json.dumps(entries, ensure_ascii=False), "utf-8")


def _write_subjects(folder: Path, subjects: Mapping[str, Scores]) -> None:
    arrays: dict[str, Any] = dict(subjects)
    np.savez(folder / "subjects.npz", **arrays)


def _subject_scores(
    index: DocumentIndex,
    encoder: Encoder,
    segmenter: Segmenter,
    subjects: Mapping[str, Subject],
    quotes: Mapping[str, list[str]],
) -> dict[str, Scores]:
    """How well each clause treats each subject.

    For a pathway the rules name the clauses; for another subject, likeness to its terms does.
    """
    scores: dict[str, Scores] = {}
    for subject in subjects.values():
        if subject.id in quotes:
            scores[subject.id] = _named(index, quotes[subject.id])
            continue
        text = "，".join((subject.title, *subject.terms))
        dense, _nearest = index.dense(encoder.encode_query(text))
        lexical = index.lexical(segmenter.tokens(text))
        spread = (dense - dense.min()) / max(float(np.ptp(dense)), 1e-6)
        share = lexical / max(float(lexical.max()), 1e-6)
        scores[subject.id] = ((spread + share) / 2) ** 2
    return scores


def _named(index: DocumentIndex, clause_ids: list[str]) -> Scores:
    scores = np.zeros(len(index.clauses), dtype=np.float32)
    for rank, clause_id in enumerate(clause_ids):
        if clause_id in index.clauses:
            position = index.clauses.index(clause_id)
            scores[position] = max(
                scores[position], policy().learning.further_quote if rank else 1.0
            )
    return scores
