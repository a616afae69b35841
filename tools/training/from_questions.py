"""Pairs of written questions with the clauses that answer them.

Those of ``data/retrieval/questions.yml`` fit any document by a pattern; those of a document's own
``questions.yml`` name the clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from actions.corpus import Document
from actions.retrieval.passages import passages_of, searched_clauses
from luohu.text import normalise
from tools.training.pair import Pair, pair_of, scattered

_MOST_CLAUSES = 2
"""Clauses of a document that a pattern may fit before it says too little."""

_MOST_ASKED = 9
"""Questions of a clause that are learnt from."""


@dataclass(frozen=True)
class Written:
    """Questions, and a pattern of the clauses that they belong to."""

    states: re.Pattern[str]
    questions: tuple[str, ...]


def read_questions(path: Path) -> tuple[Written, ...]:
    """Read the written questions."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(
        Written(re.compile(entry["states"]), tuple(map(normalise, entry["questions"])))
        for entry in entries
    )


def pairs_of_written(document: Document, written: Written) -> Iterator[Pair]:
    """The questions with the clauses of a document that the pattern fits."""
    fitting = [
        clause
        for clause in searched_clauses(document)
        if written.states.search("，".join([*clause.headings, clause.text]))
    ]
    if len(fitting) > _MOST_CLAUSES:
        return
    for clause in fitting:
        for question in written.questions:
            yield pair_of(clause, question, passages_of(clause)[0].text)


def pairs_of_asked(document: Document, asked: Mapping[str, Sequence[str]]) -> Iterator[Pair]:
    """Some of the questions known for each clause of a document (clause id -> questions), with it.

    More would lengthen the training; those left out help search as they are.
    """
    clauses = {clause.id: clause for clause in searched_clauses(document)}
    for clause_id, questions in asked.items():
        passage = passages_of(clauses[clause_id])[0].text
        for question in scattered(questions, clause_id)[:_MOST_ASKED]:
            yield pair_of(clauses[clause_id], question, passage)
