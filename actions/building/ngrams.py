"""Learning which n-grams there are, and how rare each is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from luohu.ngrams import Ngrams, ngrams


def learn_ngrams(texts: Sequence[str], least: int) -> tuple[Ngrams, sparse.csr_matrix]:
    """The n-grams of texts, and how much each weighs in each text, a text a row.

    Args:
        texts: normalised.
        least: in how many texts an n-gram must stand.
    """
    words = TfidfVectorizer(
        analyzer=lambda text: list(ngrams(text)), min_df=least, sublinear_tf=True
    )
    weighed = words.fit_transform(texts)
    known = np.asarray(sorted(words.vocabulary_), dtype=np.uint32)
    return Ngrams(known, np.asarray(words.idf_, dtype=np.float32)), weighed
