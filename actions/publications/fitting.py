"""What was learnt of an installation's documents, fitted to those of a publication.

Nothing is learnt anew. A message that a clause answers counts for the clause that has the same
words now; where there is none, it tells of documents in general, as those of other places do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from actions.corpus import Clause, Corpus, Document
from actions.eligibility.model import Rulebook
from actions.retrieval.answerability import SILENT, Answerability, Messages
from actions.retrieval.topics import Topic

_NOWHERE = -1
"""Stands for the place of messages whose clause is no more."""


def may_answer(
    books: Iterable[Rulebook],
    topics: Mapping[str, Topic],
    subjects: Collection[str],
    unread: str = "",
) -> set[str]:
    """The topics and subjects of which another document's silence tells nothing of a place's.

    Args:
        books: the rules of the place's documents. What one without rules opens is not known.
        topics: all topics.
        subjects: all subjects.
        unread: the text of those without rules. What they have words of they may answer.
    """
    found = list(books)
    opened = {name for book in found for name in book.pathways}
    if any(rules.materials for book in found for rules in book.pathways.values()):
        opened.add("materials")
    unknown = any(not book.pathways and not book.absent for book in found)
    near = {
        name
        for name, topic in topics.items()
        if topic.near and (unknown or opened & set(topic.near))
    }
    spoken_of = {
        name
        for name, topic in topics.items()
        if topic.ours and any(word in unread for word in topic.lay)
    }
    return near | spoken_of | set(subjects)


def fitted(
    learnt: Answerability,
    before: Corpus,
    now: Corpus,
    answered_by: Callable[[str], Collection[str]],
) -> Answerability:
    """What was learnt, as it holds for other documents.

    Args:
        learnt: what was learnt.
        before: the documents of which it was learnt.
        now: the documents that are to be answered from.
        answered_by: region -> the topics that its documents may answer.
    """
    places = {document.region for one in (before, now) for document in one.documents.values()}
    changed = {region for region in places if _received(before, region) != _received(now, region)}
    if not changed:
        return learnt
    moved = _moved(before, now, changed)
    gone = {int(r) for r in changed if _received(before, r) - _received(now, r)}
    lost = _lost(learnt.messages, moved, gone)
    # What the words of a place's messages tell holds as long as most of them are answered still.
    foreign = {
        r
        for r in gone
        if lost[learnt.messages.answered(r)].sum() * 2 > learnt.messages.answered(r).sum()
    }
    messages = _messages(learnt.messages, moved, lost)
    silent = messages.labels == SILENT
    counted = dict(messages.counted)
    for region in changed:
        topics = set(answered_by(region))
        counted[int(region)] = ~(silent & np.array([one in topics for one in messages.about]))
    regions = tuple(_NOWHERE if region in foreign else region for region in learnt.words.regions)
    return replace(
        learnt,
        messages=replace(messages, counted=counted),
        words=replace(learnt.words, regions=regions),
        matters=replace(
            learnt.matters, names=tuple(moved.get(name, name) for name in learnt.matters.names)
        ),
    )


def _received(corpus: Corpus, region: str) -> set[tuple[str, str]]:
    return {(one.folder, one.received) for one in corpus.by_region(region)}


def _moved(before: Corpus, now: Corpus, changed: Collection[str]) -> dict[str, str]:
    """The place of each clause that has its words still -> where they stand now."""
    moved = {}
    for region in changed:
        words = {c.quote: c.place for one in now.by_region(region) for c in one.clauses}
        for clause in _clauses(before.by_region(region)):
            if clause.quote in words:
                moved[clause.place] = words[clause.quote]
    return moved


def _clauses(documents: Iterable[Document]) -> Iterator[Clause]:
    return (clause for document in documents for clause in document.clauses)


def _lost(
    messages: Messages, moved: Mapping[str, str], gone: Collection[int]
) -> npt.NDArray[np.bool_]:
    """Which messages tell nothing of their place any more."""
    asked = zip(messages.regions.tolist(), messages.answers, strict=True)
    return np.array([region in gone and answer not in moved for region, answer in asked])


def _messages(
    messages: Messages, moved: Mapping[str, str], lost: npt.NDArray[np.bool_]
) -> Messages:
    return replace(
        messages,
        regions=np.where(lost, _NOWHERE, messages.regions),
        about=tuple(moved.get(one, one) for one in messages.about),
        answers=tuple(moved.get(one, one) for one in messages.answers),
    )
