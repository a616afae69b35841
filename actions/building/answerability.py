"""Learning which questions documents answer, from messages of many people in many manners."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from actions.retrieval.answerability import (
    ANSWER,
    OTHER,
    SILENT,
    Answerability,
    Asked,
    Labels,
    Messages,
    Spread,
    features,
    nearness,
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
    """

    author: str
    text: str
    label: int
    region: str
    about: str


def load_messages(folder: Path) -> list[Message]:
    """The labelled messages, file by file.

    Raises:
        ValueError: a line cannot be used.
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
    compared = Messages(told.seen, labels, regions, tuple(about), counted)
    idle = Asked(outside, view.of(outside))
    known = {
        region: Asked(index.questions, view.of(index.questions))
        for region, index in indexes.items()
    }

    def looked_at(
        asked: Asked, place: int, region: str, beside: Messages, questions: Asked, odd: Asked
    ) -> Scores:
        question = Asked(asked.plain[place], asked.seen[place])
        clauses = indexes[region].dense(question.plain)[0]
        near = nearness(question, questions, odd, clauses)
        return features(question, beside, int(region), near)

    rows, answered = [], [*(labels == ANSWER)]
    others = {author: _of_others(compared, authors != author) for author in set(authors)}
    for place, message in enumerate(messages):
        region, beside = message.region, others[message.author]
        rows.append(looked_at(told, place, region, beside, known[region], idle))
    for region, questions in known.items():
        for place in range(len(questions.plain)):
            alone = questions.without(place)
            rows.append(looked_at(questions, place, region, compared, alone, idle))
            answered.append(True)
    for place in range(len(outside)):
        region = sorted(known)[place % len(known)]
        rows.append(looked_at(idle, place, region, compared, known[region], idle.without(place)))
        answered.append(False)
    scaler = StandardScaler()
    scaled = scaler.fit_transform(np.stack(rows))
    bars = policy().learning
    model = LogisticRegression(C=bars.answerability, class_weight="balanced", max_iter=2000)
    model.fit(scaled, answered)
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - weights @ scaler.mean_)
    return Answerability(view, compared, idle, weights.astype(np.float32), bias)


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
    return np.stack([encoder.encode_query(text) for text in plain])


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


def _of_others(messages: Messages, others: Labels) -> Messages:
    """The messages of other authors."""
    return Messages(messages.vectors[others], messages.labels[others], messages.regions[others], ())
