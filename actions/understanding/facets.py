"""The one thing that a question asks of a pathway: how long, how much, how old, which papers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

FACETS_FILE = "facets.yml"


@dataclass(frozen=True)
class Facets:
    """How people ask for each facet.

    Attributes:
        words: facet -> what shows that it is asked for.
    """

    words: Mapping[str, re.Pattern[str]]

    def asked_in(self, text: str) -> frozenset[str]:
        """The facets that a normalised message asks for."""
        return frozenset(name for name, words in self.words.items() if words.search(text))


def load_facets(corpus_dir: Path) -> Facets:
    """Read ``facets.yml``.

    Raises:
        ValueError: the file cannot be used.
    """
    path = corpus_dir / FACETS_FILE
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Facets({name: re.compile("|".join(words)) for name, words in entries.items()})
    except (OSError, yaml.YAMLError, AttributeError, TypeError, re.error) as error:
        raise ValueError(f"{path} cannot be used: {error}; each facet needs a list") from error
