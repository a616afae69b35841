"""Encoding many texts while building, on all cores, each by itself: none changes another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count

import numpy as np

from luohu.encoder import Encoder, Vectors


def encoded(texts: Iterable[str], encode: Callable[[str], Vectors]) -> Vectors:
    """The vectors of texts, shape (texts, dimensions), in the order given."""
    # onnxruntime lets the other threads run while it works.
    with ThreadPoolExecutor(cpu_count()) as threads:
        vectors = list(threads.map(encode, texts))
    return np.stack(vectors) if vectors else np.empty((0, 0), dtype=np.float32)


def passages_encoded(texts: Iterable[str], encoder: Encoder) -> Vectors:
    """The vectors of passages, shape (texts, dimensions), in the order given."""
    vectors = encoded(texts, lambda text: encoder.encode_passages([text])[0])
    return vectors.reshape(len(vectors), encoder.dimensions)
