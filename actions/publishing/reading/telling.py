"""Which format a file is: by its content first, then by its name."""

from __future__ import annotations

import re
from pathlib import PurePath

from actions.publishing.blocks import Format
from actions.publishing.limits import limits
from actions.publishing.reading.archive import open_archive
from actions.publishing.reading.characters import is_ordinary
from actions.publishing.reading.decoding import decode
from actions.publishing.wording import refuse, words

_PICTURES = (
    b"\x89PNG\r\n",
    b"\xff\xd8\xff",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
_UNREAD = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
# Heads of a message, folded ones with them, and the empty line behind them (RFC 5322, 2.1).
_MIME = re.compile(rb"\A\s*(?:[A-Za-z-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+\r?\n")
_BOUNDARY = re.compile(rb"boundary\s*=\s*\"?([^\"\s;]+)", re.IGNORECASE)
_HTML_PART = re.compile(rb"^Content-Type:\s*text/html", re.IGNORECASE | re.MULTILINE)
_PAGE = re.compile(
    r"\A(?:\s|<!--.*?-->|<%.*?%>|<\?.*?\?>)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|script|style|div|table|link|p|center|font|form)"
    r"[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(r"</(?:html|body|head)\s*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[a-z][a-z0-9]*[\s>/]", re.IGNORECASE)
_MARKDOWN = (".md", ".markdown")
_PAGES = (".html", ".htm", ".shtml", ".xhtml", ".jsp", ".asp", ".aspx", ".php")


def format_of(data: bytes, name: str) -> Format:
    """The format of a received file.

    Raises:
        Refusal: where it is none that is read, has a password, or is a broken container.
    """
    if b"%PDF-" in data[: limits().start_bytes]:
        return "pdf"
    if data.startswith(_ZIPPED):
        return _of_zip(data)
    if data.startswith(_OLE):
        return _of_ole(data)
    if data.lstrip()[:5].lower() == b"{\\rtf":
        return "rtf"
    if data.startswith(_PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return "image"
    if data.startswith(_UNREAD):
        raise _unsupported("archive", "docx")
    if _is_mime(data):
        return "mht"
    return _of_text(data, name)


def _is_mime(data: bytes) -> bool:
    """Whether it begins with the heads of a message and has a web page for a part."""
    heads = _MIME.match(data[: limits().start_bytes])
    if heads is None or not _HTML_PART.search(data):
        return False
    boundary = _BOUNDARY.search(heads.group())
    return boundary is None or b"\n--" + boundary.group(1) in data


def _of_zip(data: bytes) -> Format:
    archive = open_archive(data)
    if "word/document.xml" in archive.names:
        return "docx"
    if "xl/workbook.xml" in archive.names:
        return "xlsx"
    if "ppt/presentation.xml" in archive.names:
        raise _unsupported("ppt", "docx")
    if "OFD.xml" in archive.names:
        raise _unsupported("ofd", "pdf")
    if "content.xml" in archive.names:
        raise _unsupported("odf", "docx")
    types = archive.read("[Content_Types].xml") or b""
    # A document may name its main part as it likes; its type tells it.
    if b"wordprocessingml.document.main" in types or b"ms-word.document.macroEnabled" in types:
        return "docx"
    raise _unsupported("archive", "docx")


def _of_ole(data: bytes) -> Format:
    # Names of streams stand in the directory in UTF-16: MS-CFB 2.6.1.
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage") or has("EncryptionInfo"):
        raise refuse("password")
    if has("WordDocument"):
        return "doc"
    if has("Workbook") or has("Book"):
        raise _unsupported("xls", "xlsx")
    if has("PowerPoint Document"):
        raise _unsupported("ppt", "docx")
    raise _unsupported("ole", "docx")


def _of_text(data: bytes, name: str) -> Format:
    suffix = PurePath(name).suffix.lower()
    if _is_binary(data):
        raise refuse("unknown_format", file=name)
    text = decode(data, declared_encoding(data)).text
    if _PAGE.match(text) or (_TAGS.search(text) and suffix not in _MARKDOWN):
        return "html"
    if suffix in _PAGES and _ANY_TAG.search(text):
        return "html"
    if suffix in _MARKDOWN:
        return "md"
    return "txt"


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a web page or XML document names itself, or None."""
    found = re.search(
        rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", data[: limits().start_bytes]
    )
    return found.group(1).decode("ascii") if found else None


def _is_binary(data: bytes) -> bool:
    start = data[: limits().start_bytes]
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or start[:4] == b"\x00\x00\xfe\xff":
        return False
    zeros = (start[0::2].count(0), start[1::2].count(0))
    if max(zeros):
        wide = "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
        return not is_ordinary(start.decode(wide, errors="replace"))
    controls = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1a" for byte in start)
    return controls > limits().control_share * len(start)


def _unsupported(kind: str, instead: str) -> Exception:
    return refuse("unsupported", what=words().say(f"kinds.{kind}"), instead=instead)
