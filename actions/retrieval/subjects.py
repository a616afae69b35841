"""The subjects that people ask about, and how well each clause of a document treats each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from actions.eligibility.yaml_text import read_checked

SUBJECTS_FILE = "subjects.yml"
SUBJECTS_SCHEMA = Path("schema", "subjects.schema.json")


@dataclass(frozen=True)
class Subject:
    """A subject of ``policy_corpus/subjects.yml``.

    Attributes:
        pathway: what a verdict on it is named, where it is a way to apply.
        tap: the message that a tap on it sends.
        offered: whether a region offers it wherever some clause shows the evidence.
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
    pathway: str | None = None
    tap: str = ""
    offered: bool = False


def load_subjects(corpus_dir: Path) -> Mapping[str, Subject]:
    """Read the subjects by id.

    Raises:
        ValueError: the file breaks its schema.
    """
    entries = read_checked(corpus_dir / SUBJECTS_FILE, corpus_dir / SUBJECTS_SCHEMA, ValueError)
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
            entry.get("pathway"),
            entry.get("tap", ""),
            bool(entry.get("offered")),
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
