"""N-grams of a text, of its characters and of how they sound, so that what a transcript writes
with other characters (家报, 没气中毒) counts as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from luohu.policy import policy
from luohu.spelling import sound_of

Floats = npt.NDArray[np.float32]
Checksums = npt.NDArray[np.uint32]
Weighed = tuple[npt.NDArray[np.int64], Floats]
"""The known n-grams of a text by their places, and the weight of each, of length one."""


@dataclass(frozen=True)
class Ngrams:
    """The n-grams that were learnt of, as scikit-learn's TfidfVectorizer weighs them.

    Attributes:
        known: the n-grams, as ``ngrams`` gives them, in ascending order.
        rarity: of each, its inverse document frequency.
    """

    known: Checksums
    rarity: Floats

    def weigh(self, text: str) -> Weighed:
        """The known n-grams of a normalised text."""
        said, counts = np.unique(np.fromiter(ngrams(text), dtype=np.uint32), return_counts=True)
        places = np.minimum(np.searchsorted(self.known, said), len(self.known) - 1)
        heard = self.known[places] == said
        places = places[heard]
        found = (1 + np.log(counts[heard])) * self.rarity[places]
        return places, np.asarray(found / (np.linalg.norm(found) or 1.0), dtype=np.float32)


def ngrams(text: str) -> Iterator[int]:
    """The n-grams of a text, each as a checksum.

    So they take a few megabytes; two of them share one too seldom to matter.
    """
    lengths, text = policy().ngrams, text.lower()
    yield from _runs(text, lengths.characters)
    yield from _runs([f" {sound_of(character)}" for character in text], lengths.syllables)


def _runs(signs: Sequence[str], lengths: tuple[int, ...]) -> Iterator[int]:
    for length in lengths:
        for start in range(len(signs) - length + 1):
            yield crc32("".join(signs[start : start + length]).encode("utf-8", "ignore"))
