"""Hearing danger to life, and violence, in any stretch of a message, learnt from ``data/dangers``.

Every stretch is weighed by its characters and by how they sound, so that what a transcript writes
with other characters (家报, 没气中毒) counts as well. ``actions.building.danger`` learns;
docs/decisions/0023-hearing-danger.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from luohu.artefacts import artefacts
from luohu.manifest import Manifest
from luohu.policy import policy
from luohu.settings import Settings
from luohu.spelling import sound_of

CALM = "calm"
"""What ``data/dangers`` calls what only sounds like danger."""

Floats = npt.NDArray[np.float32]
Grams = npt.NDArray[np.uint32]

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
        grams: the known n-grams, as ``grams`` gives them, in ascending order.
        rarity: of each n-gram, its inverse document frequency.
        weights: of each n-gram, for danger.
        bias: added to the weighted sum.
        kinds: the kinds of danger.
        kind_weights: of each n-gram, for each kind.
        kind_biases: added to the sum of each kind.
    """

    grams: Grams
    rarity: Floats
    weights: Floats
    bias: float
    kinds: tuple[str, ...]
    kind_weights: Floats
    kind_biases: Floats

    def weigh(self, stretch: str) -> tuple[npt.NDArray[np.int64], Floats]:
        """The known n-grams of a stretch by their rows, and the weight of each, of length one."""
        said, counts = np.unique(np.fromiter(grams(stretch), dtype=np.uint32), return_counts=True)
        rows = np.minimum(np.searchsorted(self.grams, said), len(self.grams) - 1)
        known = self.grams[rows] == said
        rows = rows[known]
        found = (1 + np.log(counts[known])) * self.rarity[rows]
        return rows, np.asarray(found / (np.linalg.norm(found) or 1.0), dtype=np.float32)


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
        weighed = [learnt.weigh(part) for part in parts]
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


def grams(stretch: str) -> Iterator[int]:
    """The n-grams of a stretch, of its characters and of its syllables, each as a checksum.

    So they take a few megabytes; two of them share one too seldom to matter.
    """
    lengths, stretch = policy().danger, stretch.lower()
    yield from _runs(stretch, lengths.characters)
    yield from _runs([f" {sound_of(character)}" for character in stretch], lengths.syllables)


def _runs(signs: Sequence[str], lengths: tuple[int, ...]) -> Iterator[int]:
    for length in lengths:
        for start in range(len(signs) - length + 1):
            yield crc32("".join(signs[start : start + length]).encode("utf-8", "ignore"))


def write_alarms(path: Path, learnt: Alarms) -> None:
    """Keep what was learnt: arrays alone, which reading cannot make run anything."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(
        path,
        grams=learnt.grams,
        rarity=learnt.rarity,
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
            stored["grams"],
            stored["rarity"],
            stored["weights"],
            float(stored["bias"]),
            tuple(map(str, stored["kinds"])),
            stored["kind_weights"],
            stored["kind_biases"],
        )
