"""Texts are weighed by their characters and by how they sound."""

from __future__ import annotations

import numpy as np
import pytest

from actions.building.ngrams import learn_ngrams
from luohu.ngrams import ngrams

TEXTS = ["家暴要离婚", "家暴怎么办", "租房能落户吗", "租房怎么办", "积分怎么办", "离婚怎么办"]


def test_what_sounds_alike_shares_more_than_what_does_not() -> None:
    told, heard, other = (set(ngrams(text)) for text in ("家暴", "家报", "家书"))
    assert len(told & heard) > len(told & other)


@pytest.mark.parametrize("text", ["", "a", "👍", "\ud800", "租" * 2000])
def test_an_odd_text_has_ngrams_as_well(text: str) -> None:
    learnt, _ = learn_ngrams(TEXTS, 2)
    places, weights = learnt.weigh(text)
    assert len(places) == len(weights)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_weighs_while_serving_what_it_weighed_while_learning(text: str) -> None:
    learnt, weighed = learn_ngrams(TEXTS, 2)
    places, weights = learnt.weigh(text)
    row = weighed[TEXTS.index(text)].toarray()[0]
    served = np.zeros(len(learnt.known), dtype=np.float32)
    served[places] = weights
    assert served == pytest.approx(row, abs=1e-6)


def test_a_rare_ngram_counts_more_than_one_that_everybody_says() -> None:
    learnt, _ = learn_ngrams(TEXTS, 1)
    rarity = dict(zip(learnt.known.tolist(), learnt.rarity.tolist(), strict=True))
    (rare,), (common,) = ([n for n in ngrams(one)][:1] for one in ("积", "怎"))
    assert rarity[rare] > rarity[common]
