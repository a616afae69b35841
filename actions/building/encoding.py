"""Encoding many texts while building, on all cores, each by itself: none changes another."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from os import cpu_count
from pathlib import Path

import numpy as np

from luohu.encoder import GRAPH_FILE, Encoder, Vectors
from luohu.settings import Settings

VECTORS = "vectors"
"""Folder in ``var_dir`` of the vectors that the last build encoded."""


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


@contextmanager
def keeping(config: Settings, step: str) -> Iterator[Callable[[str], Vectors]]:
    """Encodes each question once, and none that the last build of this step encoded.

    Most of a build is encoding, and a change of the data leaves most texts as they are. What
    another encoder made, or what is asked for no longer, is not kept.

    Args:
        step: names the file; steps that run side by side have one each.
    """
    encoder = Encoder(config.model_dir)
    graph = hashlib.sha256((config.model_dir / GRAPH_FILE).read_bytes()).hexdigest()
    file = config.var_dir / VECTORS / f"{step}.npz"
    kept, used = _read(file, graph), dict[str, Vectors]()

    def encode(text: str) -> Vectors:
        vector = used.get(text)
        if vector is None:
            key = _key(text)
            vector = kept[key] if key in kept else encoder.encode_query(text)
            used[text] = vector
        return vector

    yield encode
    _write(file, graph, used)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _read(file: Path, graph: str) -> dict[str, Vectors]:
    if not file.exists():
        return {}
    with np.load(file) as stored:
        if str(stored["graph"]) != graph:
            return {}
        return dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))


def _write(file: Path, graph: str, used: dict[str, Vectors]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new.npz")
    keys = np.array([_key(text) for text in used])
    vectors = np.stack(list(used.values())) if used else np.empty((0, 0), dtype=np.float32)
    np.savez(fresh, graph=np.array(graph), keys=keys, vectors=vectors)
    os.replace(fresh, file)
