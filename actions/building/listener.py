"""Learning the classifiers: for each fact its values and "something else", from the sayings."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from actions.building.answerability import load_messages
from actions.building.answering import learn_answers
from actions.building.classifying import features_of, learn_classifier
from actions.building.encoding import keeping
from actions.building.messages import training_messages
from actions.building.pairing import (
    Answered,
    answers_of,
    learn_pairing,
    load_answers,
)
from actions.building.sayings import (
    Saying,
    load_answered,
    load_asked,
    load_sayings,
    load_unsure,
)
from actions.corpus import load_corpus
from actions.eligibility.loader import load_facts
from actions.eligibility.model import Fact
from actions.understanding.answering import write_answers
from actions.understanding.classifying import NGRAMS, Words
from actions.understanding.listening import (
    OTHER,
    Ears,
    write_ears,
)
from actions.understanding.pairing import Encode
from luohu.acts import Act
from luohu.artefacts import artefacts
from luohu.manifest import Manifest
from luohu.policy import policy
from luohu.settings import ROOT, Settings
from luohu.text import normalise

# Sentences of other facts that each classifier learns to leave alone.
_NO_FACTS: tuple[Act, ...] = (
    "out_of_scope",
    "greet",
    "thank",
    "goodbye",
    "smalltalk",
    "abuse",
    "menu",
    "hand_over",
)

# What these say may answer.
_ANSWERING: tuple[Act, ...] = ("affirm", "deny", "inform", "correct", "dont_know")


def build_listener(config: Settings, data: Path = ROOT / "data") -> None:
    """Bring the listener up to date with sayings, facts and encoder.

    Args:
        config: the settings of the installation.
        data: where the answers and messages lie that are learnt from beside the corpus.

    Raises:
        ValueError: the sayings or facts cannot be used.
        EncoderError: there is no encoder.
    """
    artefact, manifest = artefacts(config).listener, Manifest(config.var_dir)
    if manifest.outdated(artefact):
        with manifest.making(artefact):
            book = load_facts(config.corpus_dir)
            sayings = load_sayings(config.corpus_dir, book)
            others = load_answers(data / "answers" / "questions.yml")
            said = [*sayings, *load_answered(data / "answers", book)]
            unsure = load_unsure(data / "answers" / "unsure.yml")
            no_answers = _no_answers(config, data)
            asked = load_asked(data / "answers" / "asked_back", book)
            with keeping(config, "listener") as encode:
                ears = learn_from(sayings, others, book, encode)
                answers = learn_answers(said, others, book, encode, no_answers, unsure, asked)
            ears_file, answers_file = artefact.outputs
            write_ears(ears_file, ears)
            write_answers(answers_file, answers)
        print(f"listener: {len(ears.facts)} facts, {len(said)} sayings", flush=True)


def learn_from(
    sayings: Sequence[Saying],
    answers: Sequence[Answered],
    book: Mapping[str, Fact],
    encode: Encode,
    names: Collection[str] | None = None,
) -> Ears:
    """The classifiers of some facts, of all that have sayings if none are named, and the pairing.

    Args:
        sayings: what people say of facts.
        answers: answers to questions about anything.
        book: all facts by name.
        encode: gives the vector of a text.
        names: the facts that get a classifier of their own.
    """
    chatter = _chatter()
    texts = [*(saying.text for saying in sayings), *chatter]
    words = TfidfVectorizer(analyzer="char", ngram_range=NGRAMS, min_df=2, sublinear_tf=True)
    weighed = words.fit_transform(texts)
    features = features_of(texts, weighed, encode)
    tolerance = policy().learning.tolerance
    facts = {}
    for name in dict.fromkeys(saying.fact for saying in sayings):
        if names is None or name in names:
            rows, labels = _lesson(name, sayings, len(chatter))
            facts[name] = learn_classifier(features[rows], labels, rounds=200, tolerance=tolerance)
    places = {str(gram): place for place, gram in enumerate(words.get_feature_names_out())}
    pairing = learn_pairing([*answers_of(sayings, book), *answers], encode)
    return Ears(Words(places, np.asarray(words.idf_)), facts, pairing)


def _no_answers(config: Settings, data: Path) -> list[str]:
    """What people say that answers no question: what they ask, wish and remark."""
    nlu, messages = data / "nlu", data / "messages"
    telling = {line for act in _ANSWERING for line in training_messages(nlu, act, every=True)}
    spoken = [one for one in training_messages(nlu, "", every=True) if one not in telling]
    labelled = any(messages.glob("*.jsonl"))
    letters = load_messages(messages, load_corpus(config.corpus_dir)) if labelled else []
    return [*spoken, *(normalise(one.text) for one in letters)][:: policy().learning.letters]


def _chatter() -> list[str]:
    """Some of what people say that tells no fact: questions, greetings, other matters."""
    acts = ROOT / "data" / "nlu" / "acts"
    return [message for intent in _NO_FACTS for message in training_messages(acts, intent)]


def _lesson(name: str, sayings: Sequence[Saying], chatter: int) -> tuple[list[int], list[str]]:
    """What a classifier learns from, by position, and what each is to be heard as.

    Its own sayings, some of other facts, and the ``chatter`` messages behind all sayings.
    """
    own = [n for n, saying in enumerate(sayings) if saying.fact == name]
    others = [n for n, saying in enumerate(sayings) if saying.fact != name and saying.unasked]
    seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4])
    picked = random.Random(seed).sample(others, min(policy().learning.others, len(others)))
    picked += range(len(sayings), len(sayings) + chatter)
    return [*own, *picked], [*(str(sayings[n].value) for n in own), *(OTHER for _ in picked)]
