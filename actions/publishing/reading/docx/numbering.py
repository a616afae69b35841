"""Word's automatic numbers (ECMA-376, part 1, 17.9), which stand nowhere in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from actions.publishing.reading.docx.names import child, is_on, number, value, w
from actions.publishing.reading.docx.numerals import numeral
from actions.publishing.reading.docx.styles import Styles

_PLACE = re.compile(r"%(\d)")
_LEVELS = 9


@dataclass(frozen=True)
class Level:
    """One level of a list.

    Attributes:
        start: its first number.
        form: a value of ST_NumberFormat.
        text: the number's text, ``%1`` for the number of the first level.
        suffix: what stands between number and text: tab, space or nothing.
        legal: whether all numbers in its text are written in Arabic digits (isLgl).
        restart: after which level (from 1) it begins anew; 0 never, None after any above.
        style: the paragraph style that stands for it.
    """

    start: int = 0
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(frozen=True)
class List:
    """A list that paragraphs name (w:num).

    Attributes:
        abstract: whose numbers it shares.
        levels: its levels, its own overrides among them.
        starts: levels that begin anew where this list is first used, and with which number.
    """

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass
class Numbering:
    """The lists of a document and how far each has counted.

    Attributes:
        unknown: number formats that could not be written.
    """

    lists: dict[str, List]
    styles: Styles
    unknown: set[str] = field(default_factory=set)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def number(self, properties: etree._Element | None) -> str:
        """Count a paragraph and give its number, with what parts it from the text.

        Args:
            properties: the paragraph's w:pPr.

        Returns:
            Empty where the paragraph has no number.
        """
        place = self._place(properties)
        if place is None:
            return ""
        num_id, index = place
        chosen = self.lists[num_id]
        level = chosen.levels.get(index, Level())
        counts = self._counts.setdefault(chosen.abstract, {})
        self._count(num_id, chosen, index, counts)
        return self._written(level, chosen, counts)

    def _place(self, properties: etree._Element | None) -> tuple[str, int] | None:
        own = child(properties, "numPr")
        style_id = value(properties, "pStyle")
        num_id, index = value(own, "numId"), number(own, "ilvl")
        if num_id is None:
            num_id, by_style = self._of_style(style_id)
            index = index if index is not None else by_style
        if num_id not in self.lists:
            return None
        return num_id, min(max(index or 0, 0), _LEVELS - 1)

    def _of_style(self, style_id: str | None) -> tuple[str | None, int | None]:
        num_id, level = None, None
        names = []
        for name, style in self.styles.chain(style_id):
            names.append(name)
            num_id = num_id if num_id is not None else style.num_id
            level = level if level is not None else style.level
        chosen = self.lists.get(num_id or "")
        if chosen and level is None:
            for index, one in chosen.levels.items():
                if one.style in names:
                    return num_id, index
        return num_id, level

    def _count(self, num_id: str, chosen: List, index: int, counts: dict[int, int]) -> None:
        if index in chosen.starts and (num_id, index) not in self._begun:
            self._begun.add((num_id, index))
            counts[index] = chosen.starts[index]
        elif index in counts:
            counts[index] += 1
        else:
            counts[index] = chosen.levels.get(index, Level()).start
        # A level above that was never used counts as standing at its first number.
        for above in range(index):
            counts.setdefault(above, chosen.levels.get(above, Level()).start)
        for below in range(index + 1, _LEVELS):
            restart = chosen.levels.get(below, Level()).restart
            if restart is None or index < restart:
                counts.pop(below, None)

    def _written(self, level: Level, chosen: List, counts: dict[int, int]) -> str:
        if level.form == "bullet":
            return ""

        def digits(match: re.Match[str]) -> str:
            index = int(match.group(1)) - 1
            form = chosen.levels.get(index, Level()).form
            count = counts.get(index, 0)
            sign = numeral(count, "decimal" if level.legal and form != "none" else form)
            if sign is None:
                self.unknown.add(form)
                return str(count)
            return sign

        written = _PLACE.sub(digits, level.text)
        return written + ("" if level.suffix == "nothing" or not written.strip() else " ")


def read_numbering(root: etree._Element | None, styles: Styles) -> Numbering:
    """The lists of ``word/numbering.xml``, ready to count."""
    if root is None:
        return Numbering({}, styles)
    abstracts = {one.get(w("abstractNumId"), ""): one for one in root.iterfind(w("abstractNum"))}
    of_number = {one.get(w("numId"), ""): one for one in root.iterfind(w("num"))}
    lists = {}
    for num_id, element in of_number.items():
        abstract = _abstract(value(element, "abstractNumId") or "", abstracts, of_number, styles)
        if abstract is None or num_id == "0":
            continue
        levels = {_index(one): _level(one) for one in abstracts[abstract].iterfind(w("lvl"))}
        starts = {}
        for override in element.iterfind(w("lvlOverride")):
            replaced = child(override, "lvl")
            if replaced is not None:
                levels[_index(override)] = _level(replaced)
            start = number(override, "startOverride")
            if start is not None:
                starts[_index(override)] = start
        lists[num_id] = List(abstract, levels, starts)
    return Numbering(lists, styles)


def _abstract(
    name: str,
    abstracts: dict[str, etree._Element],
    of_number: dict[str, etree._Element],
    styles: Styles,
) -> str | None:
    """The definition a list rests on, through a numbering style where it names one (17.9.21)."""
    for _ in range(_LEVELS):
        if name not in abstracts:
            return None
        link = value(abstracts[name], "numStyleLink")
        style = styles.by_id.get(link) if link else None
        if style is None or style.num_id not in of_number:
            return name
        linked = value(of_number[style.num_id], "abstractNumId") or ""
        if linked == name:
            return name
        name = linked
    return None


def _index(element: etree._Element) -> int:
    text = element.get(w("ilvl"), "0")
    return int(text) if text in map(str, range(_LEVELS)) else 0


def _level(element: etree._Element) -> Level:
    form = next(element.iter(w("numFmt")), None)
    return Level(
        start=number(element, "start") or 0,
        form=form.get(w("val"), "decimal") if form is not None else "decimal",
        text=value(element, "lvlText") or "",
        suffix=value(element, "suff") or "tab",
        legal=is_on(element, "isLgl") is True,
        restart=number(element, "lvlRestart"),
        style=value(element, "pStyle"),
    )
