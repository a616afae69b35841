"""Styles of a Word document (ECMA-376, part 1, 17.7), each with what it takes from its base."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from actions.publishing.reading.docx.names import child, is_on, number, value, w

_HEADING = re.compile(r"^(heading|title|subtitle)\s*\d*$", re.IGNORECASE)
_CONTENTS = re.compile(r"^(toc \d|table of figures)", re.IGNORECASE)


@dataclass(frozen=True)
class Style:
    """What a style says itself; None where it says nothing.

    Attributes:
        num_id: of its numbering.
        level: of its numbering, from 0.
        contents: whether it is of a table of contents.
    """

    base: str | None = None
    num_id: str | None = None
    level: int | None = None
    bold: bool | None = None
    hidden: bool | None = None
    heading: bool | None = None
    centred: bool | None = None
    contents: bool | None = None


@dataclass(frozen=True)
class Styles:
    """The styles of a document by their id."""

    by_id: dict[str, Style]
    usual: str | None = None

    def chain(self, style_id: str | None) -> Iterator[tuple[str, Style]]:
        """A style and those that it is based on, nearest first; a loop ends."""
        seen: set[str] = set()
        name = style_id if style_id in self.by_id else self.usual
        while name and name in self.by_id and name not in seen:
            seen.add(name)
            yield name, self.by_id[name]
            name = self.by_id[name].base

    def found(self, style_id: str | None, attribute: str) -> object:
        """The nearest value of an attribute along the chain, or None."""
        for _, style in self.chain(style_id):
            said: object = getattr(style, attribute)
            if said is not None:
                return said
        return None

    def says(self, style_id: str | None, attribute: str) -> bool:
        """Whether a run's character style, which may be none, says so."""
        return style_id in self.by_id and self.found(style_id, attribute) is True


def read_styles(root: etree._Element | None) -> Styles:
    """The styles of ``word/styles.xml``."""
    by_id: dict[str, Style] = {}
    usual = None
    for element in root.iterfind(w("style")) if root is not None else ():
        style_id = element.get(w("styleId"))
        if style_id is None:
            continue
        by_id[style_id] = _style(element)
        if element.get(w("type")) == "paragraph" and element.get(w("default")) in ("1", "true"):
            usual = style_id
    return Styles(by_id, usual)


def _style(element: etree._Element) -> Style:
    paragraph, run = child(element, "pPr"), child(element, "rPr")
    numbering = child(paragraph, "numPr")
    outline = value(paragraph, "outlineLvl")
    # Word stores the names of its own styles in English, whatever its language.
    name = value(element, "name") or ""
    # An outline level of 9 is body text: 17.3.1.20.
    heading = True if _HEADING.match(name) else None if outline is None else outline != "9"
    alignment = value(paragraph, "jc")
    return Style(
        base=value(element, "basedOn"),
        num_id=value(numbering, "numId"),
        level=number(numbering, "ilvl"),
        bold=is_on(run, "b"),
        hidden=is_on(run, "vanish"),
        heading=heading,
        centred=None if alignment is None else alignment == "center",
        contents=True if _CONTENTS.match(name) else None,
    )
