"""How near a clause must be to a question to answer it, learnt from the training messages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import yaml

from actions.retrieval.index import DocumentIndex
from luohu.encoder import Encoder
from luohu.text import normalise

_PER_INTENT = 12
_KEPT = 0.99


def training_messages(nlu_dir: Path, prefix: str) -> list[str]:
    """Some messages of every intent whose name begins with ``prefix``, evenly picked."""
    picked = []
    for path in sorted(nlu_dir.rglob("*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            if entry["intent"].startswith(prefix):
                lines = [line[2:] for line in entry["examples"].splitlines() if line[:2] == "- "]
                picked += lines[:: max(len(lines) // _PER_INTENT, 1)]
    return [normalise(message) for message in picked]


def least_cosine(
    messages: Iterable[str], indexes: Iterable[DocumentIndex], encoder: Encoder
) -> float:
    """The cosine that nearly all questions of policy reach with some clause of any document.

    A cosine has no meaning of its own: all vectors of a model lie close together, and each model
    has its own range.
    """
    vectors = [encoder.encode_query(message) for message in messages]
    searched = list(indexes)
    best = [max(float(index.dense(v)[0].max()) for index in searched) for v in vectors]
    return float(np.quantile(best, 1 - _KEPT))


def write_calibration(path: Path, least: float) -> None:
    """Store the calibration beside the index."""
    path.write_text(json.dumps({"least_cosine": least}), "utf-8")


def read_calibration(path: Path) -> float:
    """The stored cosine."""
    return float(json.loads(path.read_text("utf-8"))["least_cosine"])
