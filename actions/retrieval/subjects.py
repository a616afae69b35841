"""The subjects that people ask about, and how well each clause of a document treats each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Subject:
    """A subject of ``policy_corpus/subjects.yml``.

    Attributes:
        evidence: a pattern that shows in a clause that is about it, if one does.
        strict: without the evidence no clause answers.
        narrows: subjects that sound like this one but are broader.
        sign: a pattern of messages that are about this one and not about those.
        aside: whether it is asked of another subject (去哪办), and leaves that being spoken of.
    """

    id: str
    title: str
    terms: tuple[str, ...]
    lay: tuple[str, ...]
    evidence: str | None = None
    strict: bool = False
    narrows: tuple[str, ...] = ()
    sign: str | None = None
    aside: bool = False


def load_subjects(corpus_dir: Path) -> Mapping[str, Subject]:
    """Read the subjects by id."""
    entries = yaml.safe_load((corpus_dir / "subjects.yml").read_text(encoding="utf-8"))
    return {
        key: Subject(
            key,
            entry["title"],
            tuple(entry.get("terms", ())),
            tuple(entry.get("lay", ())),
            entry.get("evidence"),
            bool(entry.get("strict")),
            tuple(entry.get("narrows", ())),
            entry.get("sign"),
            bool(entry.get("aside")),
        )
        for key, entry in entries.items()
    }


def load_synonyms(corpus_dir: Path) -> Mapping[str, list[str]]:
    """Read ``words.yml``: lay word to official words."""
    entries = yaml.safe_load((corpus_dir / "words.yml").read_text(encoding="utf-8"))
    return {
        lay: [official] if isinstance(official, str) else list(official)
        for lay, official in entries.items()
    }
