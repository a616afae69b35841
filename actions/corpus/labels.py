"""The ways in which Chinese official documents number their parts."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMERAL = "[一二三四五六七八九十百]+"

# Outermost first. 章 and 节 hold 条 in regulations; 一、 （一） 1. （1） nest in opinions
# (GB/T 9704-2012, 7.3.3); 条 and 第…阶段 stand where （一） would.
_STYLES = (
    re.compile(rf"(第{_NUMERAL}[章编])"),
    re.compile(rf"(第{_NUMERAL}节)"),
    re.compile(rf"({_NUMERAL})、"),
    re.compile(rf"(第{_NUMERAL}(?:条|阶段))[：:]?"),
    re.compile(rf"[（(]({_NUMERAL})[）)]"),
    re.compile(r"(\d{1,2})[.、．](?!\d)|(\d)\.(?=20\d\d年)"),
    re.compile(r"[（(](\d{1,2})[）)]"),
)
_BRACKETED = {4, 6}


@dataclass(frozen=True)
class Label:
    """The number that a paragraph begins with.

    Attributes:
        level: 0 for the outermost style; larger is further in.
        id: how the label stands in a clause id, brackets in one form.
        length: how many characters of the compact paragraph it takes up.
    """

    level: int
    id: str
    length: int


def read_label(paragraph: str) -> Label | None:
    """Read the label at the beginning of a paragraph without white space."""
    for level, style in enumerate(_STYLES):
        match = style.match(paragraph)
        if match:
            name = next(group for group in match.groups() if group)
            shown = f"({name})" if level in _BRACKETED else name
            return Label(level, shown, match.end())
    return None
