"""Words of the documents and of our questions, and which of them a message asks about."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from actions.eligibility.model import Choice, Fact
from actions.eligibility.yaml_text import read_checked
from actions.understanding.speech import pattern

TERMS_FILE = "terms.yml"
TERMS_SCHEMA = Path("schema", "terms.schema.json")


@dataclass(frozen=True)
class Term:
    """A word of ``policy_corpus/terms.yml``.

    Attributes:
        called: how people say it.
        means: what it means in everyday use; never a rule.
        stated: folder of a document -> its own words that say what it means by it.
    """

    id: str
    called: tuple[str, ...]
    means: str
    stated: Mapping[str, str]


def load_terms(corpus_dir: Path) -> Mapping[str, Term]:
    """Read the terms by id.

    Raises:
        ValueError: the file breaks its schema.
    """
    entries = read_checked(corpus_dir / TERMS_FILE, corpus_dir / TERMS_SCHEMA, ValueError)
    return {
        key: Term(key, tuple(entry["called"]), entry["means"], entry.get("stated", {}))
        for key, entry in entries.items()
    }


def term_in(text: str, terms: Mapping[str, Term]) -> Term | None:
    """The term of which a text holds the longest name, the first of several as long."""
    best: tuple[int, Term] | None = None
    for term in terms.values():
        longest = max((len(name) for name in term.called if name in text), default=0)
        if longest and (best is None or longest > best[0]):
            best = (longest, term)
    return best[1] if best else None


def listed_choice(
    text: str, fact: Fact, terms: Mapping[str, Term], folders: Collection[str]
) -> Choice | None:
    """The choice of a fact under whose word a document lists a place that a text names.

    Where a document says which communities are its 市区, who lives in one of them lives there.

    Args:
        text: what was said.
        fact: what was asked for.
        terms: all terms.
        folders: the documents of the place spoken of.
    """
    named = [found[0] for found in pattern("part_of_place").finditer(text)]
    for choice in fact.choices:
        for term in terms.values():
            if not any(name in choice.title for name in term.called):
                continue
            listed = "".join(term.stated.get(folder, "") for folder in folders)
            if any(name in listed for name in named):
                return choice
    return None
