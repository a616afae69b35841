"""The text of one paragraph of a Word document (ECMA-376, part 1, 17.3), as it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from actions.publishing.limits import limits
from actions.publishing.reading.docx.names import child, is_on, local, value, w
from actions.publishing.reading.docx.styles import Styles

_REMOVED = ("del", "moveFrom")
_ADDED = ("ins", "moveTo")
_WRAPPERS = (
    "hyperlink", "smartTag", "customXml", "fldSimple", "sdt", "sdtContent", "dir", "bdo",
    "ruby", "rubyBase",
)  # fmt: skip
_EMU_A_CENTIMETRE = 360_000


@dataclass
class Tally:
    """What was met on the way that a person may have to look at."""

    inserted: int = 0
    deleted: int = 0
    pictures: int = 0
    other_documents: int = 0
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)


@dataclass
class Inline:
    """One paragraph's text in pieces.

    Attributes:
        pieces: (text, bold); a soft line break is a line feed.
        notes: (footnote or endnote, id) in order.
        boxes: the contents of text boxes anchored here.
        open: whether its end was deleted, so that the next paragraph goes on with it.
    """

    pieces: list[tuple[str, bool]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    open: bool = False

    def lines(self) -> list[tuple[str, bool]]:
        """(text, whether all of it is bold) of each line between soft breaks."""
        lines: list[list[tuple[str, bool]]] = [[]]
        for text, bold in self.pieces:
            first, *rest = text.split("\n")
            lines[-1].append((first, bold))
            lines += [[(one, bold)] for one in rest]
        return [
            (
                "".join(text for text, _ in line),
                all(bold for text, bold in line if text.strip()) and any(b for _, b in line),
            )
            for line in lines
        ]


@dataclass
class RunReader:
    """Reads paragraphs one after the other; fields may reach over several."""

    styles: Styles
    tally: Tally
    _fields: list[bool] = field(default_factory=list)
    """For each field that is open, whether its instructions are being read."""

    def read(self, paragraph: etree._Element) -> Inline:
        """The text of a paragraph, without its number."""
        inline = Inline()
        properties = child(paragraph, "pPr")
        mark = child(properties, "rPr")
        style_id = value(properties, "pStyle")
        inline.open = any(child(mark, name) is not None for name in _REMOVED)
        self._walk(paragraph, inline, style_id)
        return inline

    def _walk(self, parent: etree._Element, inline: Inline, style_id: str | None) -> None:
        for element in parent:
            name = local(element)
            if name in _REMOVED:
                self.tally.deleted += 1
            elif name in _ADDED:
                self.tally.inserted += 1
                self._walk(element, inline, style_id)
            elif name == "r":
                self._run(element, inline, style_id)
            elif name in _WRAPPERS:
                self._walk(element, inline, style_id)
            elif name == "AlternateContent":
                self._walk(chosen(element), inline, style_id)
            elif name in ("oMath", "oMathPara"):
                text = "".join(t.text or "" for t in element.iter() if local(t) == "t")
                inline.pieces.append((text, False))

    def _run(self, run: etree._Element, inline: Inline, style_id: str | None) -> None:
        properties = child(run, "rPr")
        own = value(properties, "rStyle")
        hidden = self._is(properties, "vanish", "hidden", own, style_id)
        bold = self._is(properties, "b", "bold", own, style_id)
        text = "".join(self._signs(run, inline))
        if not text:
            return
        if hidden:
            self.tally.hidden.append(text)
            return
        if is_on(properties, "strike") or is_on(properties, "dstrike"):
            self.tally.struck.append(text)
        inline.pieces.append((text, bold))

    def _is(
        self,
        properties: etree._Element | None,
        toggle: str,
        attribute: str,
        own: str | None,
        style_id: str | None,
    ) -> bool:
        said = is_on(properties, toggle)
        if said is not None:
            return said
        return self.styles.says(own, attribute) or self.styles.found(style_id, attribute) is True

    def _signs(self, run: etree._Element, inline: Inline) -> Iterator[str]:
        for element in run:
            name = local(element)
            if name == "fldChar":
                self._field(element.get(w("fldCharType")))
            elif name == "AlternateContent":
                yield from self._signs(chosen(element), inline)
            elif any(self._fields):
                continue
            elif name == "t":
                yield (element.text or "").replace("\n", " ")
            elif name in ("tab", "ptab"):
                yield "\t"
            elif name in ("br", "cr"):
                yield "\n"
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "sym":
                yield _symbol(element.get(w("char")))
            elif name in ("footnoteReference", "endnoteReference"):
                inline.notes.append((name[: -len("Reference")], element.get(w("id"), "")))
            elif name in ("drawing", "pict", "object"):
                self._drawn(element, inline)
            elif name == "ruby":
                for base in element.iter(w("rubyBase")):
                    self._walk(base, inline, None)

    def _drawn(self, element: etree._Element, inline: Inline) -> None:
        boxes = [one for one in element.iter(w("txbxContent")) if not _stands_within_box(one)]
        inline.boxes += boxes
        if not boxes and _is_large_picture(element):
            self.tally.pictures += 1

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()


def chosen(alternatives: etree._Element) -> etree._Element:
    """The one of several contents that is read (part 3, 7.4): the first, never two of them."""
    for element in alternatives:
        if local(element) == "Choice" and len(element):
            return element
    fallback = next((one for one in alternatives if local(one) == "Fallback"), None)
    return etree.Element("none") if fallback is None else fallback


def _symbol(code: str | None) -> str:
    try:
        number = int(code or "", 16)
        # Some writers leave the private area's offset out: 17.3.3.30.
        return chr(number if number > 0xFF else 0xF000 + number)
    except ValueError:
        return ""


def _stands_within_box(element: etree._Element) -> bool:
    return next(element.iterancestors(w("txbxContent")), None) is not None


def _is_large_picture(element: etree._Element) -> bool:
    least = limits().picture_centimetres * _EMU_A_CENTIMETRE
    for one in element.iter():
        if local(one) == "extent":
            sizes = (one.get("cx", "0"), one.get("cy", "0"))
            return all(size.isdecimal() and int(size) >= least for size in sizes)
    return False
