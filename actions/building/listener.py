"""Learning the classifiers: for each fact its values and "something else", from the sayings."""

from __future__ import annotations

import hashlib
import random
import warnings
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

import numpy as np
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from actions.building.encoding import encoded
from actions.building.messages import training_messages
from actions.building.pairing import (
    ANSWERS_FILE,
    Answered,
    answers_of,
    learn_pairing,
    load_answers,
)
from actions.building.sayings import Saying, load_sayings
from actions.eligibility.loader import load_facts
from actions.eligibility.model import Fact
from actions.understanding.listening import (
    ENCODING_WEIGHT,
    NGRAMS,
    OTHER,
    POLARITY,
    Ears,
    Group,
    Words,
    write_ears,
)
from actions.understanding.pairing import Encode
from luohu.acts import Act
from luohu.artefacts import artefacts
from luohu.encoder import Encoder
from luohu.manifest import Manifest
from luohu.policy import policy
from luohu.settings import ROOT, Settings

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


def build_listener(config: Settings) -> None:
    """Bring the listener up to date with sayings, facts and encoder.

    Raises:
        ValueError: the sayings or facts cannot be used.
        EncoderError: there is no encoder.
    """
    artefact, manifest = artefacts(config).listener, Manifest(config.var_dir)
    if manifest.outdated(artefact):
        with manifest.making(artefact):
            ears = learn(config)
            write_ears(artefact.path, ears)
        print(f"listener: {len(ears.groups)} facts", flush=True)


def learn(config: Settings) -> Ears:
    """What is learnt from the sayings and from answers to questions about anything."""
    book = load_facts(config.corpus_dir)
    sayings = load_sayings(config.corpus_dir, book)
    answers = load_answers(ROOT / ANSWERS_FILE)
    return learn_from(sayings, answers, book, encoding(Encoder(config.model_dir)))


def encoding(encoder: Encoder) -> Encode:
    """An encoder of questions that encodes each text once."""
    return lru_cache(maxsize=None)(encoder.encode_query)


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
    yes_or_no = [answer for answer in answers if not answer.choices]
    said = [saying.text for saying in sayings]
    texts = [*said, *chatter, *(answer.text for answer in yes_or_no)]
    words = TfidfVectorizer(analyzer="char", ngram_range=NGRAMS, min_df=2, sublinear_tf=True)
    # What is said of facts alone tells how rare their words are.
    words.fit([*said, *chatter])
    vectors = encoded(texts, encode)
    features = sparse.hstack(
        [sparse.csr_matrix(vectors * ENCODING_WEIGHT), words.transform(texts)], format="csr"
    )
    groups = [
        _group(name, *_lesson(name, sayings, len(chatter)), features)
        for name in dict.fromkeys(saying.fact for saying in sayings)
        if names is None or name in names
    ]
    yes_no = [
        n for n, s in enumerate(sayings) if isinstance(s.value, bool) and not book[s.fact].choices
    ]
    if yes_no:
        rows = [*yes_no, *range(len(said) + len(chatter), len(texts))]
        values = [str(sayings[n].value) for n in yes_no]
        values += [str(bool(answer.value)) for answer in yes_or_no]
        groups.append(_group(POLARITY, rows, values, features))
    places = {str(gram): place for place, gram in enumerate(words.get_feature_names_out())}
    pairing = learn_pairing([*answers_of(sayings, book), *answers], encode)
    return Ears(Words(places, np.asarray(words.idf_)), tuple(groups), pairing)


def _chatter() -> list[str]:
    """Some of what people say that tells no fact: questions, greetings, other matters."""
    nlu = ROOT / "data" / "nlu"
    return [message for intent in _NO_FACTS for message in training_messages(nlu, intent)]


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


def _group(
    name: str, rows: Sequence[int], labels: Sequence[str], features: sparse.csr_matrix
) -> Group:
    model = LogisticRegression(
        C=policy().learning.strength, max_iter=200, tol=policy().learning.tolerance
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(features[list(rows)], list(labels))
    coefficients = np.asarray(model.coef_, dtype=np.float32)
    intercepts = np.asarray(model.intercept_, dtype=np.float32)
    if len(model.classes_) == 2:
        coefficients = np.vstack([np.zeros_like(coefficients), coefficients])
        intercepts = np.concatenate([np.zeros_like(intercepts), intercepts])
    return Group(name, tuple(model.classes_), coefficients, intercepts)
