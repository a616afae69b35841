"""What the rules of a draft lack, and what comes of them for sample citizens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from actions.corpus import Corpus, load_corpus
from actions.eligibility import Eligibility, Judgement
from actions.eligibility.evaluate import leaves
from actions.eligibility.facets import Cell, Facet, cell_of, load_facets
from actions.eligibility.finding import Finding
from actions.eligibility.given import GivenError, read_given
from actions.eligibility.loader import RulesError, load_facts, load_rulebook, pathway_ids
from actions.eligibility.model import Fact, Rulebook
from actions.eligibility.rules_check import CheckedBy, rule_findings
from actions.publishing.drafting.examples import load_examples
from actions.publishing.drafting.propose import propose
from actions.publishing.drafts.rules import proposed_form, rules_of, undecided
from actions.publishing.drafts.staging import Staged, answered_from, staged
from actions.retrieval.subjects import load_subjects
from actions.turns.wording import Wording
from luohu.settings import Settings

JSON = dict[str, Any]

_PATHWAYS = "pathways"


@dataclass(frozen=True)
class _Names:
    """What a document's rules are called by people."""

    pathways: Mapping[str, str]
    facets: Mapping[str, Facet]
    conditions: Mapping[tuple[str, str], str]


def proposals(config: Settings, draft: Mapping[str, Any]) -> JSON:
    """Forms of the rules that the document of a draft may have, by likeness to others.

    Raises:
        Refusal: what a document must have is not known.
        CorpusError, RulesError, ValueError: the documents at hand cannot be used.
    """
    with staged(config, draft) as made:
        document = load_corpus(made.corpus_dir).documents[made.folder]
        examples = load_examples(answered_from(config), without=made.folder)
        return proposed_form(propose(document, examples))


def checked(
    config: Settings,
    draft: Mapping[str, Any],
    form: Mapping[str, Any],
    citizens: Sequence[Mapping[str, Any]],
    day: date,
) -> JSON:
    """What is wrong with the rules of a draft, what they say of each facet, and verdicts.

    Args:
        config: the installation.
        draft: as ``staged`` takes it.
        form: its rules.
        citizens: sample citizens, each with ``pathway`` and ``facts``.
        day: the day on which they are judged.

    Raises:
        Refusal: what a document must have is not known.
    """
    left = [_undecided(*one) for one in undecided(form)]
    rules = rules_of(form)
    if not rules[_PATHWAYS]:
        return {"findings": left, "cells": {}, "verdicts": [None for _ in citizens]}
    with staged(config, draft, rules) as made:
        corpus = load_corpus(made.corpus_dir)
        facts, facets = load_facts(made.corpus_dir), load_facets(made.corpus_dir)
        try:
            book = load_rulebook(made.path, facts, facets)
        except RulesError:
            unread = [_unread(name, one) for name, one in form[_PATHWAYS].items()]
            found = [*left, *filter(None, unread)] or [_told("unread", "", "", {})]
            return {"findings": found, "cells": {}, "verdicts": [None for _ in citizens]}
        by = CheckedBy(facts, facets, pathway_ids(made.corpus_dir), day)
        names = _names(made, book, facets)
        findings = [_said(one, names) for one in rule_findings(book, corpus, by)]
        return {
            "findings": [*left, *findings],
            "cells": _cells(book, corpus, facts, facets),
            "verdicts": list(_verdicts(made, corpus, citizens, day)),
        }


def _unread(name: str, one: Mapping[str, Any]) -> JSON | None:
    """Why the form of a pathway is none that rules can be made of."""
    if one["state"] != "confirmed":
        return None
    if not any(part["state"] == "confirmed" for part in one["conditions"]):
        return _told("no_conditions", name, one["title"], {})
    if not one["summary"]:
        return _told("no_summary", name, one["title"], {})
    return _told("unread", name, one["title"], {})


def _undecided(pathway: str, said: str) -> JSON:
    return _told("undecided", pathway, said, {})


def _said(finding: Finding, names: _Names) -> JSON:
    """A finding in words for people who see no file."""
    pathway = finding.steps[1] if len(finding.steps) > 1 else ""
    part = finding.steps[2] if len(finding.steps) > 2 else ""
    named = [names.pathways.get(one, one) for one in finding.named]
    facet = names.facets.get(finding.named[0]) if finding.named else None
    values = {
        "named": words().say("between").join(named),
        "silent": facet.silent if facet else "",
        "clause": finding.named[-1] if finding.named else "",
    }
    value = names.conditions.get((pathway, finding.value), finding.value)
    return _told(finding.kind, pathway, value, values) | {"part": part}


def _told(kind: str, pathway: str, value: str, values: Mapping[str, str]) -> JSON:
    text = words().say(f"findings.{kind}", value=value, **values)
    return {"kind": kind, "pathway": pathway, "part": "", "text": text}


def _names(made: Staged, book: Rulebook, facets: Mapping[str, Facet]) -> _Names:
    conditions = {
        (name, condition.id): condition.text
        for name, pathway in book.pathways.items()
        for condition in leaves(pathway.requires)
    }
    return _Names(pathway_titles(made.corpus_dir), facets, conditions)


def _cells(
    book: Rulebook, corpus: Corpus, facts: Mapping[str, Fact], facets: Mapping[str, Facet]
) -> JSON:
    """For each pathway and each facet that can be asked of it, where it is said."""
    return {
        name: {
            facet.id: _where(cell_of(facet, pathway, facts), book, name, corpus)
            for facet in facets.values()
            if facet.applies_to(name)
        }
        for name, pathway in book.pathways.items()
    }


def _where(cell: Cell, book: Rulebook, name: str, corpus: Corpus) -> str:
    if cell.facet.part == "responsible":
        try:
            first = corpus.find_quote(book.folder, book.pathways[name].quotes[0])
        except KeyError:
            return ""
        if first.responsible:
            return "part"
    if cell.stated:
        return cell.source
    return "silent" if cell.silent else ""


def _verdicts(
    made: Staged, corpus: Corpus, citizens: Sequence[Mapping[str, Any]], day: date
) -> Iterator[JSON | None]:
    """The verdict on each citizen; None where there is none on that pathway and these facts."""
    document = corpus.documents[made.folder]
    alone = replace(corpus, documents={made.folder: document})
    eligibility = Eligibility(alone, made.corpus_dir)
    for one in citizens:
        try:
            given = read_given(one["facts"], eligibility.facts, day)
        except GivenError:
            yield None
            continue
        found = eligibility.judge(document.region, one["pathway"], given.facts, day, given.unknown)
        yield _judged(found, eligibility.facts) if found else None


def _judged(found: Judgement, facts: Mapping[str, Fact]) -> JSON:
    return {
        "verdict": found.verdict,
        "conditions": [
            {"text": state.text, "quote": state.quote, "state": state.state}
            for state in found.conditions
        ],
        "missing": [facts[name].label for name in found.missing],
    }


def pathway_titles(corpus_dir: Path) -> dict[str, str]:
    """What the pathways that a document can open are called."""
    subjects = load_subjects(corpus_dir)
    return {name: subjects[name].title for name in pathway_ids(corpus_dir)}


@lru_cache(maxsize=1)
def words() -> Wording:
    """What people are told of rules, kept as data beside this module."""
    text = Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")
    return Wording(yaml.safe_load(text))
