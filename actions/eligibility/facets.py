"""The one thing that is asked of a pathway, and what its document says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from actions.eligibility.model import Condition, Fact, Gap, Pathway, Stated, Tree
from actions.eligibility.yaml_text import read_checked

FACETS_FILE = "facets.yml"
FACETS_SCHEMA = Path("schema", "facets.schema.json")

FacetPart = Literal["materials", "companions", "apply_at", "lands_at", "responsible"]
"""Parts of a pathway, and what the document itself says of its clauses: who is responsible."""


@dataclass(frozen=True)
class Facet:
    """One thing that people ask of pathways.

    Attributes:
        silent: what is said where a document is silent on it.
        of: the pathways of which it can be asked; all where empty.
        part: the part of a pathway that states it.
        evidence: pattern of what a clause says that speaks of it.
        over: facets that it is instead of, where the words of both are heard.
        asked, named, spans, told: how people ask for it, as ``facets.yml`` explains.
    """

    id: str
    silent: str
    of: tuple[str, ...] = ()
    part: FacetPart | None = None
    evidence: str | None = None
    over: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    spans: tuple[str, ...] = ()
    told: tuple[str, ...] = ()

    def applies_to(self, pathway: str) -> bool:
        """Whether it can be asked of a pathway."""
        return not self.of or pathway in self.of


@dataclass(frozen=True)
class Cell:
    """What a document says of one facet of a pathway.

    Attributes:
        stated: what it states; more than one where several conditions do.
        silent: on what of it the document is silent.
        source: what states it: a sentence of its own, a part of the pathway, or conditions.
    """

    facet: Facet
    stated: tuple[Stated, ...] = ()
    silent: tuple[Gap, ...] = ()
    source: Literal["written", "part", "conditions"] = "written"

    @property
    def says_anything(self) -> bool:
        """Whether the rules say what the document does with it: states it, or is silent."""
        return bool(self.stated or self.silent)


def load_facets(corpus_dir: Path) -> dict[str, Facet]:
    """Read ``facets.yml``: id -> facet.

    Raises:
        ValueError: the file cannot be used.
    """
    path = corpus_dir / FACETS_FILE
    if not path.exists():
        raise ValueError(f"{path} is missing: it names what people ask of a pathway")
    entries = read_checked(path, corpus_dir / FACETS_SCHEMA, ValueError)
    return {name: _facet(name, entry) for name, entry in entries.items()}


def _facet(name: str, entry: Mapping[str, Any]) -> Facet:
    words = {key: tuple(one) for key, one in entry.items() if isinstance(one, list)}
    return Facet(
        name, entry["silent"], part=entry.get("part"), evidence=entry.get("evidence"), **words
    )


def cell_of(facet: Facet, pathway: Pathway, facts: Mapping[str, Fact]) -> Cell:
    """What a document says of a facet of one of its pathways, wherever it says so.

    What is written under ``facets`` comes before the part of the pathway that states it, and that
    before the conditions that everybody has to meet.
    """
    silent = tuple(gap for gap in pathway.gaps if gap.facet == facet.id)
    written = pathway.facets.get(facet.id)
    if written:
        return Cell(facet, (written,), silent)
    part = getattr(pathway, facet.part, None) if facet.part else None
    if part:
        text = part.text if isinstance(part, Stated) else ""
        return Cell(facet, (Stated(text, part.quote),), silent, "part")
    asked_for = (
        one for one in _of_everybody(pathway.requires) if facts[one.fact].facet == facet.id
    )
    stated = {one.text: Stated(one.text, one.quote) for one in asked_for}
    return Cell(facet, tuple(stated.values()), silent, "conditions")


def _of_everybody(node: Tree | Condition) -> Iterator[Condition]:
    """The conditions of a tree that all have to meet for a clear yes."""
    if isinstance(node, Condition):
        yield node
    elif node.group in ("all", "then"):
        for part in node.parts:
            yield from _of_everybody(part)
    elif node.group == "any":
        clear = [part for part in node.parts if not _is_open(part)]
        if len(clear) == 1:
            yield from _of_everybody(clear[0])


def _is_open(node: Tree | Condition) -> bool:
    """Whether it is left open at best."""
    if isinstance(node, Condition):
        return node.core is None
    return node.group == "open"
