"""Hearing danger to life, and violence, in any stretch of a message, learnt from ``data/dangers``.

Every stretch is weighed by its n-grams. ``actions.building.danger`` learns;
docs/decisions/0023-hearing-danger.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from luohu.artefacts import artefacts
from luohu.manifest import Manifest
from luohu.ngrams import Floats, Ngrams
from luohu.policy import policy
from luohu.settings import Settings

CALM = "calm"
"""What ``data/dangers`` calls what only sounds like danger."""

_ENDS = "。;!?"
_MARKS = f",、: {_ENDS}"
_BREATH = re.compile(f"[^{_MARKS}]+[{_MARKS}]*")


@dataclass(frozen=True)
class Danger:
    """What endangers somebody.

    Attributes:
        kind: as ``data/dangers`` calls it; the wording has what is said to each.
        likelihood: that the message is of danger at all, 0 to 1.
        said: the stretch of the message that tells it.
    """

    kind: str
    likelihood: float
    said: str


@dataclass(frozen=True)
class Alarms:
    """What was learnt.

    Attributes:
        ngrams: the known n-grams.
        weights: of each n-gram, for danger.
        bias: added to the weighted sum.
        kinds: the kinds of danger.
        kind_weights: of each n-gram, for each kind.
        kind_biases: added to the sum of each kind.
    """

    ngrams: Ngrams
    weights: Floats
    bias: float
    kinds: tuple[str, ...]
    kind_weights: Floats
    kind_biases: Floats


class Lookout:
    """Hears danger; read-only, shared by all conversations."""

    def __init__(self, config: Settings) -> None:
        """Load what was learnt.

        Raises:
            StaleError: it has to be built anew.
        """
        artefact = artefacts(config).danger
        Manifest(config.var_dir).require([artefact])
        self._learnt = read_alarms(artefact.path)

    def danger(self, text: str) -> Danger | None:
        """What endangers somebody now, as a normalised text tells it; None where nothing does."""
        heard = self.suspected(text)
        return heard if heard and heard.likelihood >= policy().danger.likely else None

    def suspected(self, text: str) -> Danger | None:
        """The most dangerous stretch of a text, however likely; None for an empty text."""
        learnt, parts = self._learnt, stretches(text)
        weighed = [learnt.ngrams.weigh(part) for part in parts]
        if not weighed:
            return None
        scores = [float(learnt.weights[rows] @ found) for rows, found in weighed]
        best = int(np.argmax(scores))
        rows, found = weighed[best]
        by_kind = found @ learnt.kind_weights[rows] + learnt.kind_biases
        # Of many stretches one sounds like danger by chance.
        odds = scores[best] + learnt.bias - policy().danger.by_chance * np.log(len(parts))
        kind = learnt.kinds[int(np.argmax(by_kind))]
        return Danger(kind, float(1 / (1 + np.exp(-odds))), parts[best])


def stretches(text: str) -> Sequence[str]:
    """The stretches of a normalised text, each once: breaths of a sentence, from each one on.

    Speech without marks is cut into pieces that overlap.
    """
    bars = policy().danger
    breaths: list[str] = []
    for breath in _BREATH.findall(text):
        told = breath.rstrip(_MARKS)
        if len(told) > bars.longest:
            starts = range(0, len(told) - bars.step, bars.step)
            breaths += [told[start : start + 2 * bars.step] for start in starts]
        else:
            breaths.append(breath)
    found = []
    for first, breath in enumerate(breaths):
        stretch = breath
        for following in breaths[first + 1 :]:
            long = len(stretch) + len(following) > bars.longest
            if len(stretch) >= bars.shortest or long or stretch[-1] in _ENDS:
                break
            stretch += following
        found.append(stretch.rstrip(_MARKS))
    whole = text.rstrip(_MARKS)
    if found and len(whole) <= bars.whole:
        found.append(whole)
    return list(dict.fromkeys(found))


def write_alarms(path: Path, learnt: Alarms) -> None:
    """Keep what was learnt: arrays alone, which reading cannot make run anything."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(
        path,
        grams=learnt.ngrams.known,
        rarity=learnt.ngrams.rarity,
        weights=learnt.weights,
        bias=learnt.bias,
        kinds=np.array(learnt.kinds),
        kind_weights=learnt.kind_weights,
        kind_biases=learnt.kind_biases,
    )


def read_alarms(path: Path) -> Alarms:
    """What was learnt."""
    with np.load(path) as stored:
        return Alarms(
            Ngrams(stored["grams"], stored["rarity"]),
            stored["weights"],
            float(stored["bias"]),
            tuple(map(str, stored["kinds"])),
            stored["kind_weights"],
            stored["kind_biases"],
        )
