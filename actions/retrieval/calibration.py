"""How near a clause must be to a question to answer it, learnt from the training messages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import yaml

from actions.retrieval.index import DocumentIndex
from luohu.encoder import Encoder
from luohu.text import normalise

_PER_INTENT = 12
_NEARLY_ALL, _MOST = 0.99, 0.95


def training_messages(nlu_dir: Path, prefix: str, every: bool = False) -> list[str]:
    """Some messages of each intent whose name begins with ``prefix``, evenly picked, or every."""
    picked = []
    for path in sorted(nlu_dir.rglob("*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            if entry["intent"].startswith(prefix):
                lines = [line[2:] for line in entry["examples"].splitlines() if line[:2] == "- "]
                picked += lines if every else lines[:: max(len(lines) // _PER_INTENT, 1)]
    return [normalise(message) for message in picked]


@dataclass(frozen=True)
class Calibration:
    """What cosines mean; they have no meaning of their own, and each model has its own range.

    Attributes:
        least: nearly all questions of policy reach it with some clause of any document.
        fair: most do; below it a question whose subject is not known is hardly one of policy.
    """

    least: float
    fair: float


def calibrate(
    messages: Iterable[str], indexes: Iterable[DocumentIndex], encoder: Encoder
) -> Calibration:
    """Learn from questions of policy how near their best clause is."""
    vectors = [encoder.encode_query(message) for message in messages]
    searched = list(indexes)
    best = [max(float(index.dense(v)[0].max()) for index in searched) for v in vectors]
    least, fair = (float(np.quantile(best, 1 - kept)) for kept in (_NEARLY_ALL, _MOST))
    return Calibration(least, fair)


def write_calibration(path: Path, calibration: Calibration) -> None:
    """Store the calibration beside the index."""
    path.write_text(json.dumps(asdict(calibration)), "utf-8")


def read_calibration(path: Path) -> Calibration:
    """The stored calibration."""
    return Calibration(**json.loads(path.read_text("utf-8")))
