"""Reads ``facts.yml`` and ``pathways.yml``; errors name the file, the place and the mend."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from actions.corpus import Corpus
from actions.eligibility.model import (
    Absent,
    Choice,
    Companions,
    Condition,
    Fact,
    FactValue,
    Materials,
    Pathway,
    PathwayNotice,
    Rulebook,
    Stated,
    Tree,
)
from actions.eligibility.yaml_text import Lines, parse

FACTS_FILE = "facts.yml"
PATHWAYS_FILE = "pathways.yml"
FACTS_SCHEMA = Path("schema", "facts.schema.json")
PATHWAYS_SCHEMA = Path("schema", "pathways.schema.json")

_COMPARISONS = ("is", "in", "at_least", "less_than")
_DURATIONS = ("at_least", "less_than")


class RulesError(ValueError):
    """Rules that cannot be used; the message names file, place and mend."""


class _ConditionError(ValueError):
    def __init__(self, condition: str, message: str) -> None:
        super().__init__(message)
        self.condition = condition


def load_facts(corpus_dir: Path) -> dict[str, Fact]:
    """Read the facts that conditions may use, by name."""
    path = corpus_dir / FACTS_FILE
    entries = _read(path, corpus_dir / FACTS_SCHEMA)
    return {name: _fact(name, entry) for name, entry in entries.items()}


def load_rulebook(folder: Path, facts: Mapping[str, Fact]) -> Rulebook:
    """Read the pathways of one document; none where the folder has no ``pathways.yml``.

    Raises:
        RulesError: the file breaks its schema or uses a fact or value that does not exist.
    """
    path = folder / PATHWAYS_FILE
    if not path.exists():
        return Rulebook(folder.name, {}, {})
    entries = _read(path, folder.parent / PATHWAYS_SCHEMA)
    pathways = {}
    for name, entry in entries.get("pathways", {}).items():
        try:
            pathways[name] = _pathway(name, entry, facts)
        except _ConditionError as error:
            lines = Lines(path.read_text(encoding="utf-8"))
            line = lines.saying(error.condition, "pathways", name)
            raise RulesError(
                f"{path}, line {line}: pathways/{name}/{error.condition}: {error}"
            ) from error
    absent = {name: Absent(**entry) for name, entry in entries.get("absent", {}).items()}
    return Rulebook(folder.name, pathways, absent)


def pathway_ids(corpus_dir: Path) -> tuple[str, ...]:
    """The pathways that a document can open, as the schema lists them."""
    schema = json.loads((corpus_dir / PATHWAYS_SCHEMA).read_text(encoding="utf-8"))
    return tuple(schema["$defs"]["pathway_id"]["enum"])


def quoted_clauses(corpus: Corpus, folder: str, corpus_dir: Path) -> dict[str, list[str]]:
    """For each pathway of a document the ids of the clauses that open it, the first first."""
    book = load_rulebook(corpus_dir / folder, load_facts(corpus_dir))
    return {
        name: [corpus.find_quote(folder, quote).id for quote in pathway.quotes]
        for name, pathway in book.pathways.items()
    }


def _read(path: Path, schema_path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    try:
        entries = parse(text)
    except yaml.YAMLError as error:
        raise RulesError(f"{path} is not readable YAML: {error}") from error
    schema = json.loads(schema_path.read_text(encoding="utf-8"))
    broken = jsonschema.Draft202012Validator(schema).iter_errors(entries)
    first = next(iter(sorted(broken, key=lambda e: list(map(str, e.path)))), None)
    if first:
        steps = [str(step) for step in first.absolute_path]
        raise RulesError(
            f"{path}, line {Lines(text).at(*first.absolute_path)}: {'/'.join(steps)}: "
            f"{first.message}; see {schema_path.name} for what belongs there"
        )
    return dict(entries or {})


def _fact(name: str, entry: Mapping[str, Any]) -> Fact:
    return Fact(
        name=name,
        type=entry["type"],
        label=entry["label"],
        question=entry["question"],
        cost=entry["cost"],
        choices=tuple(
            Choice(choice["value"], choice["title"], tuple(choice.get("words", ())))
            for choice in entry.get("choices", ())
        ),
        cautious=entry.get("cautious", "short"),
        cues=entry["cues"],
    )


def _pathway(name: str, entry: Mapping[str, Any], facts: Mapping[str, Fact]) -> Pathway:
    materials, companions = entry.get("materials"), entry.get("companions")
    return Pathway(
        id=name,
        title=entry["title"],
        summary=entry["summary"],
        quotes=tuple(entry["quotes"]),
        requires=_tree(entry["requires"], facts),
        materials=Materials(tuple(materials["items"]), materials["quote"]) if materials else None,
        apply_at=_stated(entry.get("apply_at")),
        companions=Companions(**companions) if companions else None,
        elsewhere=_stated(entry.get("elsewhere")),
        notices=tuple(PathwayNotice(**notice) for notice in entry.get("notices", ())),
        presumes=tuple(entry.get("presumes", ())),
        gaps=tuple(entry.get("gaps", ())),
        readings=tuple(entry.get("readings", ())),
    )


def _stated(entry: Mapping[str, str] | None) -> Stated | None:
    return Stated(entry["text"], entry["quote"]) if entry else None


def _tree(entry: Mapping[str, Any], facts: Mapping[str, Fact]) -> Tree:
    node = _node(entry, facts)
    return node if isinstance(node, Tree) else Tree("all", (node,))


def _node(entry: Mapping[str, Any], facts: Mapping[str, Fact]) -> Tree | Condition:
    if "all" in entry:
        return Tree("all", tuple(_node(part, facts) for part in entry["all"]))
    if "any" in entry:
        return Tree("any", tuple(_node(part, facts) for part in entry["any"]))
    if "not" in entry:
        return Tree("not", (_node(entry["not"], facts),))
    return _condition(entry, facts)


def _condition(entry: Mapping[str, Any], facts: Mapping[str, Fact]) -> Condition:
    fact = facts.get(entry["fact"])
    if fact is None:
        raise _ConditionError(entry["id"], f"no fact {entry['fact']!r} in facts.yml; add it there")
    comparison = next(name for name in _COMPARISONS if name in entry)
    if (comparison in _DURATIONS) != (fact.type == "duration"):
        raise _ConditionError(
            entry["id"],
            f"{comparison!r} does not fit the {fact.type} {fact.name}; durations take at_least "
            "or less_than, other facts is or in",
        )
    return Condition(
        id=entry["id"],
        fact=fact.name,
        comparison=comparison,  # type: ignore[arg-type]
        value=_value(entry, comparison, fact),
        text=entry["text"],
        quote=entry["quote"],
        meet=entry.get("meet"),
    )


def _value(
    entry: Mapping[str, Any], comparison: str, fact: Fact
) -> FactValue | tuple[FactValue, ...]:
    value = entry[comparison]
    if comparison in _DURATIONS:
        return int(value.get("years", 0)) * 12 + int(value.get("months", 0))
    allowed: set[FactValue] = {choice.value for choice in fact.choices} or {True, False}
    for one in value if comparison == "in" else [value]:
        if one not in allowed:
            shown = ", ".join(map(str, sorted(allowed, key=str)))
            raise _ConditionError(
                entry["id"], f"{fact.name} cannot be {one!r}; facts.yml allows {shown}"
            )
    return tuple(value) if comparison == "in" else value
