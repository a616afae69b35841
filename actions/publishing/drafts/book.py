"""What rules can be made of: facts, pathways, what is asked of them, and relatives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from actions.eligibility.facets import load_facets
from actions.eligibility.loader import load_facts
from actions.publishing.drafts.checking import pathway_titles
from actions.turns.wording import wording

JSON = dict[str, Any]


def book_of(corpus_dir: Path) -> JSON:
    """The facts, pathways, facets and relations that a form chooses from.

    Raises:
        RulesError, ValueError: a file that cannot be used.
    """
    return {
        "facts": [
            {
                "name": fact.name,
                "label": fact.label,
                "type": fact.type,
                "choices": [{"value": one.value, "title": one.title} for one in fact.choices],
            }
            for fact in load_facts(corpus_dir).values()
        ],
        "pathways": [
            {"id": name, "title": title} for name, title in pathway_titles(corpus_dir).items()
        ],
        "facets": [
            {"id": facet.id, "silent": facet.silent, "of": list(facet.of)}
            for facet in load_facets(corpus_dir).values()
        ],
        "relations": [
            {"id": name, "title": title} for name, title in wording().mapping("relations").items()
        ],
    }
