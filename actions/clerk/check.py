"""One person's facts checked against a region's documents, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from actions.corpus import Corpus, Document, load_corpus
from actions.eligibility.given import GivenError, no_such, read_given
from actions.eligibility.judge import VERDICTS, ConditionState, Eligibility, Judgement
from actions.eligibility.loader import pathway_ids
from actions.turns.citations import cite_all, standing_notices
from actions.turns.telling import address, called_plainly
from actions.turns.wording import wording
from luohu.clock import today
from luohu.places.gazetteer import WORDS_FILE
from luohu.places.tree import load_trees
from luohu.places.words import load_words
from luohu.settings import settings

JSON = dict[str, Any]


@dataclass(frozen=True)
class Rules:
    """The documents, their rules, and the names of their regions by code."""

    corpus: Corpus
    eligibility: Eligibility
    regions: Mapping[str, str]


def check(
    region: str,
    facts: object,
    pathway: str | None = None,
    *,
    day: date | None = None,
    corpus_dir: Path | None = None,
) -> JSON:
    """Check facts against one pathway of a region, or all of them.

    Args:
        region: code of the jurisdiction.
        facts: value by name of ``facts.yml``; null where the person does not know; durations as
            days, as a length (``"2 years -1 day"``) or as the first day (``"2024-11-22"``).
        pathway: id of the pathway; None for every one that the region opens, the best first.
        day: the day of the verdict; today if None.
        corpus_dir: the documents; those of the settings if None.

    Returns:
        A JSON object: ``region``, ``day``, ``documents``, ``notices`` (on the documents' dates),
        ``results`` (one a pathway) and ``absent`` (what the document says of a pathway that it
        does not open, or null).

    Raises:
        GivenError: no such region, pathway or fact, or a value of the wrong type.
    """
    folder = corpus_dir or settings().corpus_dir
    loaded = load_rules(folder)
    corpus, rules = loaded.corpus, loaded.eligibility
    day = day or today()
    codes = dict.fromkeys(document.region for document in corpus.documents.values())
    if region not in codes:
        raise GivenError(no_such("region", region, codes))
    if pathway is not None and pathway not in (ids := dict.fromkeys(pathway_ids(folder))):
        raise GivenError(no_such("pathway", pathway, ids))
    given = read_given(facts, rules.facts, day)
    wanted = [pathway] if pathway else list(rules.pathways(region))
    judged = [rules.judge(region, name, given.facts, day, given.unknown) for name in wanted]
    found = sorted((one for one in judged if one), key=_rank)
    return {
        "region": {"code": region, "name": loaded.regions.get(region, region)},
        "day": day.isoformat(),
        "documents": [_document(one, day) for one in corpus.by_region(region)],
        "notices": _standing_notices(region, corpus, day),
        "results": [_result(one, corpus, rules) for one in found],
        "absent": None if found or pathway is None else _absent(region, pathway, corpus, rules),
    }


@lru_cache(maxsize=4)
def load_rules(corpus_dir: Path) -> Rules:
    """Read the documents of a folder and their rules, once a process."""
    corpus = load_corpus(corpus_dir)
    trees = load_trees(corpus_dir, load_words(corpus_dir / WORDS_FILE))
    names = {tree.region.code: tree.region.full_name for tree in trees}
    return Rules(corpus, Eligibility(corpus, corpus_dir), names)


def _rank(judgement: Judgement) -> tuple[int, bool, int, int]:
    """Smaller is better: the verdict, then how far away a better one is."""
    states = [state.state for state in judgement.conditions]
    return (
        VERDICTS.index(judgement.verdict),
        judgement.verdict == "ineligible" and judgement.earliest is None,
        -states.count("met") if judgement.verdict == "undetermined" else states.count("unmet"),
        len(judgement.missing),
    )


def _result(judgement: Judgement, corpus: Corpus, rules: Eligibility) -> JSON:
    pathway = judgement.pathway
    question = rules.facts[judgement.next_fact] if judgement.next_fact else None
    companions = pathway.companions
    return {
        "document": judgement.folder,
        "pathway": pathway.id,
        "title": pathway.title,
        "verdict": judgement.verdict,
        "conditions": [_condition(one, judgement.folder, corpus) for one in judgement.conditions],
        "missing_facts": list(judgement.missing),
        "next_question": {
            "fact": question.name,
            "text": address(question.question, called_plainly(wording()), wording()),
        }
        if question
        else None,
        "earliest_date": _iso(judgement.earliest),
        "earliest_is_sure": judgement.earliest_is_sure if judgement.earliest else None,
        "materials": list(pathway.materials.items) if pathway.materials else [],
        "apply_at": pathway.apply_at.text if pathway.apply_at else None,
        "lands_at": pathway.lands_at.text if pathway.lands_at else None,
        "companions": dict(companions.relations) if companions else {},
        "elsewhere": pathway.elsewhere.text if pathway.elsewhere else None,
        "notices": [{"kind": one.kind, "text": one.text} for one in pathway.notices],
        "gaps": [gap.text for gap in pathway.gaps],
        "alternatives": [
            {
                "pathway": one.pathway.id,
                "title": one.pathway.title,
                "verdict": one.verdict,
                "earliest_date": _iso(one.earliest),
            }
            for one in judgement.alternatives
        ],
    }


def _condition(state: ConditionState, folder: str, corpus: Corpus) -> JSON:
    return {
        "id": state.id,
        "fact": state.fact,
        "text": state.text,
        "state": state.state,
        "reason": state.reason,
        "quote": state.quote,
        "clause": corpus.find_quote(folder, state.quote).id,
        "how_to_meet": state.how,
        "ask": state.opening.ask if state.opening else None,
    }


def _absent(region: str, pathway: str, corpus: Corpus, rules: Eligibility) -> JSON:
    found = rules.absent(region, pathway)
    if found is None:
        return {"pathway": pathway, "note": None, "see": None, "quote": None, "clause": None}
    folder, absent = found
    clause = corpus.find_quote(folder, absent.quote).id if absent.quote else None
    return {
        "pathway": pathway,
        "note": absent.note,
        "see": absent.see,
        "quote": absent.quote,
        "clause": clause,
    }


def _document(document: Document, day: date) -> JSON:
    return {
        "document": document.folder,
        "title": document.title,
        "issuer": document.issuer,
        "doc_number": document.doc_number,
        "status": document.status(day),
        "effective_from": _iso(document.effective_from),
        "expires_on": _iso(document.expires_on),
    }


def _standing_notices(region: str, corpus: Corpus, day: date) -> list[JSON]:
    cited = cite_all(corpus, [one.clauses[0] for one in corpus.by_region(region)], day)
    notices = standing_notices(corpus, cited, day, wording())
    return [{"kind": one.kind, "text": one.text} for one in notices]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
