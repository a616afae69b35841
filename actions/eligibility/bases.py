"""By what people settle, in everyday words: what ``bases.yml`` says of each basis."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from actions.eligibility.loader import RulesError
from actions.eligibility.model import Fact, FactValue
from actions.eligibility.yaml_text import read_checked

BASES_FILE = "bases.yml"
BASES_SCHEMA = Path("schema", "bases.schema.json")


@dataclass(frozen=True)
class Basis:
    """Something that somebody may have by which they settle.

    Attributes:
        title: as a person would say it of themselves.
        opens: ids of the pathways that rest on it.
        said: pattern of what tells it.
        facts: what having it settles.
        lacking: what not having it settles.
        asked: whether people are asked for it.
    """

    id: str
    title: str
    opens: tuple[str, ...]
    said: str
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    lacking: Mapping[str, FactValue] = field(default_factory=dict)
    asked: bool = True


def load_bases(corpus_dir: Path, facts: Mapping[str, Fact]) -> dict[str, Basis]:
    """Read ``bases.yml``: id -> basis, in the order in which people are asked.

    Raises:
        RulesError: the file breaks its schema, or settles a fact or value that does not exist.
    """
    path = corpus_dir / BASES_FILE
    entries = read_checked(path, corpus_dir / BASES_SCHEMA, RulesError)
    bases = {
        name: Basis(
            id=name,
            title=entry["title"],
            opens=tuple(entry["opens"]),
            said=entry["said"],
            facts=entry.get("facts", {}),
            lacking=entry.get("lacking", {}),
            asked=entry.get("asked", True),
        )
        for name, entry in entries.items()
    }
    for basis in bases.values():
        for name, value in (*basis.facts.items(), *basis.lacking.items()):
            allowed = [choice.value for choice in facts[name].choices] if name in facts else []
            if name not in facts or value not in (allowed or [True, False]):
                raise RulesError(
                    f"{path}: {basis.id}: no fact {name!r} with the value {value!r}; take both "
                    "from facts.yml"
                )
    return bases


def bases_of(bases: Mapping[str, Basis], opened: Collection[str]) -> list[Basis]:
    """The bases on which some pathway rests that a place opens."""
    return [basis for basis in bases.values() if set(basis.opens) & set(opened)]
