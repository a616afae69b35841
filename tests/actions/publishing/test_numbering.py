"""Labels are read however they are printed, and as the corpus' own reader reads them."""

from __future__ import annotations

import pytest

from actions.corpus import load_corpus
from actions.corpus.labels import read_label as read_corpus_label
from actions.publishing.folding import fold
from actions.publishing.numbering import read_label
from actions.publishing.numerals import find_date, read_number, show_number
from luohu.settings import ROOT
from luohu.text import compact


@pytest.mark.parametrize(
    ("printed", "label_id"),
    [
        ("第一条 甲", "第一条"),
        ("第 一 条 甲", "第一条"),
        ("第　十条　甲", "第十条"),
        ("第一十条 甲", "第十条"),
        ("第1条 甲", "第一条"),
        ("第１２条 甲", "第十二条"),
        ("第一百十条 甲", "第一百一十条"),
        ("第一百〇三条 甲", "第一百零三条"),
        ("第十二条之一 甲", "第十二条之一"),
        ("\ufeff第一条 甲", "第一条"),
        ("\u200b第\u200b一条 甲", "第一条"),
        ("第三编 甲", "第三编"),
        ("第二章 甲", "第二章"),
        ("第一节 甲", "第一节"),
        ("第一步：甲", "第一步"),
        ("第二阶段 甲", "第二阶段"),
        ("一、甲", "一"),
        ("十一．甲", "十一"),
        ("（一）甲", "(一)"),
        ("(十二)甲", "(十二)"),
        ("〔二〕甲", "(二)"),
        ("【三】甲", "(三)"),
        ("㈣甲", "(四)"),
        ("二）甲", "(二)"),
        ("1.甲", "1"),
        ("１．甲", "1"),
        ("12、甲", "12"),
        ("（3）甲", "(3)"),
        ("3）甲", "(3)"),
        ("⑴甲", "(1)"),
        ("②甲", "②"),
        ("a.甲", "a"),
    ],
)
def test_a_label_is_the_same_however_it_is_printed(printed: str, label_id: str) -> None:
    label = read_label(fold(printed))
    assert label is not None
    assert label.id == label_id


@pytest.mark.parametrize(
    "text",
    ["2016年3月1日", "1.5倍", "3人以上", "一般情况", "第三人", "依照第三条", "2004.", "1、2项"],
)
def test_what_only_looks_like_a_label_is_none(text: str) -> None:
    assert read_label(fold(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "第十二条规定的人员",
        "第三条、第五条所列",
        "第四条第二款",
        "（一）、（二）项人员",
        "第三条的",
    ],
)
def test_a_reference_to_another_part_is_doubted(text: str) -> None:
    label = read_label(fold(text))
    assert label is not None
    assert label.doubtful


def test_white_space_behind_a_label_makes_it_no_reference() -> None:
    label = read_label(fold("第十二条　规定期限为三十日。"))
    assert label is not None
    assert not label.doubtful


def test_every_label_of_the_corpus_has_the_same_id_here() -> None:
    read = 0
    for document in load_corpus(ROOT / "policy_corpus").documents.values():
        for line in document.received.splitlines():
            line = compact(line.replace("*", "").replace("#", ""))
            label = read_corpus_label(line)
            if label:
                own = read_label(fold(line))
                assert own is not None, line
                assert own.id == label.id, line
                read += 1
    assert read > 100


@pytest.mark.parametrize("value", [1, 9, 10, 11, 19, 20, 21, 99, 100, 101, 110, 115, 151, 1001])
def test_numbers_are_written_as_they_are_read(value: int) -> None:
    assert read_number(show_number(value)) == value


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("二〇二二年三月一日", "2022-03-01"),
        ("二○○四年六月十九日", "2004-06-19"),
        ("二O一O年十二月三十一日", "2010-12-31"),
        ("2021年10月5日", "2021-10-05"),
        ("２０２１年２月２８日", "2021-02-28"),
    ],
)
def test_a_date_is_read_in_all_kinds_of_digits(printed: str, day: str) -> None:
    found = find_date(fold(printed).text)
    assert found is not None
    assert found.isoformat() == day


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    assert find_date("2021年2月30日") is None
