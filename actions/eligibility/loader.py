"""Reads ``facts.yml`` and ``pathways.yml``; errors name the file, the place and the mend."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from actions.corpus import Corpus
from actions.eligibility.facets import Facet, cell_of, load_facets
from actions.eligibility.model import (
    Absent,
    Choice,
    Companions,
    Comparison,
    Condition,
    Fact,
    FactValue,
    Gap,
    Materials,
    Opening,
    Pathway,
    PathwayNotice,
    PlaceFact,
    Predicate,
    Rulebook,
    Stated,
    Tree,
    Values,
)
from actions.eligibility.yaml_text import Lines, read_checked

FACTS_FILE = "facts.yml"
PATHWAYS_FILE = "pathways.yml"
FACTS_SCHEMA = Path("schema", "facts.schema.json")
PATHWAYS_SCHEMA = Path("schema", "pathways.schema.json")

ELSEWHERE = "elsewhere"
_COMPARISONS: tuple[Comparison, ...] = ("is", "in", "at_least", "less_than")
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
    entries = read_checked(path, corpus_dir / FACTS_SCHEMA, RulesError)
    return {name: _fact(name, entry) for name, entry in entries.items()}


def load_rulebook(
    folder: Path,
    facts: Mapping[str, Fact],
    facets: Mapping[str, Facet] | None = None,
    known_good: bool = False,
) -> Rulebook:
    """Read the pathways of one document; none where the folder has no ``pathways.yml``.

    Args:
        folder: of the document.
        facts: of its corpus.
        facets: of its corpus, where they are read already.
        known_good: whether the file was checked by its schema before.

    Raises:
        RulesError: the file breaks its schema or uses a fact or value that does not exist.
    """
    path = folder / PATHWAYS_FILE
    if not path.exists():
        return Rulebook(folder.name, {}, {})
    entries = read_checked(path, folder.parent / PATHWAYS_SCHEMA, RulesError, known_good)
    stated = entries.get("pathways", {})
    general = _General(
        facets_of_rules(folder.parent) if facets is None else facets,
        entries.get("facets", {}),
        tuple(entries.get("gaps", ())),
    )
    pathways = {}
    for name, entry in stated.items():
        try:
            pathway = _pathway(name, entry, _Rules(facts, stated), general)
            pathways[name] = _with_general(pathway, facts, general)
        except _ConditionError as error:
            lines = Lines(path.read_text(encoding="utf-8"))
            line = lines.saying(error.condition, "pathways", name)
            raise RulesError(
                f"{path}, line {line}: pathways/{name}/{error.condition}: {error}"
            ) from error
    absent = {name: Absent(**entry) for name, entry in entries.get("absent", {}).items()}
    return Rulebook(folder.name, pathways, absent)


@dataclass(frozen=True)
class _Rules:
    """What the conditions of a pathway may refer to: the facts, and the document's pathways."""

    facts: Mapping[str, Fact]
    pathways: Mapping[str, Any]


@dataclass(frozen=True)
class _General:
    """What a document says of facets whatever the pathway: stated, and silent."""

    facets: Mapping[str, Facet]
    stated: Mapping[str, Any]
    gaps: tuple[str | Mapping[str, str], ...]


def facets_of_rules(corpus_dir: Path) -> dict[str, Facet]:
    """The facets that rules may name.

    Raises:
        RulesError: their file cannot be used.
    """
    try:
        return load_facets(corpus_dir)
    except ValueError as error:
        raise RulesError(str(error)) from error


def _with_general(pathway: Pathway, facts: Mapping[str, Fact], general: _General) -> Pathway:
    """The pathway with what the whole document says of facets of which it says nothing itself."""
    facets = general.facets
    stated = {
        name: Stated(one["text"], one["quote"])
        for name, one in general.stated.items()
        if name in facets and not cell_of(facets[name], pathway, facts).says_anything
    }
    pathway = replace(pathway, facets={**stated, **pathway.facets})
    gaps = (replace(_gap(gap, facets), general=True) for gap in general.gaps)
    taken_over = tuple(gap for gap in gaps if _lacks(pathway, facets.get(gap.facet or ""), facts))
    return replace(pathway, gaps=(*pathway.gaps, *taken_over))


def _lacks(pathway: Pathway, facet: Facet | None, facts: Mapping[str, Fact]) -> bool:
    """Whether a facet can be asked of a pathway that says nothing of it by itself."""
    if facet is None or not facet.applies_to(pathway.id):
        return False
    return not cell_of(facet, pathway, facts).says_anything


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


def _fact(name: str, entry: Mapping[str, Any]) -> Fact:
    place = entry.get("place")
    return Fact(
        name=name,
        type=entry["type"],
        label=entry["label"],
        question=entry["question"],
        cost=entry["cost"],
        choices=tuple(
            Choice(
                choice["value"],
                choice["title"],
                tuple(choice.get("words", ())),
                tuple(choice.get("kin", ())),
                choice.get("kin_minor"),
                choice.get("kin_married"),
                choice.get("also", {}),
                tuple(choice.get("over", ())),
                choice.get("plain"),
            )
            for choice in entry.get("choices", ())
        ),
        holder=entry.get("holder", "applicant"),
        kinship=entry.get("kinship"),
        choices_named=entry.get("choices_named", False),
        place=PlaceFact(place["of"], place["from"], place["values"]) if place else None,
        names_pathway=entry.get("names_pathway", False),
        of_family=entry.get("of_family", False),
        cautious=entry.get("cautious", "short"),
        facet=entry.get("facet"),
        cues=entry["cues"],
    )


def _pathway(name: str, entry: Mapping[str, Any], rules: _Rules, general: _General) -> Pathway:
    materials, companions = entry.get("materials"), entry.get("companions")
    elsewhere = _stated(entry.get("elsewhere"))
    return Pathway(
        id=name,
        title=entry["title"],
        summary=entry["summary"],
        quotes=tuple(entry["quotes"]),
        requires=_tree(entry["requires"], rules, elsewhere),
        materials=Materials(tuple(materials["items"]), materials["quote"]) if materials else None,
        apply_at=_stated(entry.get("apply_at")),
        lands_at=_stated(entry.get("lands_at")),
        companions=Companions(**companions) if companions else None,
        elsewhere=elsewhere,
        notices=tuple(PathwayNotice(**notice) for notice in entry.get("notices", ())),
        presumes=tuple(entry.get("presumes", ())),
        facets={
            facet: Stated(one["text"], one["quote"])
            for facet, one in entry.get("facets", {}).items()
        },
        gaps=tuple(_gap(gap, general.facets) for gap in entry.get("gaps", ())),
        readings=tuple(entry.get("readings", ())),
    )


def _stated(entry: Mapping[str, str] | None) -> Stated | None:
    return Stated(entry["text"], entry["quote"]) if entry else None


def _gap(entry: str | Mapping[str, str], facets: Mapping[str, Facet]) -> Gap:
    if isinstance(entry, str):
        return Gap(entry)
    facet = facets.get(entry.get("facet", ""))
    if "facet" in entry and facet is None:
        names = ", ".join(facets)
        raise _ConditionError(entry["facet"], f"no such facet in facets.yml; it has {names}")
    text = entry.get("text") or (facet.silent if facet else "")
    return Gap(text, entry.get("facet"), entry.get("condition"), entry.get("quote"))


def _tree(entry: Mapping[str, Any], rules: _Rules, elsewhere: Stated | None) -> Tree:
    node = _node(entry, rules)
    if elsewhere:
        opening = Opening(elsewhere.text, elsewhere.quote, reason="standard_elsewhere")
        return Tree("all", (node, Tree("open", (), ELSEWHERE, opening)))
    return node if isinstance(node, Tree) else Tree("all", (node,))


def _node(entry: Mapping[str, Any], rules: _Rules) -> Tree | Condition:
    if "all" in entry:
        return _all(entry["all"], rules)
    if "any" in entry:
        return Tree("any", tuple(_node(part, rules) for part in entry["any"]))
    if "not" in entry:
        return Tree("not", (_node(entry["not"], rules),))
    if "fact" in entry:
        return _condition(entry, rules.facts)
    if "open" in entry:
        group = entry["open"]
        return Tree("open", (_node(group["when"], rules),), group["id"], _opening(group))
    return _of_pathway(entry["pathway"], rules)


def _all(entries: Sequence[Mapping[str, Any]], rules: _Rules) -> Tree:
    """All of several; another pathway among them comes up once the others are decided."""
    own = Tree("all", tuple(_node(one, rules) for one in entries if "pathway" not in one))
    borrowed = tuple(_node(one, rules) for one in entries if "pathway" in one)
    return Tree("then", (own, Tree("all", borrowed))) if borrowed else own


def _of_pathway(name: str, rules: _Rules) -> Tree | Condition:
    """The conditions of another pathway of the document, their ids under its name."""
    entry = rules.pathways.get(name)
    if entry is None:
        raise _ConditionError(name, f"no pathway {name!r} in this document; take it out")
    tree = _tree(entry["requires"], rules, _stated(entry.get("elsewhere")))
    return _named_under(tree, name)


def _named_under(node: Tree | Condition, name: str) -> Tree | Condition:
    named = f"{name}_{node.id}" if node.id else ""
    if isinstance(node, Condition):
        return replace(node, id=named)
    return replace(node, id=named, parts=tuple(_named_under(part, name) for part in node.parts))


def _opening(entry: Mapping[str, Any]) -> Opening:
    return Opening(
        entry["text"], entry["quote"], entry.get("ask"), entry.get("reason", "text_open")
    )


def _condition(entry: Mapping[str, Any], facts: Mapping[str, Fact]) -> Condition:
    fact = facts.get(entry["fact"])
    if fact is None:
        raise _ConditionError(entry["id"], f"no fact {entry['fact']!r} in facts.yml; add it there")
    opens = entry.get("open")
    return Condition(
        id=entry["id"],
        fact=fact.name,
        core=_predicate(entry, entry["id"], fact),
        text=entry["text"],
        quote=entry["quote"],
        meet=entry.get("meet"),
        opening=_opening(opens) if opens else None,
        opens=_predicate(opens, entry["id"], fact) if opens else None,
    )


def _predicate(entry: Mapping[str, Any], condition: str, fact: Fact) -> Predicate | None:
    comparison = next((name for name in _COMPARISONS if name in entry), None)
    if comparison is None:
        return None
    if (comparison in _DURATIONS) != (fact.type == "duration"):
        raise _ConditionError(
            condition,
            f"{comparison!r} does not fit the {fact.type} {fact.name}; durations take at_least "
            "or less_than, other facts is or in",
        )
    return Predicate(comparison, _value(entry[comparison], comparison, condition, fact))


def _value(value: Any, comparison: str, condition: str, fact: Fact) -> Values:  # noqa: ANN401
    if comparison in _DURATIONS:
        return int(value.get("years", 0)) * 12 + int(value.get("months", 0))
    allowed: set[FactValue] = {choice.value for choice in fact.choices} or {True, False}
    for one in value if comparison == "in" else [value]:
        if one not in allowed:
            shown = ", ".join(map(str, sorted(allowed, key=str)))
            raise _ConditionError(
                condition, f"{fact.name} cannot be {one!r}; facts.yml allows {shown}"
            )
    return tuple(value) if comparison == "in" else value
