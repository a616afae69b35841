"""The training messages of the NLU model, for what else is learnt from them."""

from __future__ import annotations

from pathlib import Path

import yaml

from luohu.policy import policy
from luohu.text import normalise


def training_messages(nlu_dir: Path, prefix: str, every: bool = False) -> list[str]:
    """Some messages of each intent whose name begins with ``prefix``, evenly picked, or every."""
    picked = []
    for path in sorted(nlu_dir.rglob("*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            if entry["intent"].startswith(prefix):
                lines = [line[2:] for line in entry["examples"].splitlines() if line[:2] == "- "]
                picked += (
                    lines
                    if every
                    else lines[:: max(len(lines) // policy().learning.messages_of_an_act, 1)]
                )
    return [normalise(message) for message in picked]
