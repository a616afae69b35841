"""Web pages saved as one file (MIME HTML, RFC 2557): the page among its parts."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

from actions.publishing.reading.content import Content
from actions.publishing.reading.decoding import decode
from actions.publishing.reading.telling import declared_encoding
from actions.publishing.reading.web import read_page
from actions.publishing.reading.web.page import of_decoding
from actions.publishing.wording import refuse


def read_mht(data: bytes) -> Content:
    """Read a saved web page; of several pages in it, as of frames, the one that says most.

    Raises:
        Refusal: ``broken`` where no part is a web page, or of the page.
    """
    message = message_from_bytes(data, policy=policy.default)
    contents = [_read(part) for part in message.walk() if part.get_content_type() == "text/html"]
    if not contents:
        raise refuse("broken")
    return max(contents, key=_said)


def _read(part: EmailMessage) -> Content:
    payload = part.get_payload(decode=True)
    page = payload if isinstance(payload, bytes) else b""
    decoded = decode(page, part.get_content_charset() or declared_encoding(page))
    content = read_page(decoded.text)
    return replace(content, warnings=(*content.warnings, *of_decoding(decoded)))


def _said(content: Content) -> int:
    return sum(len(block.text) for block in content.blocks if block.kind != "furniture")
