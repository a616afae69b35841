"""Hearing facts in words that no cue foresees: a classifier for each fact, learnt from sayings.

``actions.building`` learns; hearing needs nothing but the matrices that it stored. Why it stands
beside the cues of ``facts.yml``: ``docs/decisions/0009-hearing-facts.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from actions.eligibility.model import Fact, FactValue
from actions.understanding.answering import ELSEWHERE, Answers, Read, read_answers, values_of
from actions.understanding.classifying import (
    Classifier,
    Floats,
    Words,
    arrays_of,
    classifiers_of,
    grams,
)
from actions.understanding.pairing import Pairing
from actions.understanding.together import together
from luohu.artefacts import artefacts
from luohu.encoder import Encoder
from luohu.manifest import Manifest
from luohu.settings import Settings

OTHER = "~"
_PAIR = "pair of choice and answer/"
_GAP = re.compile(r"\s\s+")


@dataclass(frozen=True)
class Ears:
    """All classifiers and what turns text into their features."""

    words: Words
    facts: Mapping[str, Classifier]
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
        learnt = read_ears(ears)
        learnt = replace(learnt, facts=together(learnt.facts))
        self._take(learnt, read_answers(answers), encoder)

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
        self._facts = ears.facts
        # A turn asks several things of one message.
        self._answering = lru_cache(maxsize=64)(self._answer_features)

    def hear(self, text: str, facts: Iterable[Fact]) -> dict[str, Heard]:
        """The likeliest value of each fact in a normalised text, if the text is about it at all.

        A fact without sayings is left out.
        """
        known = [fact for fact in facts if fact.name in self._facts]
        if not known or not text:
            return {}
        encoding = self._encoder.encode_query(text)
        features = self._words.features(encoding, grams(plain(text)))
        yes_or_no = self._answers.yes_or_no(self._answering(text))
        return {fact.name: self._heard(fact, features, yes_or_no) for fact in known}

    def read(self, text: str, fact: Fact) -> Read | None:
        """What a normalised answer to the question of a fact says, if it can be read at all.

        Where nothing was learnt of the fact itself, its choices are weighed with the answer. None
        for a duration, and where somebody's relation is asked, which the table of kinship reads.
        """
        if fact.type == "duration" or fact.kinship or not text:
            return None
        read = self._answers.read(self._answering(text), fact)
        if read or not (fact.choices and self._pairing):
            return read
        titles = [choice.title for choice in fact.choices]
        shares = self._pairing.likelihoods(text, titles, self._encoder.encode_query)
        of_value: dict[FactValue, float] = {}
        for choice, share in zip(fact.choices, shares, strict=True):
            of_value[choice.value] = of_value.get(choice.value, 0.0) + share
        best = max(of_value, key=lambda value: of_value[value])
        return Read(best, of_value[best])

    def kind(self, text: str) -> str:
        """What a normalised message under a question is: ANSWER, ASKED_BACK or ELSEWHERE."""
        return self._answers.kind(self._answering(text)) if text else ELSEWHERE

    def is_unsure(self, text: str) -> float:
        """How likely a normalised answer says that somebody does not know, 0 to 1."""
        return self._answers.is_unsure(self._answering(text)) if text else 0.0

    def _answer_features(self, text: str) -> Floats:
        return self._answers.features(text, self._encoder.encode_query(text))

    def _heard(self, fact: Fact, features: Floats, yes_or_no: Mapping[str, float]) -> Heard:
        likely = self._facts[fact.name].shares(features)
        elsewhere = likely.pop(OTHER, 0.0)
        if fact.type == "bool" and not fact.choices and yes_or_no:
            likely = {value: share * yes_or_no[value] for value, share in likely.items()}
        best = max(likely, key=lambda value: likely[value])
        values = {str(value): value for value in values_of(fact).values()}
        return Heard(values[best], likely[best] / max(sum(likely.values()), 1e-9), elsewhere)


def plain(text: str) -> str:
    """A text as scikit-learn's TfidfVectorizer takes its characters."""
    return _GAP.sub(" ", text.lower())


def write_ears(path: Path, ears: Ears) -> None:
    """Keep what was learnt."""
    arrays = arrays_of(ears.words, ears.facts)
    if ears.pairing:
        arrays |= {f"{_PAIR}{name}": array for name, array in vars(ears.pairing).items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, **arrays)


def read_ears(path: Path) -> Ears:
    """What was learnt."""
    with np.load(path) as stored:
        learnt = {
            key.removeprefix(_PAIR): stored[key] for key in stored.files if key.startswith(_PAIR)
        }
        return Ears(*classifiers_of(stored), Pairing(**learnt) if learnt else None)
