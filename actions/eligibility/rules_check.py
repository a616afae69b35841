"""Proof that the rules say what the documents say: every quote, fact, unit and list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from actions.corpus import Corpus, CorpusError, load_corpus
from actions.eligibility.evaluate import leaves, open_groups
from actions.eligibility.facets import Facet, load_facets
from actions.eligibility.facets_check import check_facets
from actions.eligibility.finding import Finding
from actions.eligibility.loader import (
    FACTS_FILE,
    PATHWAYS_FILE,
    RulesError,
    load_facts,
    load_rulebook,
    pathway_ids,
)
from actions.eligibility.model import Condition, Fact, Rulebook, Tree
from actions.eligibility.plain import PLAIN_FILE, PlainLine, load_plain
from actions.eligibility.question import all_answers, can_differ
from actions.eligibility.yaml_text import Lines
from luohu.text import compact

_NUMBER = re.compile(r"\d+")


def check_rules(corpus_dir: Path, day: date, only: Collection[str] | None = None) -> list[str]:
    """What is wrong with the rules of documents, each with file, line and place.

    A document without rules has nothing wrong: it is searched and quoted, and gives no verdict.

    Args:
        corpus_dir: the documents and their rules.
        day: the day on which durations are counted.
        only: folders of the documents to look at; all of them if None.
    """
    try:
        corpus = load_corpus(corpus_dir)
        facts = load_facts(corpus_dir)
        facets = load_facets(corpus_dir)
    except (CorpusError, RulesError, ValueError) as error:
        return [str(error)]
    problems: list[str] = []
    for folder in corpus.documents if only is None else only:
        path = corpus_dir / folder / PATHWAYS_FILE
        try:
            book = load_rulebook(corpus_dir / folder, facts)
            lines = load_plain(corpus_dir / folder)
        except RulesError as error:
            problems.append(str(error))
            continue
        checked = CheckedBy(facts, facets, pathway_ids(corpus_dir), day)
        problems += _located(path, rule_findings(book, corpus, checked))
        problems += _located(corpus_dir / folder / PLAIN_FILE, [*_plain(lines, folder, corpus)])
    return problems


@dataclass(frozen=True)
class CheckedBy:
    """What rules are checked by: the facts, facets and pathways of the corpus, and the day."""

    facts: Mapping[str, Fact]
    facets: Mapping[str, Facet]
    pathways: tuple[str, ...]
    day: date


def rule_findings(book: Rulebook, corpus: Corpus, by: CheckedBy) -> list[Finding]:
    """What is wrong with the rules of one document of a corpus."""
    findings = [
        *_completeness(book, by.pathways),
        *(one for name in book.pathways for one in _structure(name, book, by.facts, by.day)),
        *_quotes(book, corpus),
    ]
    # Which clause says what is looked at where the quotes hold.
    return findings or [
        *_misplaced(book, corpus),
        *check_facets(book, corpus, by.facts, by.facets),
    ]


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
    unused = [Finding((name,), name, message, "unused") for name in facts if name not in used]
    return _located(corpus_dir / FACTS_FILE, unused)


def _completeness(book: Rulebook, ids: tuple[str, ...]) -> Iterator[Finding]:
    stated = book.pathways.keys() | book.absent.keys()
    unsaid = [name for name in ids if name not in stated]
    if stated and unsaid:
        names = ", ".join(unsaid)
        message = f"neither opened nor absent: {names}; say what the document says"
        yield Finding((), "", message, "unsaid", tuple(unsaid))
    for name in book.absent.keys() & book.pathways.keys():
        message = "also stands under pathways; take one out"
        yield Finding(("absent", name), name, message, "both")
    for name, absent in book.absent.items():
        if absent.see and absent.see not in book.pathways:
            message = f"no pathway {absent.see!r} here"
            yield Finding(("absent", name, "see"), absent.see, message, "no_pathway")


def _structure(
    name: str, book: Rulebook, facts: Mapping[str, Fact], day: date
) -> Iterator[Finding]:
    pathway = book.pathways[name]
    place = ("pathways", name)
    conditions = list(leaves(pathway.requires))
    nodes: list[Condition | Tree] = [*conditions]
    nodes += [one for one in open_groups(pathway.requires) if one.parts]
    ids = [node.id for node in nodes]
    for one, count in Counter(ids).items():
        if count > 1:
            message = f"the id {one!r} stands {count} times; make each its own"
            yield Finding(place, one, message, "same_id")
    for one in set(pathway.presumes) - {condition.fact for condition in conditions}:
        message = f"no condition asks for {one!r}; take it out"
        yield Finding((*place, "presumes"), one, message, "presumes")
    told_on = {notice.condition for notice in pathway.notices} | {
        gap.condition for gap in pathway.gaps
    }
    for one in filter(None, told_on - set(ids)):
        message = f"a notice or gap stands on {one!r}, but no condition is that"
        yield Finding(place, one, message, "no_condition")
    # What another pathway requires is proved there.
    others = tuple(f"{other}_" for other in book.pathways if other != name)
    for node in (one for one in nodes if not one.id.startswith(others)):
        if not _decides(node, pathway.requires, facts, day):
            yield Finding(
                (*place, node.id),
                node.id,
                "decides no case: whatever the facts, the verdict is the same with it and "
                "without it; take it out or mend the conditions around it",
                "decides_nothing",
            )
        elif isinstance(node, Condition) and node.core and node.opening:
            shut = replace(node, opening=None, opens=None)
            if not _differs(pathway.requires, node, shut, facts, day):
                yield Finding(
                    (*place, node.id),
                    node.id,
                    "what it leaves open decides no case; take `open` out",
                    "opens_nothing",
                )


def _decides(node: Condition | Tree, tree: Tree, facts: Mapping[str, Fact], day: date) -> bool:
    """Whether it can make a difference both by the best that can come of it and by failing."""
    best = Tree("all" if isinstance(node, Condition) and node.core else "open", ())
    return all(_differs(tree, node, one, facts, day) for one in (best, Tree("any", ())))


def _differs(
    tree: Tree,
    node: Condition | Tree,
    other: Condition | Tree,
    facts: Mapping[str, Fact],
    day: date,
) -> bool:
    """Whether some facts get another verdict where ``other`` stands in place of ``node``."""
    answers = all_answers(tree, facts, day)
    return can_differ([(tree, {}), (_exchanged(tree, node, other), {})], answers, day)


def _exchanged(tree: Tree, node: Condition | Tree, other: Condition | Tree) -> Tree:
    parts = (
        other if part is node else _exchanged(part, node, other) if isinstance(part, Tree) else part
        for part in tree.parts
    )
    return replace(tree, parts=tuple(parts))


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
                "not_quoted",
            )
    for name, pathway in book.pathways.items():
        materials = pathway.materials
        for item in materials.items if materials else ():
            if materials and compact(item) not in compact(materials.quote):
                yield Finding(
                    ("pathways", name, "materials"),
                    item,
                    f"the item {item!r} does not stand in the quote; write it as the quote does",
                    "item",
                )


def _misplaced(book: Rulebook, corpus: Corpus) -> Iterator[Finding]:
    """Quotes of a pathway that stand in a clause of its own, but in another one before that."""
    for name, pathway in book.pathways.items():
        own = {corpus.find_quote(book.folder, quote).id for quote in pathway.quotes}
        general = {gap.quote for gap in pathway.gaps if gap.general}
        for steps, quote in _all_quotes(replace(book, pathways={name: pathway}, absent={})):
            cited = corpus.find_quote(book.folder, quote).id
            if cited in own or quote in general:
                continue
            if any(compact(quote) in corpus.clause(book.folder, one).quote for one in own):
                yield Finding(
                    steps,
                    quote,
                    f"the quote {quote!r} would be cited from {cited}, where it stands first; "
                    "quote more words, so that only the clause of this pathway has them",
                    "misplaced",
                    (cited,),
                )


def _all_quotes(book: Rulebook) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, pathway in book.pathways.items():
        place = ("pathways", name)
        yield from (((*place, "quotes"), quote) for quote in pathway.quotes)
        nodes: list[Condition | Tree] = [*leaves(pathway.requires)]
        nodes += open_groups(pathway.requires)
        for node in nodes:
            quotes = [node.quote] if isinstance(node, Condition) else []
            quotes += [node.opening.quote] if node.opening else []
            yield from (((*place, node.id), quote) for quote in quotes)
        yield from (((*place, "notices"), notice.quote) for notice in pathway.notices)
        yield from (((*place, "facets"), one.quote) for one in pathway.facets.values())
        yield from (((*place, "gaps"), gap.quote) for gap in pathway.gaps if gap.quote)
        for part in ("materials", "apply_at", "lands_at", "companions", "elsewhere"):
            stated = getattr(pathway, part)
            if stated:
                yield (*place, part), stated.quote
    for name, absent in book.absent.items():
        if absent.quote:
            yield ("absent", name), absent.quote


def _plain(lines: Iterable[PlainLine], folder: str, corpus: Corpus) -> Iterator[Finding]:
    """What is wrong with the plain lines of a document."""
    for line in lines:
        place = (line.clause,)
        try:
            clause = corpus.clause(folder, line.clause)
        except KeyError:
            message = f"the document has no clause {line.clause!r}"
            yield Finding((), line.clause, message, "no_clause")
            continue
        if compact(line.quote) not in clause.quote:
            yield Finding(
                place,
                line.quote,
                f"the quote {line.quote!r} does not stand in this clause; copy it from "
                "received.txt to the letter",
                "not_quoted",
            )
        for number in _NUMBER.findall(line.says):
            if number not in _NUMBER.findall(line.quote):
                yield Finding(
                    place,
                    line.says,
                    f"the number {number} does not stand in the quote; say what the quote says",
                    "number",
                )


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
