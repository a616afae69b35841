"""The picture of a conversation shows all that was said."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from tools.picture import NOTICE, PLAIN, QUOTE, SOURCE, drawn, styled, wrapped

TURN: dict[str, Any] = {
    "parts": [
        {"kind": "conclusion", "text": "能。"},
        {"kind": "clause", "text": "【依据】某市《某意见》一、：\n“租房 & 居住的人员，可以落户。”"},
        {"kind": "notice", "text": "注意：已过期。"},
    ],
    "question": {"fact": "x"},
    "options": [{"title": "是"}, {"title": "不是"}],
}


def test_every_line_and_every_tap_is_there() -> None:
    picture = ElementTree.fromstring(drawn([("我能落户吗", TURN)]))
    texts = [element.text for element in picture.iter() if element.tag.endswith("}text")]
    said = [line for part in TURN["parts"] for line in part["text"].splitlines()]
    assert texts == ["我能落户吗", *said, "是", "不是"]


def test_source_quote_and_notice_look_different() -> None:
    assert [style for _line, style in styled(TURN)] == [PLAIN, SOURCE, QUOTE, NOTICE]


def test_a_long_line_is_broken_but_never_before_a_closing_mark() -> None:
    assert wrapped("一二三四，五六", 4) == ["一二三四，", "五六"]
