"""The level of government that speaks, by the code of its place."""

from __future__ import annotations

from typing import Literal

from actions.corpus.families import NATION

Level = Literal["nation", "province", "city", "county"]
_PROVINCE, _CITY = "0000", "00"


def level_of(code: str) -> Level:
    """The level of a place by its code of GB/T 2260; 000000 stands for the nation."""
    if code == NATION:
        return "nation"
    if code.endswith(_PROVINCE):
        return "province"
    return "city" if code.endswith(_CITY) else "county"
