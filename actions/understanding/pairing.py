"""How well a choice of a question fits an answer: what is weighed, whatever the question is.

``actions.building.pairing`` learns the weights from many questions; a fact of which nobody has
said anything yet is read by them from its question and its choices alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from actions.understanding.breaths import bare_breaths
from actions.understanding.speech import negations
from luohu.policy import policy
from luohu.text import normalise

Floats = npt.NDArray[np.float32]
Encode = Callable[[str], Floats]

_PARTS = re.compile("[、,()/]|或者|或|一类的")
_SMALL = frozenset("的了在是有没不、,()我您")
_NONE = ("都不是", "别的", "没有", "其他")


@dataclass(frozen=True)
class Pairing:
    """What was learnt of answers and choices.

    Attributes:
        said: the mean vector of answers, and ``named`` of choices, which all of them share.
        weights: how much each feature counts for a choice.
    """

    said: Floats
    named: Floats
    weights: Floats

    def likelihoods(self, text: str, titles: Sequence[str], encode: Encode) -> list[float]:
        """How likely each choice is what a normalised answer means; together 1."""
        scores = features(text, titles, encode, self.said, self.named) @ self.weights
        shares = np.exp(scores - scores.max())
        return [float(share) for share in shares / shares.sum()]


def features(
    text: str, titles: Sequence[str], encode: Encode, said: Floats, named: Floats
) -> Floats:
    """What speaks for each choice: one row a choice.

    Likeness in meaning of the answer, and of its nearest breath, to the choice and to the nearest
    part of it; characters and pairs of them that only this choice shares with the answer; whether
    both deny; whether the choice says none of the others.
    """
    normalised = [normalise(title) for title in titles]
    times = policy().learning.likeness
    whole = _turned(encode(text), said)
    breaths = [_turned(encode(one), said) for one in bare_breaths(text)] or [whole]
    grams, signs = _grams(text), set(text) - _SMALL
    denies = negations(text) > 0
    rows = []
    for number, title in enumerate(normalised):
        others = [other for at, other in enumerate(normalised) if at != number]
        own_grams = _grams(title) - set().union(*map(_grams, others))
        own_signs = set(title) - _SMALL - set("".join(others))
        meant = _turned(encode(title), named)
        parts = [_turned(encode(part), named) for part in _parts(title)]
        refuses = float("不" in title or "没" in title)
        rows.append(
            [
                times * whole @ meant,
                times * max(whole @ part for part in parts),
                times * max(breath @ meant for breath in breaths),
                times * max(breath @ part for breath in breaths for part in parts),
                len(grams & own_grams),
                len(signs & own_signs),
                len(grams & own_grams) / (1 + len(_grams(title))),
                refuses * denies,
                refuses,
                float(title.startswith(_NONE)),
            ]
        )
    return np.asarray(rows, dtype=np.float32)


def _parts(title: str) -> list[str]:
    return [part for part in _PARTS.split(title) if len(part) > 1] or [title]


def _turned(vector: Floats, mean: Floats) -> Any:  # noqa: ANN401 - numpy's own type
    """A vector without what all share, of length one."""
    rest = vector - mean
    return rest / (np.linalg.norm(rest) or 1.0)


def _grams(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
