"""Signs by which structure is recognised, numbers that decide, and what the office is told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from actions.turns.wording import Wording

Pattern = re.Pattern[str]


@dataclass(frozen=True)
class StructureLimits:
    """Section ``structure`` of ``limits.yml``, where each number's meaning stands."""

    title: int
    heading: int
    office: int
    question: int
    title_lines: int
    title_before_label: int
    title_rest: int
    lookahead: int
    heading_before_label: int
    signature_lines: int
    run_together: int
    run_together_from: int
    missed: int
    giant: int
    fields: int
    field_cells: int
    place_name: int
    announcement: int
    news_words: int
    guide_words: int
    quote: int
    begins: int
    left: int
    alike_same_label: float
    alike: float
    context: int
    slow_kilobytes: int


class Signs:
    """The entries of ``signs.yml``, regular expressions compiled."""

    def __init__(self, entries: dict[str, Any]) -> None:
        self._patterns = {key: re.compile(v) for key, v in entries.items() if isinstance(v, str)}
        self._any = {key: _one_of(entries[key]) for key in ("furniture", "imprint")}
        self.captions = {key: re.compile(value) for key, value in entries["captions"].items()}
        identity = entries["identity"]
        self.levels: dict[str, str] = identity["levels"]
        self.identity = {k: re.compile(v) for k, v in identity.items() if isinstance(v, str)}
        words = "|".join(sorted(entries["title_words"], key=len, reverse=True))
        self.title = re.compile(rf"(?:{words})(?:{entries['title_tail']})*$")
        self.no_act = re.compile(rf"(?:{'|'.join(entries['no_act_words'])})(?:\(.*\))?$")
        known = "|".join(sorted(entries["fields"], key=len, reverse=True))
        self.field = re.compile(entries["field_around"].replace("{fields}", known))
        self.news = [re.compile(word) for word in entries["news"]]
        self.guide = [re.compile(word) for word in entries["guide"]]

    def find(self, name: str, folded: str) -> re.Match[str] | None:
        """Where the sign ``name`` stands in folded text."""
        return self._patterns[name].search(folded)

    def every(self, name: str, folded: str) -> Iterable[re.Match[str]]:
        """Every place where the sign ``name`` stands in folded text."""
        return self._patterns[name].finditer(folded)

    def is_any(self, name: str, folded: str) -> bool:
        """Whether folded text is one of the lines listed under ``name``."""
        return bool(self._any[name].match(folded))


def _one_of(expressions: list[str]) -> Pattern:
    return re.compile("|".join(f"(?:{expression})" for expression in expressions))


@lru_cache(maxsize=1)
def signs() -> Signs:
    """The signs of this installation."""
    return Signs(_read("signs.yml"))


@lru_cache(maxsize=1)
def structure_limits() -> StructureLimits:
    """The numbers of this installation.

    Raises:
        ValueError: one is missing, or one is named that nothing reads.
    """
    given = _read("limits.yml")["structure"]
    names = {field.name for field in fields(StructureLimits)}
    if given.keys() != names:
        raise ValueError(f"limits.yml, structure: {sorted(given.keys() ^ names)}")
    return StructureLimits(**given)


@lru_cache(maxsize=1)
def told() -> Wording:
    """The sentences of ``wording_structure.yml``."""
    return Wording(_read("wording_structure.yml"))


def _read(name: str) -> dict[str, Any]:
    entries: dict[str, Any] = yaml.safe_load(
        Path(__file__).with_name(name).read_text(encoding="utf-8")
    )
    return entries
