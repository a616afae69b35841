"""Headers, footers, page numbers and addresses of a print: lines that are none of the document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from actions.publishing.blocks import Warned
from actions.publishing.limits import limits
from actions.publishing.reading.lines import Line
from actions.publishing.reading.signs import signs
from actions.publishing.wording import warn

_DIGITS = re.compile(r"\d+")


def furniture_of(lines: Sequence[Line], heights: Mapping[int, float]) -> set[int]:
    """Which lines, by index, are furniture.

    Args:
        lines: of all pages in order.
        heights: of the pages, by number.
    """
    found = _repeated(lines, heights)
    by_page: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        by_page[line.page].append(index)
        if _in_margin(line, heights) and signs().is_page_mark(line.text.strip()):
            found.add(index)
    for indices in by_page.values():
        for index in (indices[0], indices[-1]):
            if signs().page_number.match(lines[index].text.strip()):
                found.add(index)
    if any(signs().address.search(lines[index].text) for index in found):
        # A print of a web page carries the page's menus.
        found |= {i for i, line in enumerate(lines) if _is_menu(line.text.strip())}
    return found


def missing_pages(lines: Sequence[Line]) -> list[Warned]:
    """A warning where the footers count more pages than the file has."""
    counted: dict[int, set[int]] = defaultdict(set)
    for line in lines:
        match = signs().page_of.search(line.text.strip())
        if match:
            number, of = (int(one) for one in match.groups() if one)
            counted[of].add(number)
    if len(counted) != 1:
        return []
    ((of, present),) = counted.items()
    if present >= set(range(1, of + 1)) or max(present) > of:
        return []
    span = f"{min(present)}–{max(present)}"
    return [warn("missing_pages", all=of, present=span)]


def _repeated(lines: Sequence[Line], heights: Mapping[int, float]) -> set[int]:
    """Lines whose text, numbers aside, stands at the same place of many pages."""
    pages: dict[tuple[str, bool, int], set[int]] = defaultdict(set)
    keys = []
    for line in lines:
        text = _DIGITS.sub("#", "".join(line.text.split()))
        key = (text, _in_margin(line, heights), round(line.top / limits().repeated_points))
        pages[key].add(line.page)
        keys.append(key)
    found: set[int] = set()
    for index, (text, margin, place) in enumerate(keys):
        on = pages[text, margin, place]
        near = on.union(*(pages.get((text, margin, place + step), set()) for step in (-1, 1)))
        # Outside of the margins only what stands on every page of several is furniture.
        share = limits().repeated_share * len(heights)
        if len(near) >= (max(2, share) if margin else max(3, len(heights))):
            found.add(index)
    return found


def _is_menu(text: str) -> bool:
    return signs().is_furniture(text) or signs().menu.match(text) is not None


def _in_margin(line: Line, heights: Mapping[int, float]) -> bool:
    height = heights[line.page]
    share = limits().margin_share
    return line.bottom <= share * height or line.top >= (1 - share) * height
