"""Bytes of unknown encoding as text; each guess is checked, as GB 18030 decodes almost anything."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes

from actions.publishing.limits import limits
from actions.publishing.reading.characters import is_ordinary
from actions.publishing.wording import refuse

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The Chinese national encodings include one another; what calls itself the first is often the last.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "iso-8859-1": "cp1252"}
_TRIED = ("utf-8", "gb18030", "big5hkscs")


@dataclass(frozen=True)
class Decoded:
    """A text and how it was stored.

    Attributes:
        mark: whether a byte order mark stood in front; it is not in the text.
        unreadable: how many characters had to be replaced.
    """

    text: str
    encoding: str
    mark: bool = False
    unreadable: int = 0


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text that bytes hold.

    Args:
        declared: the encoding that the file names itself, which need not be true.

    Raises:
        Refusal: ``encoding``, where no encoding gives a text that can be believed.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return _checked(Decoded(text, encoding, True, text.count("\ufffd")))
    zeros = (data[0::2].count(0), data[1::2].count(0))
    if max(zeros):
        found = _strictly(data, "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be")
        if found is not None:
            return found
    try:
        # Bytes of another encoding hardly ever form valid UTF-8.
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    for encoding in (*_named(declared), *_TRIED[1:]):
        found = _strictly(data, encoding)
        if found is not None:
            return found
    for encoding in (*_named(declared), *_TRIED):
        text = data.decode(encoding, errors="replace")
        lost = text.count("\ufffd")
        if lost <= limits().unreadable_share * len(data) and is_ordinary(text):
            return Decoded(text, encoding, unreadable=lost)
    best = from_bytes(data).best()
    if best is not None and is_ordinary(str(best)):
        return Decoded(str(best), best.encoding)
    raise refuse("encoding")


def _checked(decoded: Decoded) -> Decoded:
    if decoded.unreadable > max(1, limits().unreadable_share * len(decoded.text)):
        raise refuse("encoding")
    return decoded


def _strictly(data: bytes, encoding: str) -> Decoded | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return Decoded(text, encoding) if is_ordinary(text) else None


def _named(declared: str | None) -> Iterator[str]:
    name = re.sub(r"[\"'\s]", "", (declared or "").lower())
    name = _WIDER.get(name, name)
    try:
        if name and not codecs.lookup(name).name.startswith(("utf-16", "utf-32")):
            yield name
    except LookupError:
        return
