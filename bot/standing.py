"""What stands beside the documents for the moment: what is handed over only, and the offices.

It is kept here for whoever tells the action server of a turn; ``bot/channels/standing.py`` reads it
anew from the records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

EVERYWHERE = "000000"
"""The code under which something holds for every place."""

STANDING = "standing"
"""Under which name a turn's message carries it to the action server."""


@dataclass(frozen=True)
class Standing:
    """What stands at a moment.

    Attributes:
        switches: what is handed over only, as ``contract/standing.schema.json`` has it.
        offices: offices by the code of their place, likewise.
        banners: what is shown in the hall, by the code of the place.
    """

    switches: Sequence[Mapping[str, Any]] = ()
    offices: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    banners: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)

    def told(self, regions: Iterable[str | None]) -> dict[str, Any]:
        """What a turn about some places has to know; empty where there is nothing."""
        wanted = [code for code in regions if code in self.offices]
        offices = {code: list(self.offices[code]) for code in wanted if code}
        told = {"switches": list(self.switches), "offices": offices}
        return {name: value for name, value in told.items() if value}

    def banners_of(self, region: str) -> list[Mapping[str, str]]:
        """The banners of a place, those for every place among them."""
        return [*self.banners.get(EVERYWHERE, ()), *self.banners.get(region, ())]


_now = Standing()


def standing() -> Standing:
    """What stands now, as far as this process has read."""
    return _now


def put_standing(new: Standing) -> None:
    """Let this stand from now on."""
    global _now
    _now = new
