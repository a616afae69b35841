"""Learning which questions documents answer, from messages of many people in many manners."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from actions.building.encoding import encoded
from actions.corpus import Corpus
from actions.retrieval.answerability import (
    ANSWER,
    OTHER,
    SILENT,
    Answerability,
    Asked,
    Messages,
    Nearness,
    Spread,
    features,
)
from actions.retrieval.index import DocumentIndex, Scores
from luohu.encoder import Encoder
from luohu.essence import without_places
from luohu.places import Gazetteer, resolve
from luohu.policy import policy
from luohu.text import normalise

LABELS = {"answer": ANSWER, "silent": SILENT, "out_of_scope": OTHER}


@dataclass(frozen=True)
class Message:
    """A message of ``data/messages``.

    Attributes:
        author: the file it stands in: one person in few manners.
        text: as it was sent.
        label: ``ANSWER``, ``SILENT`` or ``OTHER``.
        region: code of the place whose document is meant.
        about: a topic, a subject or a clause.
        clause: folder and id of the clause that answers it; empty where none does, or where the
            corpus holds no document of the place.
    """

    author: str
    text: str
    label: int
    region: str
    about: str
    clause: str


def load_messages(folder: Path, corpus: Corpus) -> list[Message]:
    """The labelled messages, file by file.

    Raises:
        ValueError: a line cannot be used, or its quote stands in no clause.
    """
    messages = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                entry = json.loads(line)
                messages.append(
                    Message(
                        path.stem,
                        entry["text"],
                        LABELS[entry["label"]],
                        entry["region"],
                        entry["about"],
                        _clause(entry, corpus),
                    )
                )
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(f"{path}, line {number} cannot be used: {error!r}") from error
    return messages


def learn_answerability(
    messages: Sequence[Message],
    vectors: Scores,
    indexes: Mapping[str, DocumentIndex],
    outside: Scores,
    answered_by: Mapping[str, Collection[str]],
) -> Answerability:
    """Learn from messages, each looked at as if its author had written no other.

    Questions known of a document and idle messages are learnt from as well, each as if it were new.

    Args:
        messages: labelled messages of several authors.
        vectors: of these messages, one a row.
        indexes: region -> index of its document.
        outside: vectors of idle messages that no document answers.
        answered_by: region -> the topics that its document may answer after all, and what else
            another document's silence tells nothing of.

    Raises:
        ValueError: messages of some label, or of a second author, are missing.
    """
    authors = np.array([message.author for message in messages])
    labels = np.array([message.label for message in messages], dtype=np.int64)
    if len(set(authors)) < 2 or len(set(labels)) < len(LABELS):
        raise ValueError(
            "what documents answer is learnt from messages of each label by several authors; "
            "data/messages holds too few"
        )
    about = [message.about for message in messages]
    view = view_of(vectors, about)
    regions = np.array([int(message.region) for message in messages], dtype=np.int64)
    told = Asked(vectors, view.of(vectors))
    foreign = {
        int(region): np.array(
            [m.label == SILENT and m.region != region and m.about in topics for m in messages]
        )
        for region, topics in answered_by.items()
    }
    counted = {region: ~one for region, one in foreign.items()}
    clauses = tuple(message.clause for message in messages)
    asks = tuple(_asked_about(message, indexes) for message in messages)
    compared = Messages(told.seen, labels, regions, tuple(about), clauses, asks, counted)
    idle = Asked(outside, view.of(outside))
    known = {
        region: Asked(index.questions, view.of(index.questions))
        for region, index in indexes.items()
    }

    def looked_at(
        asked: Asked, places: Sequence[int], region: str, beside: Messages, leave: str = ""
    ) -> Iterator[Scores]:
        """The features of questions, each left out of what it is itself among."""
        index, questions = indexes[region], known[region]
        alike = asked.seen[places] @ beside.vectors.T
        to_known, to_idle = likenesses(asked, questions, places), likenesses(asked, idle, places)
        for row, place in enumerate(places):
            near_known = to_known.row(row, place if leave == "known" else None)
            near_idle = to_idle.row(row, place if leave == "idle" else None)
            clauses = index.dense(asked.plain[place])[0]
            near = Nearness(near_known, near_idle, clauses)
            yield features(alike[row], beside, int(region), near)

    rows: list[Scores] = []
    answered: list[bool] = []
    for author in sorted(set(authors)):
        beside = _of_others(compared, authors != author)
        for region in sorted(indexes):
            own = [
                place
                for place, message in enumerate(messages)
                if (message.author, message.region) == (author, region)
            ]
            rows += looked_at(told, own, region, beside)
            answered += [bool(labels[place] == ANSWER) for place in own]
    for region, questions in known.items():
        places = range(len(questions.plain))
        rows += looked_at(questions, places, region, compared, leave="known")
        answered += [True] * len(places)
    regions_in_turn = sorted(known)
    for number, region in enumerate(regions_in_turn):
        places = range(number, len(outside), len(regions_in_turn))
        rows += looked_at(idle, places, region, compared, leave="idle")
        answered += [False] * len(places)
    scaler = StandardScaler()
    scaled = scaler.fit_transform(np.stack(rows))
    bars = policy().learning
    model = LogisticRegression(C=bars.answerability, class_weight="balanced", max_iter=2000)
    model.fit(scaled, answered)
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - weights @ scaler.mean_)
    return Answerability(view, compared, idle, weights.astype(np.float32), bias)


@dataclass(frozen=True)
class Likenesses:
    """How alike questions are to others: a matrix for each way of seeing, a question a row."""

    plain: Scores
    seen: Scores

    def row(self, number: int, without: int | None) -> Asked:
        """Those of one question, one of the others left out."""
        one = Asked(self.plain[number], self.seen[number])
        return one if without is None else one.without(without)


def likenesses(asked: Asked, others: Asked, places: Sequence[int]) -> Likenesses:
    """How alike some questions are to others."""
    return Likenesses(asked.plain[places] @ others.plain.T, asked.seen[places] @ others.seen.T)


def write_answerability(path: Path, learnt: Answerability) -> None:
    """Store what was learnt beside the index."""
    np.savez(
        path,
        centre=learnt.view.centre,
        spread=learnt.view.spread,
        vectors=learnt.messages.vectors,
        labels=learnt.messages.labels,
        regions=learnt.messages.regions,
        about=np.array(learnt.messages.about),
        answers=np.array(learnt.messages.answers),
        asks=np.array([" ".join(names) for names in learnt.messages.asks]),
        places=np.array(list(learnt.messages.counted)),
        counted=np.stack(list(learnt.messages.counted.values())),
        outside=learnt.outside.plain,
        outside_seen=learnt.outside.seen,
        weights=learnt.weights,
        bias=learnt.bias,
    )


def message_vectors(messages: Sequence[Message], encoder: Encoder, gazetteer: Gazetteer) -> Scores:
    """The vector of each message without its places, as a turn searches for it."""
    said = (normalise(message.text) for message in messages)
    plain = (without_places(text, resolve(text, gazetteer)) for text in said)
    return encoded(plain, encoder.encode_query)


def view_of(vectors: Scores, about: Sequence[str]) -> Spread:
    """What evens out how messages about the same thing differ."""
    bars = policy().learning
    centre = vectors.mean(axis=0)
    groups: dict[str, list[int]] = {}
    for place, name in enumerate(about):
        groups.setdefault(name, []).append(place)
    size = vectors.shape[1]
    within, count = np.zeros((size, size)), 0
    for places in groups.values():
        if len(places) >= bars.messages_of_a_matter:
            group = vectors[places] - vectors[places].mean(axis=0)
            within += group.T @ group
            count += len(places)
    within /= max(count, 1)
    within += bars.shrinkage * np.trace(within) / size * np.eye(size)
    values, axes = np.linalg.eigh(within)
    return Spread(centre.astype(np.float32), (axes / np.sqrt(values)).astype(np.float32))


def _asked_about(message: Message, indexes: Mapping[str, DocumentIndex]) -> tuple[str, ...]:
    """The subjects that an answered message asks about: what it is about, or its clause treats."""
    if message.label != ANSWER:
        return ()
    index = indexes[message.region]
    if message.about in index.subjects:
        return (message.about,)
    clause = message.clause.partition(" ")[2]
    if clause not in index.clauses:
        return ()
    place = index.clauses.index(clause)
    treated = {name: float(scores[place]) for name, scores in index.subjects.items()}
    return tuple(name for name, score in treated.items() if score == max(treated.values()) > 0)


def _clause(entry: Mapping[str, Any], corpus: Corpus) -> str:
    """The clause in which the main quote of a message stands."""
    for document in corpus.by_region(entry["region"]):
        if entry["label"] == "answer":
            return corpus.find_quote(document.folder, entry["gold"][0]).place
    return ""


def _of_others(messages: Messages, others: npt.NDArray[np.bool_]) -> Messages:
    """The messages of other authors."""
    places = np.flatnonzero(others)
    return Messages(
        messages.vectors[others],
        messages.labels[others],
        messages.regions[others],
        tuple(messages.about[place] for place in places),
        tuple(messages.answers[place] for place in places),
        tuple(messages.asks[place] for place in places),
        {region: counted[others] for region, counted in messages.counted.items()},
    )
