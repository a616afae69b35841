"""What residents are told, kept as data beside this module in ``wording.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml


class Wording:
    """Sentences by dotted name, with places to fill in."""

    def __init__(self, entries: Mapping[str, Any]) -> None:
        self._entries = entries

    def say(self, name: str, **values: object) -> str:
        """The sentence ``name`` with its places filled in.

        Raises:
            KeyError: no sentence of that name, or a place without a value.
        """
        return str(self._find(name)).format(**values)

    def listed(self, name: str) -> list[Any]:
        """The list ``name``, for example of menu entries."""
        return list(self._find(name))

    def mapping(self, name: str) -> dict[str, str]:
        """The names ``name``, for example of relations, by id."""
        return dict(self._find(name))

    def date(self, day: date | None) -> str:
        """A date as people write it, empty for None."""
        return self.say("date", year=day.year, month=day.month, day=day.day) if day else ""

    def _find(self, name: str) -> Any:  # noqa: ANN401 - YAML holds sentences and lists alike
        entry: Any = self._entries
        for step in name.split("."):
            entry = entry[step]
        return entry


@lru_cache(maxsize=1)
def wording() -> Wording:
    """The wording of this installation."""
    text = Path(__file__).with_name("wording.yml").read_text(encoding="utf-8")
    return Wording(yaml.safe_load(text))
