"""The matters that people bring, and who can answer where the documents do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from actions.eligibility.yaml_text import read_checked

TOPICS_FILE = "topics.yml"
TOPICS_SCHEMA = Path("schema", "topics.schema.json")


@dataclass(frozen=True)
class Topic:
    """A topic of ``policy_corpus/topics.yml``.

    Attributes:
        title: as a person would call it.
        ours: whether it is of hukou or residence permits, which a document may treat.
        office: the kind of office to ask.
        say: what a person can say there.
        lay: words with which people speak of it; none is of two topics.
        hotline: a public short number for it, None where only the general one is sure.
        near: pathways under which a document that opens them may answer it after all.
    """

    id: str
    title: str
    ours: bool
    office: str
    say: str
    lay: tuple[str, ...]
    hotline: str | None = None
    near: tuple[str, ...] = ()


def load_topics(corpus_dir: Path) -> Mapping[str, Topic]:
    """Read the topics by id.

    Raises:
        ValueError: the file breaks its schema.
    """
    entries = read_checked(corpus_dir / TOPICS_FILE, corpus_dir / TOPICS_SCHEMA, ValueError)
    return {
        key: Topic(
            key,
            entry["title"],
            entry["field"] == "ours",
            entry["office"],
            entry["say"],
            tuple(entry["lay"]),
            entry.get("hotline"),
            tuple(entry.get("near", ())),
        )
        for key, entry in entries.items()
    }
