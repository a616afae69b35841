"""A file is known by what it holds, whatever it is called."""

from __future__ import annotations

import pytest

from actions.publishing.blocks import Refusal
from actions.publishing.reading.telling import format_of
from tests.actions.publishing.reading.making import Pdf, Word, saved, workbook, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le")


def pdf() -> bytes:
    document = Pdf()
    document.text(72, 72, "甲")
    return document.bytes()


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.txt", "a"])
def test_a_word_document_is_one_under_any_name(name: str) -> None:
    assert format_of(Word().bytes(), name) == "docx"


def test_each_format_is_told_by_its_first_bytes() -> None:
    assert format_of(pdf(), "a.doc") == "pdf"
    assert format_of(saved(workbook([["甲"]])), "a.docx") == "xlsx"
    assert format_of(rb"{\rtf1\ansi x}", "a.doc") == "rtf"
    assert format_of(b"\x89PNG\r\n\x1a\n....", "a.pdf") == "image"
    assert format_of(b"\xff\xd8\xff\xe0....", "a.jpg") == "image"
    assert format_of(stream("WordDocument"), "a.docx") == "doc"


def test_a_web_page_is_one_under_the_name_of_a_text() -> None:
    page = "<!DOCTYPE html><html><body><p>甲</p></body></html>"
    assert format_of(page.encode(), "a.md") == "html"
    assert format_of(("\ufeff" + page).encode("utf-16-le"), "a.txt") == "html"
    jsp = '<%@ page contentType="text/html;charset=GBK" %>\n<html><body>甲</body></html>'
    assert format_of(jsp.encode("gbk"), "a.jsp") == "html"


def test_a_saved_page_is_one_under_the_name_of_a_text() -> None:
    saved_page = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="x"\r\n\r\n'
        b"--x\r\nContent-Type: text/html\r\n\r\n<p>a</p>\r\n--x--\r\n"
    )
    assert format_of(saved_page, "a.md") == "mht"


def test_a_text_that_only_speaks_of_a_saved_page_is_a_text() -> None:
    text = b"Content-Type: multipart/related; boundary=x MIME-Version: 1.0\n\nabc def\n"
    assert format_of(text, "a.md") == "md"


def test_text_files_are_told_apart_by_their_names() -> None:
    assert format_of("第一条 甲。".encode(), "a.txt") == "txt"
    assert format_of("# 标题\n\n<table><tr><td>甲</td></tr></table>".encode(), "a.md") == "md"
    assert format_of("第一条 甲。".encode("gbk"), "没有后缀") == "txt"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (stream("EncryptedPackage"), "password"),
        (stream("Workbook"), "unsupported"),
        (stream("PowerPoint Document"), "unsupported"),
        (OLE, "unsupported"),
        (zipped({"ppt/presentation.xml": b""}), "unsupported"),
        (zipped({"content.xml": b""}), "unsupported"),
        (zipped({"readme.txt": b""}), "unsupported"),
        (b"Rar!\x1a\x07", "unsupported"),
        (b"PK\x03\x04broken", "broken"),
        (bytes(range(256)) * 20, "unknown_format"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x03" * 50, "unknown_format"),
    ],
)
def test_what_is_not_read_is_refused_with_what_to_do(data: bytes, kind: str) -> None:
    with pytest.raises(Refusal) as refused:
        format_of(data, "a.docx")
    assert refused.value.kind == kind
    assert "请" in refused.value.text
