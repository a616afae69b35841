"""Numbers of ordered lists of web pages (HTML, 4.4.5), which stand nowhere in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from actions.publishing.reading.docx.numerals import numeral

_FORMS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "decimal": "decimal",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "chineseCountingThousand",
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
}
_IDEOGRAPHIC = ("chineseCountingThousand", "ideographTraditional", "ideographZodiac")
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)


@dataclass
class Marker:
    """Counts the items of one list.

    Attributes:
        form: a number format, None for bullets and lists that show no number.
        step: 1, or -1 where the list is counted down.
    """

    form: str | None
    number: int
    step: int = 1

    def next(self, item: etree._Element) -> str:
        """The mark of the next item, empty where it has none."""
        own = item.get("value", "")
        if re.fullmatch(r"-?\d+", own.strip()):
            self.number = int(own)
        number, self.number = self.number, self.number + self.step
        if self.form is None:
            return ""
        written = numeral(number, self.form) or str(number)
        # CSS parts ideographic counters from the text by an ideographic comma.
        return written + ("\u3001" if self.form in _IDEOGRAPHIC else ". ")


def marker_of(element: etree._Element) -> Marker:
    """The counter of a list."""
    styled = _STYLE.search(element.get("style", ""))
    kind = styled.group(1).lower() if styled else element.get("type", "1")
    if element.tag != "ol" or kind == "none":
        return Marker(None, 1)
    items = sum(child.tag == "li" for child in element)
    down = element.get("reversed") is not None
    start = element.get("start", "").strip()
    first = int(start) if re.fullmatch(r"-?\d+", start) else items if down else 1
    return Marker(_FORMS.get(kind, "decimal"), first, -1 if down else 1)
