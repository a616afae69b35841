"""What an encoder was built from, kept beside it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

KEY_FILE = "built-from"


@dataclass(frozen=True)
class BuiltFrom:
    """Two hashes.

    Attributes:
        inputs: of every file that was read; while it is the same, nothing need be looked at.
        content: of what was made of them; while it is the same, the encoder is current.
    """

    inputs: str
    content: str


def read_built_from(folder: Path) -> BuiltFrom | None:
    """The hashes in an encoder's folder; None where they are missing or of another form."""
    try:
        return BuiltFrom(**json.loads((folder / KEY_FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_built_from(folder: Path, built_from: BuiltFrom) -> None:
    """Keep the hashes in an encoder's folder."""
    text = json.dumps(asdict(built_from), indent=2)
    (folder / KEY_FILE).write_text(text + "\n", encoding="utf-8")
