"""The data that generated files follow from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from luohu.channels import channel_titles

NOTE = "Made by `python -m tools.generate` from {}; edit that instead."


class SourceError(ValueError):
    """Nothing can be generated; the message names the file and says why."""


@dataclass(frozen=True)
class Sources:
    """The data.

    Attributes:
        subjects: id -> entry, as ``policy_corpus/subjects.yml`` has them.
        learnt: the dialogue acts that are learnt.
        sent: the dialogue acts that channels send.
        channels: name -> title.
        session: the schema of what is remembered.
    """

    subjects: Mapping[str, Mapping[str, Any]]
    learnt: tuple[str, ...]
    sent: tuple[str, ...]
    channels: Mapping[str, str]
    session: Mapping[str, Any]

    @property
    def pathways(self) -> dict[str, str]:
        """Id -> name of the subjects that are ways to apply."""
        return {
            name: entry["pathway"] for name, entry in self.subjects.items() if "pathway" in entry
        }


def read_sources(root: Path) -> Sources:
    """Read the data of the checkout at ``root``.

    Raises:
        SourceError: a file is no YAML.
    """
    acts = _yaml(root / "luohu" / "acts.yml")
    schema = (root / "contract" / "session.schema.json").read_text(encoding="utf-8")
    return Sources(
        subjects=_yaml(root / "policy_corpus" / "subjects.yml"),
        learnt=tuple(acts["learnt"]),
        sent=tuple(acts["sent"]),
        channels=channel_titles(root),
        session=json.loads(schema),
    )


def _yaml(path: Path) -> dict[str, Any]:
    try:
        return dict(yaml.safe_load(path.read_text(encoding="utf-8")))
    except yaml.YAMLError as error:
        raise SourceError(f"{path} is not readable YAML: {error}") from error
