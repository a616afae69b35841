"""How well search answers the questions of a city of which nothing was learnt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from actions.corpus import Corpus
from actions.retrieval.search import Hit
from evaluation.citing import hits
from evaluation.city_figures import AMONG, City, Found
from evaluation.items import SPLITS, Item
from luohu.essence import essence
from luohu.latin import in_chinese
from luohu.places import Gazetteer
from luohu.spelling import spell
from luohu.text import normalise

OURS = 0.5
"""Likelihood from which a question is taken for one that the documents answer."""


class Searches(Protocol):
    """What is measured: ``actions.retrieval.search.Retriever`` or its like."""

    def search(
        self, question: str, region: str, subjects: Mapping[str, float], limit: int = 10
    ) -> list[Hit]:
        """The clauses of a region's documents for a question, best first."""

    def likelihood(self, question: str, region: str | None) -> float:
        """How likely documents answer a question, 0 to 1."""


def measure_cities(
    folders: Sequence[str],
    items: Sequence[Item],
    corpus: Corpus,
    ordinary: Searches,
    learn: Callable[[str], Searches],
    put: Callable[[str], str],
    day: date,
) -> Iterator[City]:
    """Measure one city after the other.

    Args:
        learn: makes a search that has learnt from every document but the one named.
        put: what a message is searched by, as ``searched_for``.
    """
    for folder in folders:
        region = corpus.documents[folder].region
        own = [item for item in items if item.set == "questions" and item.region == region]
        parts = {split: [item for item in own if item.split == split] for split in SPLITS}
        new = learn(folder)
        yield City(
            folder,
            day,
            {split: find(parts[split], new, corpus, put) for split in SPLITS},
            {split: find(parts[split], ordinary, corpus, put) for split in SPLITS},
        )


def find(
    items: Sequence[Item], search: Searches, corpus: Corpus, put: Callable[[str], str]
) -> Found:
    """Search for the last message of each question item, without knowing its subject."""
    return sum((_find_one(item, search, corpus, put) for item in items), Found())


def searched_for(message: str, gazetteer: Gazetteer) -> str:
    """What search looks for where somebody says ``message``: its point, words put right as intake
    puts them, without places. A turn searches a long story whole.
    """
    return essence(spell(in_chinese(normalise(message))), gazetteer, "")


def _find_one(item: Item, search: Searches, corpus: Corpus, put: Callable[[str], str]) -> Found:
    step, region = item.steps[-1], item.region or ""
    question = put(step.say)
    found = Found(items=1, ours=int(search.likelihood(question, region) >= OURS))
    if step.expect is None or not step.expect.first:
        return found
    shown = [
        {"document": hit.clause.document, "quote": hit.clause.quote}
        for hit in search.search(question, region, {}, AMONG)
    ]
    right = [any(hits(corpus, region, label, one) for label in step.expect.first) for one in shown]
    return found + Found(labelled=1, first=int(any(right[:1])), among=int(any(right)))
