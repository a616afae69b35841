"""Questions of clauses that nothing like them is asked of: made of heading and subjects by pattern.

A clause without any question would stand behind all that have some.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from actions.corpus import Clause, Document
from actions.retrieval.passages import searched_clauses, sentences_of
from actions.retrieval.subjects import Subject
from luohu.text import normalise


@dataclass(frozen=True)
class _Patterns:
    """What ``patterned.yml`` holds."""

    label: str
    of_heading: Sequence[str]
    of_way: str
    of_matter: str
    subjects: int
    words: int
    heading: int
    sentences: int
    sentence: int


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    path = Path(__file__).with_suffix(".yml")
    return _Patterns(**yaml.safe_load(path.read_text(encoding="utf-8")))


def patterned(
    document: Document, subjects: Mapping[str, Subject], without: Collection[str] = ()
) -> dict[str, list[str]]:
    """Clause id -> questions of it, for the clauses that are searched.

    Args:
        document: the document.
        subjects: what people ask about, with the words that they use.
        without: ids of the clauses that need none.
    """
    return {
        clause.id: [normalise(text) for text in dict.fromkeys(_questions(clause, subjects))]
        for clause in searched_clauses(document)
        if clause.id not in without
    }


def _questions(clause: Clause, subjects: Mapping[str, Subject]) -> list[str]:
    patterns = _patterns()
    last = clause.headings[-1] if clause.headings else ""
    heading = re.sub(patterns.label, "", last).split("。")[0].strip()[: patterns.heading]
    made = [one.format(heading=heading) for one in patterns.of_heading] if heading else []
    for subject in _treated(clause.text + last, subjects):
        pattern = patterns.of_way if subject.pathway else patterns.of_matter
        made += [subject.tap] if subject.tap else []
        made += [pattern.format(word=word) for word in subject.lay[: patterns.words]]
    said = sentences_of(clause.text)[: patterns.sentences]
    return made or [sentence[: patterns.sentence] for sentence in said]


def _treated(text: str, subjects: Mapping[str, Subject]) -> list[Subject]:
    """The subjects of which a text has most words."""
    counted = [
        (sum(term in text for term in subject.terms), subject.id)
        for subject in subjects.values()
        if not subject.evidence or re.search(subject.evidence, text)
    ]
    best = sorted((one for one in counted if one[0]), reverse=True)[: _patterns().subjects]
    return [subjects[name] for _, name in best]
