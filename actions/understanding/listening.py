"""Hearing facts in words that no cue foresees: a classifier for each fact, learnt from sayings.

``actions.building`` learns; hearing needs nothing but the matrices that it stored. Why it stands
beside the cues of ``facts.yml``: ``docs/decisions/0009-hearing-facts.md``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from actions.eligibility.model import Fact, FactValue
from actions.understanding.pairing import Pairing
from luohu.artefacts import artefacts
from luohu.encoder import Encoder
from luohu.manifest import Manifest
from luohu.settings import Settings

Floats = npt.NDArray[np.float32]

ENCODING_WEIGHT = 2.0
OTHER = "~"
# One classifier over the plain yes-or-no facts together: no means no whatever was asked.
POLARITY = "yes or no"
NGRAMS = (1, 3)
_PAIR = "pair of choice and answer/"
_GAP = re.compile(r"\s\s+")


@dataclass(frozen=True)
class Group:
    """One classifier: its classes and, row by row, their weights over the features."""

    name: str
    classes: tuple[str, ...]
    coefficients: Floats
    intercepts: Floats


@dataclass(frozen=True)
class Words:
    """Text as weights of its character n-grams, as scikit-learn's TfidfVectorizer has them.

    Attributes:
        places: the place of each known n-gram among the weights.
        rarity: of each, by its place, the inverse document frequency.
    """

    places: Mapping[str, int]
    rarity: npt.NDArray[np.float64]

    def weigh(self, text: str) -> Floats:
        """The weights of a text, of length one; all zero where nothing in it is known."""
        text = _GAP.sub(" ", text.lower())
        least, most = NGRAMS
        counted = Counter(
            text[start : start + length]
            for length in range(least, most + 1)
            for start in range(len(text) - length + 1)
        )
        weights = np.zeros(len(self.rarity))
        for gram, count in counted.items():
            if (place := self.places.get(gram)) is not None:
                weights[place] = (1 + np.log(count)) * self.rarity[place]
        return (weights / (np.linalg.norm(weights) or 1.0)).astype(np.float32)


@dataclass(frozen=True)
class Ears:
    """All classifiers and what turns text into their features."""

    words: Words
    groups: tuple[Group, ...]
    pairing: Pairing | None = None


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
            StaleError: it has to be built anew.
        """
        artefact = artefacts(config).listener
        Manifest(config.var_dir).require([artefact])
        self._take(read_ears(artefact.path), encoder)

    @classmethod
    def of(cls, ears: Ears, encoder: Encoder) -> Listener:
        """A listener with what was just learnt."""
        listener = cls.__new__(cls)
        listener._take(ears, encoder)
        return listener

    def _take(self, ears: Ears, encoder: Encoder) -> None:
        self._encoder = encoder
        self._words = ears.words
        self._pairing = ears.pairing
        self._groups: Mapping[str, Group] = {group.name: group for group in ears.groups}

    def hear(self, text: str, facts: Iterable[Fact]) -> dict[str, Heard]:
        """The likeliest value of each fact in a normalised text, if the text is about it at all.

        A fact without sayings is left out.
        """
        known = [fact for fact in facts if fact.name in self._groups]
        if not known or not text:
            return {}
        features = self._features(text)
        polarity = (
            _likelihoods(self._groups[POLARITY], features) if POLARITY in self._groups else {}
        )
        return {fact.name: self._heard(fact, features, polarity) for fact in known}

    def weigh(self, text: str, fact: Fact) -> Heard | None:
        """The likeliest value of a fact in an answer, by its question and its choices alone.

        Nothing was learnt of the fact itself. None for a duration, and where nobody's relation
        is a choice, which the table of kinship reads.
        """
        if fact.type == "duration" or fact.kinship or not text:
            return None
        if fact.choices and self._pairing:
            titles = [choice.title for choice in fact.choices]
            shares = self._pairing.likelihoods(text, titles, self._encoder.encode_query)
            of_value: dict[FactValue, float] = {}
            for choice, share in zip(fact.choices, shares, strict=True):
                of_value[choice.value] = of_value.get(choice.value, 0.0) + share
            best = max(of_value, key=lambda value: of_value[value])
            return Heard(best, of_value[best], 0.0)
        if fact.choices or POLARITY not in self._groups:
            return None
        likely = _likelihoods(self._groups[POLARITY], self._features(text))
        said = max(likely, key=lambda value: likely[value])
        return Heard(said == str(True), likely[said], 0.0)

    def _features(self, text: str) -> Floats:
        words = self._words.weigh(text)
        encoding = self._encoder.encode_query(text) * ENCODING_WEIGHT
        return np.concatenate([encoding, words]).astype(np.float32)

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


def write_ears(path: Path, ears: Ears) -> None:
    """Keep what was learnt: arrays alone, which reading cannot make run anything."""
    arrays: dict[str, Any] = {
        "grams": np.array(list(ears.words.places)),
        "rarity": ears.words.rarity,
    }
    for group in ears.groups:
        arrays[f"{group.name}/classes"] = np.array(group.classes)
        arrays[f"{group.name}/coefficients"] = group.coefficients
        arrays[f"{group.name}/intercepts"] = group.intercepts
    if ears.pairing:
        arrays |= {f"{_PAIR}{name}": array for name, array in vars(ears.pairing).items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, **arrays)


def read_ears(path: Path) -> Ears:
    """What was learnt."""
    with np.load(path) as stored:
        names = [key.removesuffix("/classes") for key in stored.files if key.endswith("/classes")]
        groups = [
            Group(
                name,
                tuple(map(str, stored[f"{name}/classes"])),
                stored[f"{name}/coefficients"],
                stored[f"{name}/intercepts"],
            )
            for name in names
        ]
        places = {str(gram): place for place, gram in enumerate(stored["grams"])}
        learnt = {
            key.removeprefix(_PAIR): stored[key] for key in stored.files if key.startswith(_PAIR)
        }
        pairing = Pairing(**learnt) if learnt else None
        return Ears(Words(places, stored["rarity"]), tuple(groups), pairing)


def values_of(fact: Fact) -> dict[str, FactValue]:
    """The values of a fact by the key that files use for them; none for a duration."""
    if fact.type == "bool":
        return {"true": True, "false": False}
    return {str(choice.value): choice.value for choice in fact.choices}
