"""Learning which questions documents answer, from messages of many people in many manners."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

from actions.building.ngrams import learn_ngrams
from actions.corpus import Corpus
from actions.retrieval.answerability import (
    ANSWER,
    OTHER,
    SILENT,
    Answerability,
    Asked,
    Matters,
    Messages,
    Nearness,
    Spread,
    Words,
    features,
    likeness,
)
from actions.retrieval.index import DocumentIndex, Scores
from luohu.essence import without_places
from luohu.ngrams import Ngrams
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


@dataclass(frozen=True)
class Texts:
    """Texts in words and encoded.

    Attributes:
        said: normalised, without places.
        vectors: of each, a row.
    """

    said: Sequence[str]
    vectors: Scores


def learn_answerability(
    messages: Sequence[Message],
    texts: Texts,
    asked: Mapping[str, Texts],
    outside: Texts,
    indexes: Mapping[str, DocumentIndex],
    answered_by: Mapping[str, Collection[str]],
) -> Answerability:
    """Learn from messages, each looked at as if its author had written no other.

    Questions known of a document and idle messages are learnt from as well, each as if it were
    new; they count less, as nobody wrote them who was asking.

    Args:
        messages: labelled messages of several authors.
        texts: the same in words and encoded.
        asked: region -> questions that its document is known to answer.
        outside: idle messages that no document answers.
        indexes: region -> index of its document.
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
    view = view_of(texts.vectors, about)
    regions = np.array([int(message.region) for message in messages], dtype=np.int64)
    foreign = {
        int(region): np.array(
            [m.label == SILENT and m.region != region and m.about in topics for m in messages]
        )
        for region, topics in answered_by.items()
    }
    counted = {region: ~one for region, one in foreign.items()}
    clauses = tuple(message.clause for message in messages)
    asks = tuple(_asked_about(message, indexes) for message in messages)
    seen = view.of(texts.vectors)
    compared = Messages(seen, labels, regions, tuple(about), clauses, asks, counted)
    idle = Asked(outside.vectors, view.of(outside.vectors))
    known = {name: Asked(one.vectors, view.of(one.vectors)) for name, one in asked.items()}
    ngrams, weighed = learn_ngrams(texts.said, policy().learning.texts_of_a_word)
    words, said = learn_words(ngrams, weighed, labels == ANSWER, regions, authors)
    matters = learn_matters(weighed, [one.clause or one.about for one in messages])

    def looked_at(
        one: Asked, region: str, beside: Messages, told: float, leave: tuple[str, int] = ("", 0)
    ) -> Scores:
        """The features of a question, left out of what it is itself among."""
        among, place = leave
        alike = {"known": likeness(one, known[region]), "idle": likeness(one, idle)}
        if among:
            alike[among] = alike[among].without(place)
        clauses = indexes[region].dense(one.plain)[0]
        near = Nearness(alike["known"], alike["idle"], clauses, told)
        return features(beside.vectors @ one.seen, beside, int(region), near)

    rows: list[Scores] = []
    answered: list[bool] = []
    for author in sorted(set(authors)):
        beside = _of_others(compared, authors != author)
        for place in np.flatnonzero(authors == author).tolist():
            one = Asked(texts.vectors[place], seen[place])
            rows.append(looked_at(one, messages[place].region, beside, said[place]))
            answered.append(bool(labels[place] == ANSWER))
    for region, questions in asked.items():
        for place, question in enumerate(questions.said):
            told = words.of(words.told(ngrams.weigh(question)), int(region))
            one = known[region].at(place)
            rows.append(looked_at(one, region, compared, told, ("known", place)))
            answered.append(True)
    in_turn = sorted(known)
    for place, message in enumerate(outside.said):
        region = in_turn[place % len(in_turn)]
        told = words.of(words.told(ngrams.weigh(message)), int(region))
        rows.append(looked_at(idle.at(place), region, compared, told, ("idle", place)))
        answered.append(False)
    bars = policy().learning
    counts = np.where(np.arange(len(rows)) < len(messages), 1.0, bars.not_asking)
    scaler = StandardScaler()
    scaled = scaler.fit_transform(np.stack(rows), sample_weight=counts)
    model = LogisticRegression(C=bars.answerability, class_weight="balanced", max_iter=2000)
    model.fit(scaled, answered, sample_weight=counts)
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - weights @ scaler.mean_)
    return Answerability(view, compared, idle, words, matters, weights.astype(np.float32), bias)


def learn_words(
    ngrams: Ngrams,
    weighed: sparse.csr_matrix,
    answered: npt.NDArray[np.bool_],
    regions: npt.NDArray[np.int64],
    authors: npt.NDArray[np.str_],
) -> tuple[Words, Scores]:
    """What words tell, and what they tell of each message, learnt from other authors alone.

    Args:
        ngrams: those of the texts.
        weighed: how much each weighs in each text, a text a row.
        answered: whether the document of the place answers each.
        regions: code of the place of each.
        authors: of each.
    """
    bars, codes = policy().learning, sorted(set(regions))
    here = [weighed.multiply((regions == code)[:, None]) for code in codes]
    weighed = sparse.hstack([weighed, *here], format="csr")

    def learn(chosen: npt.NDArray[np.bool_]) -> LogisticRegression:
        model = LogisticRegression(C=bars.strength, solver="liblinear", class_weight="balanced")
        return model.fit(weighed[chosen], answered[chosen])

    names = sorted(set(authors))
    parts = np.array([names.index(author) for author in authors]) % bars.parts
    told = np.empty(len(answered), dtype=np.float32)
    for part in range(bars.parts):
        if (own := parts == part).any():
            told[own] = learn(~own).decision_function(weighed[own])
    model = learn(np.ones(len(answered), dtype=bool))
    weights = model.coef_[0].reshape(1 + len(codes), -1).T.astype(np.float32)
    places = tuple(map(int, codes))
    return Words(ngrams, np.ascontiguousarray(weights), float(model.intercept_[0]), places), told


def learn_matters(weighed: sparse.csr_matrix, about: Sequence[str]) -> Matters:
    """What words say a message is about, learnt from messages.

    Args:
        weighed: how much each n-gram weighs in each text, a text a row.
        about: the topic of each, or the clause that answers it.
    """
    model = LinearSVC().fit(weighed, about)
    return Matters(
        tuple(map(str, model.classes_)),
        np.ascontiguousarray(model.coef_.T, dtype=np.float16),
        np.asarray(model.intercept_, dtype=np.float32),
    )


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
        ngrams=learnt.words.ngrams.known,
        rarity=learnt.words.ngrams.rarity,
        word_weights=learnt.words.weights,
        word_bias=learnt.words.bias,
        word_places=np.array(learnt.words.regions, dtype=np.int64),
        matters=np.array(learnt.matters.names),
        matter_weights=learnt.matters.weights,
        matter_biases=learnt.matters.biases,
        weights=learnt.weights,
        bias=learnt.bias,
    )


def said_without_places(messages: Sequence[Message], gazetteer: Gazetteer) -> list[str]:
    """The normalised text of each message without its places, as a turn searches for it."""
    said = (normalise(message.text) for message in messages)
    return [without_places(text, resolve(text, gazetteer)) for text in said]


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
