"""Pairs of written questions (``data/retrieval/questions.yml``) with the clauses they fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from actions.corpus import Document
from actions.retrieval.passages import passages_of, searched_clauses
from luohu.text import normalise
from tools.model.adaptation.pair import Pair, pair_of

_MOST_CLAUSES = 2
"""Clauses of a document that a pattern may fit before it says too little."""


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
