"""Proof that the rules say what the documents say: every quote, fact, unit and list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from actions.corpus import Corpus, CorpusError, load_corpus
from actions.eligibility.evaluate import leaves
from actions.eligibility.loader import (
    FACTS_FILE,
    PATHWAYS_FILE,
    RulesError,
    load_facts,
    load_rulebook,
    pathway_ids,
)
from actions.eligibility.model import Condition, Fact, Pathway, Rulebook, Tree
from actions.eligibility.question import all_answers, can_differ
from actions.eligibility.yaml_text import Lines
from luohu.text import compact


@dataclass(frozen=True)
class Finding:
    """Something wrong in a rule file.

    Attributes:
        steps: where it stands, from the top of the file.
        value: the text there that is wrong, to find its line.
        message: what is wrong and how to mend it.
    """

    steps: tuple[str, ...]
    value: str
    message: str


def check_rules(corpus_dir: Path, day: date) -> list[str]:
    """What is wrong with the rules of all documents, each with file, line and place.

    Args:
        corpus_dir: the documents and their rules.
        day: the day on which durations are counted.
    """
    try:
        corpus = load_corpus(corpus_dir)
        facts = load_facts(corpus_dir)
    except (CorpusError, RulesError) as error:
        return [str(error)]
    problems: list[str] = []
    for folder in corpus.documents:
        path = corpus_dir / folder / PATHWAYS_FILE
        try:
            book = load_rulebook(corpus_dir / folder, facts)
        except RulesError as error:
            problems.append(str(error))
            continue
        findings = [
            *_completeness(book, pathway_ids(corpus_dir)),
            *(one for pathway in book.pathways.values() for one in _structure(pathway, facts, day)),
            *_quotes(book, corpus),
        ]
        problems += _located(path, findings)
    return problems


def unused_facts(corpus_dir: Path) -> list[str]:
    """The facts that no pathway of any document uses, each with file and line.

    Not wrong in itself: an installation may hold only some of the documents.

    Raises:
        CorpusError, RulesError: a file that cannot be used.
    """
    facts = load_facts(corpus_dir)
    books = [load_rulebook(corpus_dir / name, facts) for name in load_corpus(corpus_dir).documents]
    pathways = [pathway for book in books for pathway in book.pathways.values()]
    used = {condition.fact for pathway in pathways for condition in leaves(pathway.requires)}
    message = "no pathway uses this fact; take it out"
    unused = [Finding((name,), name, message) for name in facts if name not in used]
    return _located(corpus_dir / FACTS_FILE, unused)


def _completeness(book: Rulebook, ids: tuple[str, ...]) -> Iterator[Finding]:
    unsaid = [name for name in ids if name not in book.pathways and name not in book.absent]
    if unsaid:
        names = ", ".join(unsaid)
        yield Finding((), "", f"neither opened nor absent: {names}; say what the document says")
    for name in book.absent.keys() & book.pathways.keys():
        yield Finding(("absent", name), name, "also stands under pathways; take one out")
    for name, absent in book.absent.items():
        if absent.see and absent.see not in book.pathways:
            yield Finding(("absent", name, "see"), absent.see, f"no pathway {absent.see!r} here")


def _structure(pathway: Pathway, facts: Mapping[str, Fact], day: date) -> Iterator[Finding]:
    place = ("pathways", pathway.id)
    conditions = list(leaves(pathway.requires))
    for name, count in Counter(condition.id for condition in conditions).items():
        if count > 1:
            yield Finding(place, name, f"the id {name!r} stands {count} times; make each its own")
    for name in set(pathway.presumes) - {condition.fact for condition in conditions}:
        yield Finding((*place, "presumes"), name, f"no condition asks for {name!r}; take it out")
    for condition in conditions:
        if not _decides(condition, pathway.requires, facts, day):
            yield Finding(
                (*place, condition.id),
                condition.id,
                "decides no case: whatever the facts, the verdict is the same with it and "
                "without it; take it out or mend the conditions around it",
            )


def _decides(condition: Condition, tree: Tree, facts: Mapping[str, Fact], day: date) -> bool:
    """Whether the condition can make a difference both by being met and by being unmet."""
    answers = all_answers(tree, facts, day)
    return all(
        can_differ([(tree, {}), (_fixed(tree, condition, value), {})], answers, day)
        for value in (True, False)
    )


def _fixed(tree: Tree, condition: Condition, value: bool) -> Tree:
    """The tree with one condition replaced by a constant."""
    constant = Tree("all" if value else "any", ())
    parts = (
        constant
        if part is condition
        else _fixed(part, condition, value)
        if isinstance(part, Tree)
        else part
        for part in tree.parts
    )
    return Tree(tree.group, tuple(parts))


def _quotes(book: Rulebook, corpus: Corpus) -> Iterator[Finding]:
    for steps, quote in _all_quotes(book):
        try:
            corpus.find_quote(book.folder, quote)
        except KeyError:
            yield Finding(
                steps,
                quote,
                f"the quote {quote!r} stands in no single clause of the document; copy it from "
                "received.txt to the letter",
            )
    for name, pathway in book.pathways.items():
        materials = pathway.materials
        for item in materials.items if materials else ():
            if materials and compact(item) not in compact(materials.quote):
                yield Finding(
                    ("pathways", name, "materials"),
                    item,
                    f"the item {item!r} does not stand in the quote; write it as the quote does",
                )


def _all_quotes(book: Rulebook) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, pathway in book.pathways.items():
        place = ("pathways", name)
        yield from (((*place, "quotes"), quote) for quote in pathway.quotes)
        yield from (((*place, c.id), c.quote) for c in leaves(pathway.requires))
        yield from (((*place, "notices"), notice.quote) for notice in pathway.notices)
        for part in ("materials", "apply_at", "companions", "elsewhere"):
            stated = getattr(pathway, part)
            if stated:
                yield (*place, part), stated.quote
    for name, absent in book.absent.items():
        if absent.quote:
            yield ("absent", name), absent.quote


def _located(path: Path, findings: list[Finding]) -> list[str]:
    if not findings:
        return []
    lines = Lines(path.read_text(encoding="utf-8")) if path.exists() else None
    return [
        f"{path}, line {lines.saying(one.value, *one.steps) if lines else 1}: "
        + (f"{'/'.join(one.steps)}: " if one.steps else "")
        + one.message
        for one in findings
    ]
