"""Signs by which structure and identity are recognised; they stand in ``signs.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

Pattern = re.Pattern[str]


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
    entries: dict[str, Any] = yaml.safe_load(
        Path(__file__).with_name("signs.yml").read_text(encoding="utf-8")
    )
    return Signs(entries)
