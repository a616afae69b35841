"""What was tried to mend a figure, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from evaluation.items import EvaluationError

TRIED = Path(__file__).parent / "tried.yml"


@dataclass(frozen=True)
class Tried:
    """One attempt.

    Attributes:
        figures: what it did to which figures, in words.
        because: why it was kept or not.
    """

    what: str
    figures: str
    kept: bool
    because: str


def load_tried(path: Path = TRIED) -> tuple[Tried, ...]:
    """Read the attempts in the order in which they stand.

    Raises:
        EvaluationError: the file cannot be read as a list of attempts.
    """
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise EvaluationError(f"{path} cannot be read: {error}") from error
    if not isinstance(entries, list | None):
        raise EvaluationError(f"{path} is no list of attempts")
    return tuple(_attempt(path, entry) for entry in entries or ())


def _attempt(path: Path, entry: Any) -> Tried:  # noqa: ANN401 - whatever the file holds
    names = {field.name for field in fields(Tried)}
    if not isinstance(entry, dict) or set(entry) != names:
        raise EvaluationError(f"{path}: {entry!r} needs exactly {', '.join(sorted(names))}")
    texts = {name: entry[name] for name in names - {"kept"}}
    if not isinstance(entry["kept"], bool) or not all(isinstance(t, str) for t in texts.values()):
        raise EvaluationError(f"{path}: in {entry!r} kept is true or false, the others are texts")
    folded = {name: " ".join(text.split()) for name, text in texts.items()}
    return Tried(kept=entry["kept"], **folded)
