"""Learning the classifiers: for each fact its values and "something else", from the sayings."""

from __future__ import annotations

import hashlib
import random
import warnings
from collections.abc import Sequence
from pathlib import Path

import joblib
import numpy as np
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from actions.eligibility.loader import load_facts
from actions.retrieval.messages import training_messages
from actions.understanding.listening.listener import (
    ENCODING_WEIGHT,
    OTHER,
    POLARITY,
    Ears,
    Group,
    ears_file,
    stamp_of,
)
from actions.understanding.listening.sayings import Saying, load_sayings
from luohu.acts import Act
from luohu.encoder import Encoder
from luohu.settings import ROOT, Settings

# Sentences of other facts that each classifier learns to leave alone.
_OTHERS = 60
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
_STRENGTH = 10.0
_TOLERANCE = 1e-2


def learn(config: Settings) -> int:
    """Learn from the sayings and write what was learnt; return for how many facts.

    Raises:
        ValueError: the sayings or facts cannot be used.
        EncoderError: there is no encoder.
    """
    book = load_facts(config.corpus_dir)
    sayings = load_sayings(config.corpus_dir, book)
    encoder = Encoder(config.model_dir)
    chatter = _chatter()
    texts = [*(saying.text for saying in sayings), *chatter]
    words = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True)
    vectors = np.stack([encoder.encode_query(text) for text in texts])
    features = sparse.hstack(
        [sparse.csr_matrix(vectors * ENCODING_WEIGHT), words.fit_transform(texts)], format="csr"
    )
    groups = [
        _group(name, *_lesson(name, sayings, len(chatter)), features)
        for name in dict.fromkeys(saying.fact for saying in sayings)
    ]
    yes_no = [
        n for n, s in enumerate(sayings) if isinstance(s.value, bool) and not book[s.fact].choices
    ]
    if yes_no:
        answers = [str(sayings[n].value) for n in yes_no]
        groups.append(_group(POLARITY, yes_no, answers, features))
    ears = Ears(stamp_of(config, encoder.fingerprint), words, tuple(groups))
    _write(ears, ears_file(config))
    return len(groups)


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
    picked = random.Random(seed).sample(others, min(_OTHERS, len(others)))
    picked += range(len(sayings), len(sayings) + chatter)
    return [*own, *picked], [*(str(sayings[n].value) for n in own), *(OTHER for _ in picked)]


def _group(
    name: str, rows: Sequence[int], labels: Sequence[str], features: sparse.csr_matrix
) -> Group:
    model = LogisticRegression(C=_STRENGTH, max_iter=200, tol=_TOLERANCE)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(features[list(rows)], list(labels))
    coefficients = np.asarray(model.coef_, dtype=np.float32)
    intercepts = np.asarray(model.intercept_, dtype=np.float32)
    if len(model.classes_) == 2:
        coefficients = np.vstack([np.zeros_like(coefficients), coefficients])
        intercepts = np.concatenate([np.zeros_like(intercepts), intercepts])
    return Group(name, tuple(model.classes_), coefficients, intercepts)


def _write(ears: Ears, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    joblib.dump(ears, fresh)
    fresh.replace(path)
