"""Web pages saved with all their parts in one file."""

from __future__ import annotations

import base64
import quopri

import pytest

from actions.publishing.blocks import Refusal
from actions.publishing.reading.mht import read_mht
from tests.actions.publishing.reading.making import texts

PAGE = "<html><body><p>第一条　为了规范户口登记，制定本办法。</p></body></html>"


def saved(page: bytes, encoding: str, charset: str) -> bytes:
    return (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/css\r\n\r\np {}\r\n"
        b"--b\r\nContent-Type: text/html; charset=" + charset.encode() + b"\r\n"
        b"Content-Transfer-Encoding: " + encoding.encode() + b"\r\n\r\n" + page + b"\r\n--b--\r\n"
    )


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_a_saved_page_is_read_however_it_was_packed(charset: str) -> None:
    page = PAGE.encode(charset)
    for packed, encoding in (
        (quopri.encodestring(page), "quoted-printable"),
        (base64.encodebytes(page), "base64"),
        (page, "8bit"),
    ):
        blocks = read_mht(saved(packed, encoding, charset)).blocks
        assert texts(blocks) == ["第一条　为了规范户口登记，制定本办法。"]


def test_a_message_without_a_page_is_refused() -> None:
    with pytest.raises(Refusal):
        read_mht(b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nabc")
