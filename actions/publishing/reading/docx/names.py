"""Names of WordprocessingML's elements and the reading of their usual attributes."""

from __future__ import annotations

import re

from lxml import etree

_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_STRICT_RELATIONS = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NUMBER = re.compile(r"-?\d{1,9}", re.ASCII)
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def w(name: str) -> str:
    """A name of WordprocessingML with its namespace."""
    return f"{{{_TRANSITIONAL}}}{name}"


def local(element: etree._Element) -> str:
    """An element's name without its namespace; empty for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def transitional(data: bytes) -> bytes:
    """A part with the names of the strict variant (ECMA-376, part 1) in place of its own."""
    return data.replace(_STRICT.encode(), _TRANSITIONAL.encode()).replace(
        _STRICT_RELATIONS, _RELATIONS
    )


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of a name, or None."""
    return None if element is None else element.find(w(name))


def value(element: etree._Element | None, name: str) -> str | None:
    """``w:val`` of the first child of a name, or None."""
    found = child(element, name)
    return None if found is None else found.get(w("val"))


def number(element: etree._Element | None, name: str) -> int | None:
    """``w:val`` of the first child of a name as a whole number, or None where it is none."""
    text = value(element, name) or ""
    return int(text) if _NUMBER.fullmatch(text) else None


def is_on(element: etree._Element | None, name: str) -> bool | None:
    """A toggle (17.17.4 ST_OnOff) among the children; None where it is not there."""
    found = child(element, name)
    if found is None:
        return None
    return found.get(w("val"), "true") not in ("0", "false", "off", "none")
