"""Which questions and passages are learnt from together."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from sentence_transformers.base.sampler import DefaultBatchSampler

from tools.training.pair import Pair

QUESTIONS = 4
"""Questions that a row holds: the passage is long and costs most, so it is encoded for several."""


@dataclass(frozen=True)
class Row:
    """A passage and ``QUESTIONS`` questions that belong to it, some of them perhaps twice."""

    document: str
    clause: str
    questions: tuple[str, ...]
    passage: str


def rows_of(pairs: Sequence[Pair]) -> list[Row]:
    """The pairs gathered by passage, each question in one row."""
    gathered: dict[tuple[str, str, str], list[str]] = {}
    for pair in pairs:
        key = (pair.document, pair.clause, pair.passage)
        gathered.setdefault(key, []).append(pair.question)
    rows = []
    for (document, clause, passage), questions in gathered.items():
        count = ceil(len(questions) / QUESTIONS)
        for start in range(count):
            own = questions[start::count]
            filled = tuple(own[place % len(own)] for place in range(QUESTIONS))
            rows.append(Row(document, clause, filled, passage))
    return rows


def batches_of(rows: Sequence[Row], size: int, seed: int) -> list[list[int]]:
    """Batches of positions in ``rows``: of one document each, no clause twice in any.

    Every other passage of a batch counts as a wrong answer. In one document they mostly are, and
    it is among its clauses that search has to choose; another city's clause on the same subject
    would be a right answer taken for a wrong one.

    Args:
        size: the most rows in a batch.
    """
    choice = random.Random(seed)
    documents: dict[str, dict[str, list[int]]] = {}
    for position, row in enumerate(rows):
        documents.setdefault(row.document, {}).setdefault(row.clause, []).append(position)
    batches: list[list[int]] = []
    for by_clause in documents.values():
        clauses = list(by_clause.values())
        choice.shuffle(clauses)
        count = max(ceil(sum(map(len, clauses)) / size), max(map(len, clauses)))
        own: list[list[int]] = [[] for _ in range(count)]
        turn = 0
        for positions in clauses:
            for position in choice.sample(positions, len(positions)):
                own[turn % count].append(position)
                turn += 1
        batches += own
    choice.shuffle(batches)
    return batches


class FixedBatches(DefaultBatchSampler):
    """Gives the trainer the batches it is made with, in their order."""

    def __init__(
        self,
        dataset: Any,  # noqa: ANN401 - whatever the trainer holds
        batches: Sequence[Sequence[int]],
        **settings: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(dataset, **settings)
        self._batches = batches

    def __iter__(self) -> Iterator[list[int]]:
        return (list(batch) for batch in self._batches)

    def __len__(self) -> int:
        return len(self._batches)
