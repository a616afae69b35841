"""Messages in Latin letters are understood; what is neither English nor pinyin stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from luohu.latin import Words, in_chinese, read_words, write_pinyin
from luohu.settings import ROOT


@pytest.fixture
def words(tmp_path: Path) -> Words:
    """The project's glossary, and spellings of a few words."""
    write_pinyin(
        tmp_path / "dictionary" / "pinyin.tsv",
        ["租房", "租房", "能", "落户", "落户", "吗", "开店", "怎么", "威海"],
    )
    return read_words(ROOT / "policy_corpus", tmp_path)


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("weihai zufang neng luohu ma", "威海租房能落户吗"),
        ("zu fang luo hu", "租房落户"),
        ("威海 kaidian 怎么 luohu", "威海 开店 怎么 落户"),
    ],
)
def test_pinyin_is_read_by_the_words_of_the_field(words: Words, text: str, chinese: str) -> None:
    assert in_chinese(text, words) == chinese


def test_english_keeps_what_it_asks_and_the_name_of_the_place(words: Words) -> None:
    said = in_chinese("Can I get a hukou if I rent an apartment in Weihai?", words)
    assert "租房" in said
    assert "落户" in said
    assert "weihai" in said


@pytest.mark.parametrize(
    "text", ["", "我租房能落户吗", "A类人才", "<x>", "12345", "qwrt zxcvb", "ask_renting{"]
)
def test_other_letters_stay_as_they_are(words: Words, text: str) -> None:
    assert in_chinese(text, words) == text


def test_of_homophones_the_commonest_is_meant(tmp_path: Path) -> None:
    write_pinyin(tmp_path / "dictionary" / "pinyin.tsv", ["公式", "公司", "公司"])
    words = read_words(ROOT / "policy_corpus", tmp_path)
    assert in_chinese("gongsi", words) == "公司"
