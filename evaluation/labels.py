"""Checking labels against the documents, and noticing those whose clause has changed."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from actions.corpus import Corpus
from evaluation.citing import clause_of, document_of, region_of
from evaluation.items import SPLITS, EvaluationError, Item, Split
from evaluation.reading import QUESTIONS
from luohu.text import compact

Stamps = dict[str, dict[str, dict[str, str]]]


def label_faults(items: tuple[Item, ...], corpus: Corpus) -> list[str]:
    """What is wrong with the items' labels, one line each naming the item.

    A quote must stand in one clause of its region's document and there once; a word that is
    called absent must not stand in it.
    """
    return [f"{item.id}: {fault}" for item in items for fault in _item_faults(item, corpus)]


def coverage(items: tuple[Item, ...], corpus: Corpus) -> dict[str, Counter[str]]:
    """For each region, how many questions have a label in each clause, clauses without included."""
    counts = {
        document.region: Counter({clause.id: 0 for clause in document.clauses})
        for document in corpus.documents.values()
    }
    for item in items:
        found = {
            (region, clause_of(corpus, region, quote)) for region, quote in _labels(item, corpus)
        }
        for region, clause in found:
            if item.set == "questions" and clause:
                counts[region][clause.id] += 1
    return counts


def stamp(items: tuple[Item, ...], corpus: Corpus, root: Path = QUESTIONS) -> int:
    """Record the hash of the clause under each label; return how many labels were recorded."""
    total = 0
    for split in SPLITS:
        stamps = _current(items, corpus, split)
        text = json.dumps(stamps, ensure_ascii=False, indent=1, sort_keys=True)
        (root / split / "stamps.json").write_text(text + "\n", encoding="utf-8")
        total += sum(len(quotes) for quotes in stamps.values())
    return total


def stale_labels(items: tuple[Item, ...], corpus: Corpus, root: Path = QUESTIONS) -> list[str]:
    """Labels whose clause is not the one that was recorded, one line each."""
    lines: list[str] = []
    for split in sorted({item.split for item in items}):
        path = root / split / "stamps.json"
        try:
            recorded: Stamps = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise EvaluationError(f"{path} is missing; run: python -m evaluation stamp") from error
        for region, quotes in _current(items, corpus, split).items():
            for quote, now in quotes.items():
                before = recorded.get(region, {}).get(quote)
                if before is None:
                    lines.append(f"{split} {region} {quote}: not recorded yet")
                elif before["sha256"] != now["sha256"]:
                    lines.append(f"{split} {region} {quote}: clause {now['clause']} has changed")
    return lines


def _labels(item: Item, corpus: Corpus) -> list[tuple[str, str]]:
    """Region and quote of each label; of a comparison's the region in which the quote stands."""
    return [(region or region_of(corpus, quote), quote) for region, quote in item.labels]


def _item_faults(item: Item, corpus: Corpus) -> Iterator[str]:
    regions = {item.region, *(step.expect.region for step in item.steps if step.expect)} - {None}
    for region in sorted(str(code) for code in regions):
        if document_of(corpus, region) is None:
            yield f"no document for the region {region}"
    for region, quote in _labels(item, corpus):
        document = document_of(corpus, region)
        if document is None:
            yield f"the label {quote!r} has no region, and does not stand in one document alone"
        elif document.compact_received.count(compact(quote)) != 1:
            times = document.compact_received.count(compact(quote))
            yield f"the label {quote!r} stands {times} times in {document.folder}, not once"
        elif clause_of(corpus, region, quote) is None:
            yield f"the label {quote!r} stands in no single clause of {document.folder}"
    document = document_of(corpus, item.region or "")
    for word in item.absent:
        if document and document.states(word):
            yield f"{word!r}, called absent, stands in {document.folder}"


def _current(items: tuple[Item, ...], corpus: Corpus, split: Split) -> Stamps:
    stamps: Stamps = {}
    for item in items:
        for region, quote in _labels(item, corpus) if item.split == split else ():
            clause = clause_of(corpus, region, quote)
            if clause:
                digest = hashlib.sha256(clause.quote.encode()).hexdigest()
                stamps.setdefault(region, {})[quote] = {"clause": clause.id, "sha256": digest}
    return stamps
