"""Hearing facts in words that no cue foresees: a classifier for each fact, learnt from sayings.

``actions.building`` learns; hearing needs nothing but the matrices that it stored. Why it stands
beside the cues of ``facts.yml``: ``docs/decisions/0009-hearing-facts.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from actions.eligibility.model import Fact, FactValue
from actions.understanding.answering import Answers, Read, Words, grams, read_answers
from actions.understanding.pairing import Pairing
from luohu.artefacts import artefacts
from luohu.encoder import Encoder
from luohu.manifest import Manifest
from luohu.settings import Settings

Floats = npt.NDArray[np.float32]

ENCODING_WEIGHT = 2.0
OTHER = "~"
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
    """Hears facts, and reads answers; read-only, shared by all conversations."""

    def __init__(self, config: Settings, encoder: Encoder) -> None:
        """Load what was learnt.

        Raises:
            StaleError: it has to be built anew.
        """
        artefact = artefacts(config).listener
        Manifest(config.var_dir).require([artefact])
        ears, answers = artefact.outputs
        self._take(read_ears(ears), read_answers(answers), encoder)

    @classmethod
    def of(cls, ears: Ears, answers: Answers, encoder: Encoder) -> Listener:
        """A listener with what was just learnt."""
        listener = cls.__new__(cls)
        listener._take(ears, answers, encoder)
        return listener

    def _take(self, ears: Ears, answers: Answers, encoder: Encoder) -> None:
        self._encoder = encoder
        self._answers = answers
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
        yes_or_no = self._answers.yes_or_no(text, self._encoder.encode_query(text))
        return {fact.name: self._heard(fact, features, yes_or_no) for fact in known}

    def read(self, text: str, fact: Fact) -> Read | None:
        """What a normalised answer to the question of a fact says, if it can be read at all.

        Where nothing was learnt of the fact itself, its choices are weighed with the answer. None
        for a duration, and where somebody's relation is asked, which the table of kinship reads.
        """
        if fact.type == "duration" or fact.kinship or not text:
            return None
        read = self._answers.read(text, self._encoder.encode_query(text), fact)
        if read or not (fact.choices and self._pairing):
            return read
        titles = [choice.title for choice in fact.choices]
        shares = self._pairing.likelihoods(text, titles, self._encoder.encode_query)
        of_value: dict[FactValue, float] = {}
        for choice, share in zip(fact.choices, shares, strict=True):
            of_value[choice.value] = of_value.get(choice.value, 0.0) + share
        best = max(of_value, key=lambda value: of_value[value])
        return Read(best, of_value[best])

    def is_answer(self, text: str) -> float:
        """How likely a normalised message answers some question, 0 to 1."""
        return self._answers.is_answer(text, self._encoder.encode_query(text))

    def is_unsure(self, text: str) -> float:
        """How likely a normalised answer says that somebody does not know, 0 to 1."""
        return self._answers.is_unsure(text, self._encoder.encode_query(text))

    def _features(self, text: str) -> Floats:
        words = self._words.weigh(grams(plain(text)))
        encoding = self._encoder.encode_query(text) * ENCODING_WEIGHT
        return np.concatenate([encoding, words]).astype(np.float32)

    def _heard(self, fact: Fact, features: Floats, yes_or_no: Mapping[str, float]) -> Heard:
        likely = _likelihoods(self._groups[fact.name], features)
        elsewhere = likely.pop(OTHER, 0.0)
        if fact.type == "bool" and not fact.choices and yes_or_no:
            likely = {value: share * yes_or_no[value] for value, share in likely.items()}
        best = max(likely, key=lambda value: likely[value])
        values = {str(value): value for value in values_of(fact).values()}
        return Heard(values[best], likely[best] / max(sum(likely.values()), 1e-9), elsewhere)


def plain(text: str) -> str:
    """A text as scikit-learn's TfidfVectorizer takes its characters."""
    return _GAP.sub(" ", text.lower())


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
