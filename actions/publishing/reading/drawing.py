"""A page of a received file as a picture, with the places of words on it.

Run as a module it is the process in which that happens: what is wanted as a line of JSON on
standard input, the file's bytes behind it, JSON on standard output.
"""

from __future__ import annotations

import base64
import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

import pypdfium2 as pdfium
from PIL import Image, ImageOps

from actions.publishing.limits import limits
from actions.publishing.reading import bounds
from actions.publishing.reading.bounded import run_bounded
from actions.publishing.wording import refuse

JSON = dict[str, Any]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom, as shares of the page."""

_POINTS_AN_INCH = 72
_PDF = b"%PDF"
_ITSELF = "actions.publishing.reading.drawing"


def draw_page(data: bytes, page: int, words: Sequence[str]) -> JSON:
    """A page as a PNG picture in Base64, and the boxes of words on it, one a line of print.

    Args:
        data: the received bytes, of a PDF or a picture.
        page: its number, from 1.
        words: stretches of text; of a picture no places are known.

    Raises:
        Refusal: there is no such page, or drawing it took too much.
    """
    wanted = json.dumps({"page": page, "words": list(words)}, ensure_ascii=True)
    answer: JSON = json.loads(run_bounded(_ITSELF, "", f"{wanted}\n".encode("ascii") + data))
    if "picture" not in answer:
        raise refuse("broken")
    return answer


def _drawn(data: bytes, wanted: JSON) -> JSON:
    if not data.lstrip().startswith(_PDF):
        return {"picture": _frame(data, wanted["page"]), "boxes": []}
    page = pdfium.PdfDocument(data)[wanted["page"] - 1]
    width, height = page.get_size()
    most = limits()
    allowed = (most.page_megapixels * 1_000_000 / max(1.0, width * height)) ** 0.5
    scale = min(most.shown_dots_per_inch / _POINTS_AN_INCH, allowed)
    return {
        "picture": _png(page.render(scale=scale).to_pil()),
        "boxes": list(_lines(_boxes(page, wanted["words"]))),
    }


def _frame(data: bytes, page: int) -> str:
    with Image.open(io.BytesIO(data)) as image:
        if image.width * image.height > limits().picture_megapixels * 1_000_000:
            return ""
        image.seek(page - 1)
        shown = (ImageOps.exif_transpose(image) or image).convert("RGB")
    side = int((limits().page_megapixels * 1_000_000) ** 0.5)
    shown.thumbnail((side, side))
    return _png(shown)


def _png(image: Image.Image) -> str:
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return base64.b64encode(stream.getvalue()).decode("ascii")


def _boxes(page: pdfium.PdfPage, words: Sequence[str]) -> Iterator[Box]:
    """The boxes of the characters of a page that stand in the words, in the order of the page."""
    text = page.get_textpage()
    count = text.count_chars()
    characters = [text.get_text_range(number, 1) for number in range(count)]
    printed = [number for number in range(count) if characters[number].strip()]
    shown = "".join(characters[number][:1] for number in printed)
    width, height = page.get_size()
    found: set[int] = set()
    for wanted in ("".join(one.split()) for one in words):
        matcher = SequenceMatcher(None, shown, wanted, autojunk=False)
        for match in matcher.get_matching_blocks():
            if match.size >= min(limits().shown_from_characters, len(wanted)):
                found.update(printed[match.a : match.a + match.size])
    for number in sorted(found):
        # As high as the line, not as the strokes: 一 is flat.
        left, bottom, right, top = text.get_charbox(number, loose=True)
        yield left / width, 1 - top / height, right / width, 1 - bottom / height


def _lines(boxes: Iterator[Box]) -> Iterator[Box]:
    """Boxes that follow on each other on one line of print, joined."""
    line: Box | None = None
    for box in boxes:
        if line and box[0] >= line[0] and min(box[3], line[3]) > max(box[1], line[1]):
            line = (line[0], min(line[1], box[1]), max(line[2], box[2]), max(line[3], box[3]))
            continue
        if line:
            yield line
        line = box
    if line:
        yield line


def main() -> None:
    """Draw what comes in; never fail for what a file holds."""
    # Libraries in C print to standard output; the answer keeps it for itself.
    answer = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    wanted, _, data = sys.stdin.buffer.read().partition(b"\n")
    bounds.begin()
    try:
        drawn = _drawn(data, json.loads(wanted))
    except Exception:  # parsers of foreign formats fail in ways of their own
        drawn = {}
    with os.fdopen(answer, "wb") as stream:
        stream.write(json.dumps(drawn).encode("ascii"))


if __name__ == "__main__":
    main()
