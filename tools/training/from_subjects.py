"""Pairs of what people say about a subject with the clause that treats it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

import yaml

from actions.corpus import Clause, Document
from actions.retrieval.passages import passages_of, searched_clauses
from actions.retrieval.subjects import Subject
from luohu.names import SUBJECT_INTENT
from luohu.places import Gazetteer, resolve
from luohu.text import normalise
from tools.training.pair import Pair, pair_of, scattered

_MESSAGES = 3
_LEAST_TERMS = 2
"""Terms of a subject that a clause must hold to be taken for the one that treats it."""


def spoken_messages(nlu_dir: Path) -> dict[str, list[str]]:
    """Subject id -> the training messages about it."""
    spoken: dict[str, list[str]] = {}
    for path in sorted(nlu_dir.rglob("*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            if not entry["intent"].startswith(SUBJECT_INTENT):
                continue
            lines = [line[2:] for line in entry["examples"].splitlines() if line[:2] == "- "]
            messages = spoken.setdefault(entry["intent"].removeprefix(SUBJECT_INTENT), [])
            messages += map(normalise, lines)
    return spoken


def pairs_of_subject(
    document: Document,
    subject: Subject,
    quoted: Mapping[str, list[str]],
    spoken: Mapping[str, list[str]],
    gazetteer: Gazetteer,
) -> Iterator[Pair]:
    """Title, lay words and some messages with the clause, where one clause treats the subject.

    Messages that name a place are passed over.
    """
    clause = treating_clause(document, subject, quoted)
    if clause is None:
        return
    passage = passages_of(clause)[0].text
    # Finding places takes long, and few messages are needed.
    told = scattered(spoken.get(subject.id, ()), document.folder)
    messages = islice((m for m in told if not resolve(m, gazetteer).mentions), _MESSAGES)
    for question in (subject.title, "，".join(subject.lay), *messages):
        if question:
            yield pair_of(clause, normalise(question), passage)


def treating_clause(
    document: Document, subject: Subject, quoted: Mapping[str, list[str]]
) -> Clause | None:
    """The clause that the rules quote first, or the one that holds most of the terms; or None.

    Args:
        quoted: subject id -> the clauses that the document's rules quote for it.
    """
    clauses = searched_clauses(document)
    if subject.id in quoted:
        first = quoted[subject.id][0]
        return next((clause for clause in clauses if clause.id == first), None)
    if subject.evidence is not None:
        return None
    held = [sum(term in clause.text for term in subject.terms) for clause in clauses]
    most = max(held, default=0)
    if most < _LEAST_TERMS or held.count(most) > 1:
        return None
    return clauses[held.index(most)]
