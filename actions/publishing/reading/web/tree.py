"""A web page parsed, without what is not shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from actions.publishing.limits import limits

_SERVER = re.compile(r"<%.*?%>|<\?(?:php|xml).*?\?>|<\?=.*?\?>", re.DOTALL | re.IGNORECASE)
_UNSHOWN = frozenset(
    ("script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "head",
     "select", "option", "button", "input", "textarea", "map", "audio", "video", "canvas", "rt",
     "rp", "link", "meta", "title")
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def parse(text: str) -> etree._Element | None:
    """A page's root, or None where it holds nothing.

    Parts that a server would have run (JSP, PHP) are left out. The depth of elements is bounded by
    libxml2 at 2048; without ``huge_tree`` it would drop the rest of a page in silence at 256.
    """
    text = _SERVER.sub("", text).replace("\x00", "")
    if not text.strip():
        return None
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        return html.document_fromstring(text, parser=parser)
    except etree.ParserError:
        return None


def spoken(element: etree._Element) -> str:
    """All text within an element, as it stands in the source."""
    return "".join(str(text) for text in element.itertext())


def title_of(root: etree._Element) -> str:
    """What the page calls itself, empty where it does not."""
    return " ".join(spoken(one) for one in root.iter("title")).strip()


def is_shown(element: etree._Element) -> bool:
    """Whether an element's content is for reading."""
    return isinstance(element.tag, str) and element.tag.lower() not in _UNSHOWN


def is_hidden(element: etree._Element) -> bool:
    """Whether the page itself hides an element that would be read."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def own_rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, without those of tables within it."""
    for element in table:
        if element.tag == "tr":
            yield element
        elif element.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in element if row.tag == "tr")


def own_cells(row: etree._Element) -> list[etree._Element]:
    """The cells of a row."""
    return [cell for cell in row if cell.tag in ("td", "th")]


def text_of(element: etree._Element) -> str:
    """All text within, without white space."""
    return "".join(spoken(element).split())


def is_layout(table: etree._Element) -> bool:
    """Whether a table arranges a page rather than data."""
    nested = sum(
        len(text_of(one))
        for one in table.iter("table")
        if next(one.iterancestors("table"), None) is table
    )
    whole = len(text_of(table))
    if whole == 0 or nested * 2 > whole:
        return True
    rows = [[cell for cell in own_cells(row) if text_of(cell)] for row in own_rows(table)]
    rows = [row for row in rows if row]
    if max((len(row) for row in rows), default=0) <= 1:
        return True
    if any(cell.tag == "th" for row in rows for cell in row) or len(rows) > 2:
        return False
    most = max(len(cell.findall(".//p")) + len(cell.findall(".//br")) for r in rows for cell in r)
    return most >= limits().layout_paragraphs
