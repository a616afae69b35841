"""The cases that stand in the YAML files beside the tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from actions.eligibility.yaml_text import parse

NAMED = ("named.yml", "named_at_length.yml")
MOVES = ("moves.yml",)
TOLD = "told.yml"


def entries(file: str) -> dict[str, Any]:
    """What a file holds."""
    return dict(parse(Path(__file__).with_name(file).read_text("utf-8")))


def cases(*files: str) -> Iterator[tuple[str, str, str]]:
    """Subject, what is said and what is to be read in it, an empty text for nothing."""
    for file in files:
        for subject, table in entries(file).items():
            for said, read in table.items():
                yield subject, said, read or ""
