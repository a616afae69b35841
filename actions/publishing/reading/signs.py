"""By what parts of documents are known in their characters; the signs stand in ``signs.yml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from actions.publishing.limits import limits


@dataclass(frozen=True)
class Signs:
    """The patterns and characters of ``signs.yml``."""

    label: re.Pattern[str]
    ended: re.Pattern[str]
    figure: re.Pattern[str]
    sentence_end: re.Pattern[str]
    prose: re.Pattern[str]
    page_number: re.Pattern[str]
    page_of: re.Pattern[str]
    address: re.Pattern[str]
    printed_at: re.Pattern[str]
    menu: re.Pattern[str]
    furniture: tuple[re.Pattern[str], ...]
    head: re.Pattern[str]
    usual: frozenset[str]
    symbols: dict[str, str]
    recognised: tuple[tuple[re.Pattern[str], str], ...]

    def is_furniture(self, line: str) -> bool:
        """Whether a line of a web page, or of a copy of one, is none of the document."""
        start = line[: limits().furniture_characters]
        return any(pattern.search(start) for pattern in self.furniture)

    def set_right(self, recognised: str) -> str:
        """A recognised line with the marks that recognition often takes for others put right."""
        for pattern, instead in self.recognised:
            recognised = pattern.sub(instead, recognised)
        return recognised

    def is_page_mark(self, line: str) -> bool:
        """Whether a line is a page's number, or the address and date of a print."""
        return any(
            pattern.search(line)
            for pattern in (self.page_number, self.page_of, self.address, self.printed_at)
        )


@lru_cache(maxsize=1)
def signs() -> Signs:
    """The signs of this installation."""
    text = Path(__file__).with_name("signs.yml").read_text(encoding="utf-8")
    given: dict[str, Any] = yaml.safe_load(text)
    patterns = (
        "label",
        "ended",
        "figure",
        "sentence_end",
        "prose",
        "page_number",
        "page_of",
        "address",
        "printed_at",
        "menu",
    )
    return Signs(
        **{name: re.compile(given[name]) for name in patterns},
        furniture=tuple(re.compile(one) for one in given["furniture"]),
        head=re.compile(given["head"]),
        usual=frozenset(given["usual"]),
        symbols={chr(int(code, 16)): sign for code, sign in given["symbols"].items()},
        recognised=tuple((re.compile(one), instead) for one, instead in given["recognised"]),
    )
