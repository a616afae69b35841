"""How near the sentences of a clause, told in everyday words, are to a question."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from actions.eligibility.plain import PlainLine
from luohu.encoder import Vectors
from luohu.policy import policy


@dataclass(frozen=True)
class PlainIndex:
    """The plain lines of one document, searchable.

    Attributes:
        lines: in the order of the file.
        words: search tokens of each line and its quote.
        vectors: of what each line says, what it quotes and how people ask for it, one a row.
        owners: for each of them the position of its line.
    """

    lines: tuple[PlainLine, ...]
    words: tuple[frozenset[str], ...]
    vectors: Vectors
    owners: npt.NDArray[np.int64]

    def nearest(
        self, clause: str, vector: Vectors, tokens: Sequence[str], evidence: str | None = None
    ) -> tuple[float, PlainLine] | None:
        """The line of a clause nearest to a question, and how near; None where it has no line.

        By the nearest ways of saying it, and by the words that it shares with the question: of
        sentences side by side one rare word (股份, 高考) often says which is meant. The subject
        helps to choose and makes nothing nearer: it may have been misheard.

        Args:
            clause: id of the clause.
            vector: of the question.
            tokens: search tokens of the question, with the official words for lay ones.
            evidence: a pattern that shows in sentences about the subject that is surely meant.
        """
        counts, likeness = policy().plain, self.vectors @ vector
        telling = {token: self._rarity[token] for token in tokens if token in self._rarity}
        best, found = -math.inf, None
        for number, line in enumerate(self.lines):
            if line.clause != clause:
                continue
            meaning = np.sort(likeness[self.owners == number])[-counts.ways :].mean()
            shared = sum(weight for token, weight in telling.items() if token in self.words[number])
            near = float(meaning) + counts.words * shared / (sum(telling.values()) or 1.0)
            shows = bool(evidence and re.search(evidence, line.quote))
            if near + counts.subject * shows > best:
                best, found = near + counts.subject * shows, (near, line)
        return found

    @cached_property
    def _rarity(self) -> dict[str, float]:
        """How much a token tells of the line that it stands in: the rarer, the more."""
        lines_with = Counter(token for words in self.words for token in words)
        return {token: math.log1p(len(self.lines) / n) for token, n in lines_with.items()}


def read_plain(folder: Path) -> PlainIndex:
    """Load what ``actions.building`` wrote."""
    entries = json.loads((folder / "plain.json").read_text("utf-8"))
    with np.load(folder / "plain.npz") as stored:
        vectors, owners = stored["vectors"], stored["owners"]
    return PlainIndex(
        tuple(
            PlainLine(clause, quote, says, tuple(asked))
            for clause, quote, says, asked in entries["lines"]
        ),
        tuple(frozenset(words) for words in entries["words"]),
        vectors,
        owners,
    )
