"""What other documents' rules show of how documents of the field are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from actions.corpus import load_corpus
from actions.eligibility.evaluate import leaves
from actions.eligibility.loader import load_facts, load_rulebook, pathway_ids
from actions.eligibility.model import Condition, Fact, Rulebook
from actions.retrieval.subjects import Subject, load_subjects
from luohu.text import compact


@dataclass(frozen=True)
class Shown:
    """A condition of some document's pathway."""

    pathway: str
    condition: Condition


@dataclass(frozen=True)
class Examples:
    """The rules of documents that a person has written.

    Attributes:
        pathways: the ids that a pathway can have.
        subjects: what people ask about; a pathway is one of them.
        openings: pathway -> the words with which documents open it.
        titles: pathway -> what it is called.
        conditions: all conditions, with the pathway that each is of.
        materials: the papers that documents ask for, the longest first.
    """

    pathways: tuple[str, ...]
    subjects: Mapping[str, Subject]
    facts: Mapping[str, Fact]
    openings: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, str]
    conditions: tuple[Shown, ...]
    materials: tuple[str, ...]


def load_examples(corpus_dir: Path, without: str | None = None) -> Examples:
    """The examples of all documents below a folder but one.

    Raises:
        CorpusError, RulesError, ValueError: a file that cannot be used.
    """
    facts = load_facts(corpus_dir)
    names = (name for name in load_corpus(corpus_dir).documents if name != without)
    books = [load_rulebook(corpus_dir / name, facts) for name in names]
    openings: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for book in books:
        for name, rules in book.pathways.items():
            openings.setdefault(name, []).append(compact(rules.quotes[0]))
            titles.setdefault(name, rules.title)
    papers = {
        item
        for book in books
        for rules in book.pathways.values()
        if rules.materials
        for item in rules.materials.items
    }
    return Examples(
        pathways=pathway_ids(corpus_dir),
        subjects=load_subjects(corpus_dir),
        facts=facts,
        openings={name: tuple(quotes) for name, quotes in openings.items()},
        titles=titles,
        conditions=tuple(one for book in books for one in _conditions(book)),
        materials=tuple(sorted(papers, key=len, reverse=True)),
    )


def _conditions(book: Rulebook) -> Iterator[Shown]:
    for name, rules in book.pathways.items():
        for condition in leaves(rules.requires):
            if condition.core:
                yield Shown(name, condition)
