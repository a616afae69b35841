"""The labels with which parts of official documents begin.

``actions.corpus.labels`` reads those of the documents prepared by hand; here are all that received
files use, and every label that is read there has the same id here. Ranks follow
立法技术规范（试行） (编, 章, 节, 条, 款, 项, 目) and GB/T 9704-2012, 7.3.3 (一、 （一） 1. （1）).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.publishing.folding import Folded
from actions.publishing.numerals import NUMERAL, read_number, show_number

Number = tuple[int, int]
"""A number and, for 第十二条之一, the number after 之; else 0."""

_N = rf"{NUMERAL}|\d{{1,4}}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Style:
    """A way of numbering.

    Attributes:
        name: the label of its first member, or the word for it.
        rank: 0 for the outermost; larger is further in.
        shown: how a number stands in an id.
        doubted: what, right behind the label, makes it a reference to another part.
    """

    name: str
    rank: int
    pattern: re.Pattern[str]
    shown: str
    doubted: re.Pattern[str]


@dataclass(frozen=True)
class Label:
    """The number that a piece of text begins with.

    Attributes:
        style: the name of its style.
        rank: that of the style.
        number: its value.
        id: how it stands in the id of a part, whatever digits and brackets were printed.
        length: how many folded characters it takes up.
        doubtful: it may be a reference (第三条规定的…); the sequence decides.
    """

    style: str
    rank: int
    number: Number
    id: str
    length: int
    doubtful: bool = False


_NEVER = re.compile(r"(?!)")
_REFERRED = re.compile(
    r"规定|所[列述称指]|之规定|的|[、和或及至到与,~—-]+(?:第|本)|第.{1,4}[款项目]|[款项](?!目)|中的?|以外|"
    r"(?:执行|办理|处罚|条件|要求)"
)
_LISTED = re.compile(rf"[、和或及至到与]+[(\[第]?(?:{_N})|[)）]?项|款")


def _numbered(unit: str, rank: int, behind: str = "(?:[:、](?!第))?") -> Style:
    pattern = re.compile(rf"第(?P<n>{_N}){unit}(?:之(?P<sub>[一二三四五六七八九十]+))?{behind}")
    return Style(unit, rank, pattern, f"第{{}}{unit}", _REFERRED)


STYLES = (
    _numbered("编", 0),
    _numbered("篇", 0),
    _numbered("章", 1),
    _numbered("节", 2),
    Style("一", 3, re.compile(rf"(?P<n>{NUMERAL})[、.](?!\d)"), "{}", _LISTED),
    _numbered("条", 4),
    _numbered("阶段", 4, "[:、,.]?"),
    _numbered("步骤", 4, "[:、,.]?"),
    _numbered("步", 4, "[:、,.]?"),
    _numbered("款", 5, "[:、]"),
    Style(
        "(一)",
        6,
        re.compile(
            rf"[(\[〔【〈](?P<n>{NUMERAL})[)\]〕】〉](?:[、.:](?![(\[〔【〈]))?|(?P<n2>{NUMERAL})\)"
        ),
        "({})",
        _LISTED,
    ),
    _numbered("项", 6, "[:、]"),
    _numbered("目", 7, "[:、]"),
    Style(
        "1",
        7,
        re.compile(r"(?P<n>\d{1,3})[.、](?!\d)|(?P<n2>\d)\.(?=20\d\d年)"),
        "{}",
        re.compile(r"\d+项"),
    ),
    Style(
        "(1)",
        8,
        re.compile(r"[(\[【](?P<n>\d{1,2})[)\]】](?:[、.:](?![(\[【]))?|(?P<n2>\d{1,2})\)"),
        "({})",
        _LISTED,
    ),
    Style("①", 9, re.compile(rf"(?P<n>[{_CIRCLED}])[、.]?"), "{}", _NEVER),
    Style("a", 10, re.compile(r"(?P<n>[a-z])[.、)](?![a-z])"), "{}", _NEVER),
)
_CHINESE = {"编", "篇", "章", "节", "一", "条", "阶段", "步骤", "步", "款", "(一)", "项", "目"}
_BY_NAME = {style.name: style for style in STYLES}


def read_label(text: Folded) -> Label | None:
    """The label at the beginning of folded text, None where there is none."""
    return label_at(text.text, 0, text.spaced)


def label_at(text: str, position: int, spaced: frozenset[int] = frozenset()) -> Label | None:
    """The label that stands at ``position`` of folded text.

    White space behind a label (第十二条　规定…) makes it no reference.
    """
    for style in STYLES:
        match = style.pattern.match(text, position)
        number = _number(style, match) if match else None
        if match and number:
            apart = match.end() in spaced or text[match.end() - 1] in ":、."
            doubted = style.doubted.match(text, match.end())
            doubtful = bool(doubted) and not (apart and style.name != "1" and style.rank < 6)
            length = match.end() - position
            return Label(style.name, style.rank, number, _id(style, number), length, doubtful)
    return None


def positions(
    text: Folded, style: str, start: int = 0, end: int | None = None
) -> list[tuple[int, Label]]:
    """Where labels of one style stand in folded text from ``start`` to ``end``, in order."""
    found = []
    stop = len(text.text) if end is None else end
    for match in _BY_NAME[style].pattern.finditer(text.text, start, stop):
        label = label_at(text.text, match.start(), text.spaced)
        if label and label.style == style:
            found.append((match.start(), label))
    return found


def follows(before: Number, after: Number) -> bool:
    """Whether one number comes right after another: 13 after 12 and 12之一, 12之二 after 12之一."""
    return after == (before[0] + 1, 0) or after == (before[0], before[1] + 1)


def _number(style: Style, match: re.Match[str]) -> Number | None:
    groups = match.groupdict()
    printed = groups.get("n") or groups.get("n2") or ""
    if style.name == "①":
        return _CIRCLED.index(printed) + 1, 0
    if style.name == "a":
        return _LETTERS.index(printed) + 1, 0
    value = read_number(printed)
    below = read_number(groups.get("sub") or "0")
    return (value, below or 0) if value else None


def id_of(style: str, number: Number) -> str:
    """How a number of the style ``style`` stands in an id."""
    return _id(_BY_NAME[style], number)


def rank_of(style: str) -> int:
    """The rank of a style by its name."""
    return _BY_NAME[style].rank


def _id(style: Style, number: Number) -> str:
    if style.name == "①":
        return _CIRCLED[number[0] - 1]
    if style.name == "a":
        return _LETTERS[number[0] - 1]
    shown = show_number(number[0]) if style.name in _CHINESE else str(number[0])
    below = f"之{show_number(number[1])}" if number[1] else ""
    return style.shown.format(shown) + below
