"""What was learnt, and hearing a fact in what somebody says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import joblib
import numpy as np
import numpy.typing as npt

from actions.eligibility.loader import FACTS_FILE
from actions.eligibility.model import Fact, FactValue
from actions.understanding.listening.sayings import SAYINGS_FILE, values_of
from luohu.encoder import Encoder
from luohu.settings import Settings

if TYPE_CHECKING:
    from sklearn.feature_extraction.text import TfidfVectorizer

Floats = npt.NDArray[np.float32]

ENCODING_WEIGHT = 2.0
OTHER = "~"
# One classifier over the plain yes-or-no facts together: no means no whatever was asked.
POLARITY = "yes or no"
_FORMAT = 1


class ListenerStaleError(RuntimeError):
    """What was learnt is missing or belongs to other sayings, facts or another encoder."""


@dataclass(frozen=True)
class Group:
    """One classifier: its classes and, row by row, their weights over the features."""

    name: str
    classes: tuple[str, ...]
    coefficients: Floats
    intercepts: Floats


@dataclass(frozen=True)
class Ears:
    """All classifiers and what turns text into their features."""

    stamp: str
    words: TfidfVectorizer
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Heard:
    """A value that was heard.

    Attributes:
        likelihood: of this value among all of the fact, 0 to 1.
        elsewhere: likelihood that the words are about something else.
    """

    value: FactValue
    likelihood: float
    elsewhere: float

    @property
    def sureness(self) -> float:
        """How sure it is that the fact is spoken of and has this value, 0 to 1."""
        return self.likelihood * (1 - self.elsewhere)


class Listener:
    """Hears facts; read-only, shared by all conversations."""

    def __init__(self, config: Settings, encoder: Encoder) -> None:
        """Load what was learnt.

        Raises:
            ListenerStaleError: it has to be built anew.
        """
        try:
            ears: Ears = joblib.load(ears_file(config))
            current = ears.stamp == stamp_of(config, encoder.fingerprint)
        except Exception as error:  # joblib raises whatever unpickling a foreign file raises
            raise ListenerStaleError(f"no listener ({error}); run: make build") from error
        if not current:
            raise ListenerStaleError(
                "the listener is older than facts.yml, sayings.yml or the encoder; run: make build"
            )
        self._encoder = encoder
        self._words = ears.words
        self._groups: Mapping[str, Group] = {group.name: group for group in ears.groups}

    def hear(self, text: str, facts: Iterable[Fact]) -> dict[str, Heard]:
        """The likeliest value of each fact in a normalised text, if the text is about it at all.

        A fact without sayings is left out.
        """
        known = [fact for fact in facts if fact.name in self._groups]
        if not known or not text:
            return {}
        words = self._words.transform([text]).toarray()[0]
        encoding = self._encoder.encode_query(text) * ENCODING_WEIGHT
        features = np.concatenate([encoding, words]).astype(np.float32)
        polarity = (
            _likelihoods(self._groups[POLARITY], features) if POLARITY in self._groups else {}
        )
        return {fact.name: self._heard(fact, features, polarity) for fact in known}

    def _heard(self, fact: Fact, features: Floats, polarity: Mapping[str, float]) -> Heard:
        likely = _likelihoods(self._groups[fact.name], features)
        elsewhere = likely.pop(OTHER, 0.0)
        if fact.type == "bool" and not fact.choices and polarity:
            likely = {value: share * polarity[value] for value, share in likely.items()}
        best = max(likely, key=lambda value: likely[value])
        values = {str(value): value for value in values_of(fact).values()}
        return Heard(values[best], likely[best] / max(sum(likely.values()), 1e-9), elsewhere)


def _likelihoods(group: Group, features: Floats) -> dict[str, float]:
    scores = group.coefficients @ features + group.intercepts
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    return dict(zip(group.classes, map(float, shares), strict=True))


def ears_file(config: Settings) -> Path:
    """Where what was learnt is kept."""
    return config.var_dir / "listener" / "ears.joblib"


def stamp_of(config: Settings, encoder: str) -> str:
    """What identifies the inputs of learning."""
    digest = hashlib.sha256(f"{_FORMAT}{encoder}".encode())
    for name in (FACTS_FILE, SAYINGS_FILE):
        digest.update((config.corpus_dir / name).read_bytes())
    return digest.hexdigest()
