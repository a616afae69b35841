"""Learning to hear danger: from dangers and what only sounds like them, and ordinary messages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from actions.building.answerability import load_messages
from actions.building.messages import training_messages
from actions.building.ngrams import learn_ngrams
from actions.building.sayings import load_answered, load_sayings, load_unsure
from actions.corpus import load_corpus
from actions.eligibility.loader import load_facts
from actions.understanding.danger import CALM, Alarms, stretches, write_alarms
from luohu.artefacts import artefacts
from luohu.manifest import Manifest
from luohu.policy import policy
from luohu.settings import ROOT, Settings
from luohu.text import normalise

DATA = ROOT / "data"


def build_danger(config: Settings) -> None:
    """Bring what hears danger up to date with its data.

    Raises:
        ValueError: the data cannot be used.
    """
    artefact, manifest = artefacts(config).danger, Manifest(config.var_dir)
    if manifest.outdated(artefact):
        told = load_dangers(DATA / "dangers")
        with manifest.making(artefact):
            write_alarms(artefact.path, learn_danger(told, ordinary_messages(config)))
        print(f"danger: {len(told)} sentences", flush=True)


def load_dangers(folder: Path) -> list[tuple[str, str]]:
    """What endangers somebody, and what only sounds so: kind and sentence, file by file.

    Raises:
        ValueError: a sentence is listed twice.
    """
    told: dict[str, str] = {}
    for path in sorted(folder.glob("*.yml")):
        for kind, sentences in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            for sentence in map(normalise, sentences):
                if sentence in told:
                    raise ValueError(f"{path.name}: {sentence} is listed twice")
                told[sentence] = kind
    return [(kind, sentence) for sentence, kind in told.items()]


def ordinary_messages(config: Settings) -> list[str]:
    """What people say without danger: labelled messages, those of the NLU model, and answers."""
    book = load_facts(config.corpus_dir)
    answers = [
        *load_sayings(config.corpus_dir, book),
        *load_answered(DATA / "answers", book),
    ]
    corpus = load_corpus(config.corpus_dir)
    messages = [normalise(message.text) for message in load_messages(DATA / "messages", corpus)]
    spoken = training_messages(DATA / "nlu", "", every=True)
    unsure = load_unsure(DATA / "answers" / "unsure.yml")
    return [*messages, *spoken, *unsure, *(saying.text for saying in answers)]


def learn_danger(told: Sequence[tuple[str, str]], ordinary: Sequence[str]) -> Alarms:
    """Learn from sentences with their kinds and from ordinary messages.

    A stretch of an ordinary message that is listed as danger is genuine and not learnt from.
    """
    bars = policy().learning
    said = {sentence for _kind, sentence in told}
    calm = dict.fromkeys(part for text in ordinary for part in stretches(text) if part not in said)
    texts = [*(sentence for _kind, sentence in told), *calm]
    kinds = np.array([kind for kind, _sentence in told])
    dangerous = np.concatenate([kinds != CALM, np.zeros(len(calm), dtype=bool)])
    # What was written for this counts more than a sentence of somebody who never thought of it.
    counts = np.where(np.arange(len(texts)) < len(told), bars.danger_told, 1.0)
    words, features = learn_ngrams(texts, bars.texts_of_a_danger)
    model = LogisticRegression(C=bars.strength, solver="liblinear")
    model.fit(features, dangerous, sample_weight=counts)
    alarming = np.flatnonzero(dangerous)
    by_kind = LogisticRegression(C=bars.strength, max_iter=300, class_weight="balanced")
    by_kind.fit(features[alarming], kinds[alarming])
    return Alarms(
        words,
        np.asarray(model.coef_[0], dtype=np.float32),
        float(model.intercept_[0]),
        tuple(map(str, by_kind.classes_)),
        np.asarray(by_kind.coef_.T, dtype=np.float32),
        np.asarray(by_kind.intercept_, dtype=np.float32),
    )
