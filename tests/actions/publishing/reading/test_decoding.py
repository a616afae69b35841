"""Texts in the encodings that offices send."""

from __future__ import annotations

import codecs

import pytest

from actions.publishing.blocks import Refusal
from actions.publishing.reading.decoding import decode

TEXT = "第一条　为了规范户口登记，根据有关法律，制定本办法。\n（一）在本市有合法稳定住所的；\n" * 5
TRADITIONAL = (
    "第一條　為了規範戶口登記，根據有關法律，制定本辦法。在本市有合法穩定住所的，可以申請。" * 8
)


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "gb18030", "utf-16", "utf-8-sig"])
def test_a_text_reads_the_same_in_every_encoding(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)).text == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_text_of_two_bytes_a_character_needs_no_mark(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)).text == TEXT


def test_a_mark_is_taken_off_and_remembered() -> None:
    decoded = decode(codecs.BOM_UTF8 + TEXT.encode())
    assert decoded.text == TEXT
    assert decoded.mark


def test_a_page_that_calls_itself_by_the_wrong_encoding_is_read_all_the_same() -> None:
    assert decode(TEXT.encode("utf-8"), "gb2312").text == TEXT
    assert decode(TEXT.encode("gbk"), "utf-8").text == TEXT
    assert decode(TEXT.encode("gbk"), "iso-8859-1").text == TEXT
    assert decode(TEXT.encode("gbk"), "no-such").text == TEXT


def test_a_page_that_says_gb2312_may_hold_characters_beyond_it() -> None:
    text = TEXT + "朱镕基、㑇、堃"
    assert decode(text.encode("gb18030"), "gb2312").text == text


def test_a_traditional_text_is_read() -> None:
    assert decode(TRADITIONAL.encode("utf-8")).text == TRADITIONAL
    assert decode(TRADITIONAL.encode("big5"), "big5").text == TRADITIONAL


def test_a_few_bytes_that_cannot_be_read_are_counted() -> None:
    data = (TEXT * 20).encode()
    decoded = decode(data[:601] + data[602:])
    assert decoded.encoding == "utf-8"
    assert 0 < decoded.unreadable < 4


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        decode(bytes(range(128, 256)) * 40)
    assert refused.value.kind == "encoding"
