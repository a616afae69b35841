"""Automatic numbers, as a reader of the printed document sees them."""

from __future__ import annotations

import pytest
from docx.oxml import parse_xml

from actions.publishing.reading.docx import read_docx
from tests.actions.publishing.reading.making import NAMESPACES, Level, Word, set_number, texts


def numbers(word: Word) -> list[str]:
    """What stands in front of the text X of each paragraph."""
    return [text.removesuffix("X") for text in texts(read_docx(word.bytes()).blocks)]


def a_list(*levels: Level) -> Word:
    word = Word()
    word.abstract(0, *levels)
    word.list(1, 0)
    return word


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("chineseCounting", "第%1条", ["第一条", "第二条", "第三条"]),
        ("chineseCountingThousand", "%1、", ["一、", "二、", "三、"]),
        ("japaneseCounting", "（%1）", ["（一）", "（二）", "（三）"]),
        ("ideographTraditional", "%1、", ["甲、", "乙、", "丙、"]),
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("decimalFullWidth", "%1．", ["１．", "２．", "３．"]),
        ("decimalEnclosedCircle", "%1", ["①", "②", "③"]),
        ("decimalEnclosedCircleChinese", "%1", ["①", "②", "③"]),
        ("upperLetter", "%1.", ["A.", "B.", "C."]),
        ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("lowerRoman", "%1.", ["i.", "ii.", "iii."]),
        ("bullet", "●", ["", "", ""]),
        ("none", "", ["", "", ""]),
    ],
)
def test_a_list_shows_the_numbers_that_word_prints(
    form: str, text: str, expected: list[str]
) -> None:
    word = a_list(Level(text, form))
    for _ in expected:
        word.paragraph("X", 1)
    assert numbers(word) == expected


def test_the_hundred_and_fifth_article_is_written_out() -> None:
    word = a_list(Level("第%1条", "chineseCountingThousand", start=105))
    word.paragraph("X", 1)
    assert numbers(word) == ["第一百零五条"]


def test_a_tab_behind_a_number_becomes_one_space() -> None:
    word = a_list(Level("%1.", suffix="tab"), Level("%2)", suffix="space"))
    word.paragraph("X", 1)
    word.paragraph("X", 1, 1)
    assert numbers(word) == ["1. ", "1) "]


def test_numbers_of_lower_levels_begin_anew_under_each_higher_one() -> None:
    word = a_list(Level("%1."), Level("%1.%2"), Level("%1.%2.%3"))
    for level in (0, 1, 2, 2, 1, 2, 0, 1, 2):
        word.paragraph("X", 1, level)
    assert numbers(word) == ["1.", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "2.", "2.1", "2.1.1"]


def test_articles_are_counted_through_all_chapters() -> None:
    word = a_list(
        Level("第%1章", "chineseCountingThousand"),
        Level("第%2条", "chineseCountingThousand", restart=0),
    )
    for level in (0, 1, 1, 0, 1):
        word.paragraph("X", 1, level)
    assert numbers(word) == ["第一章", "第一条", "第二条", "第二章", "第三条"]


def test_a_level_begins_anew_only_after_the_level_that_it_names() -> None:
    word = a_list(Level("%1."), Level("%2)"), Level("(%3)", restart=1))
    for level in (0, 1, 2, 1, 2, 0, 2):
        word.paragraph("X", 1, level)
    assert numbers(word) == ["1.", "1)", "(1)", "2)", "(2)", "2.", "(1)"]


def test_a_legal_number_is_written_in_arabic_digits() -> None:
    word = a_list(Level("第%1章", "chineseCounting"), Level("%1.%2", legal=True))
    word.paragraph("X", 1)
    word.paragraph("X", 1, 1)
    assert numbers(word) == ["第一章", "1.1"]


def test_a_level_below_one_that_was_never_used_counts_it_as_the_first() -> None:
    word = a_list(Level("%1."), Level("%1.%2"))
    word.paragraph("X", 1, 1)
    assert numbers(word) == ["1.1"]


def test_a_second_list_begins_anew_where_it_says_so() -> None:
    word = a_list(Level("%1."))
    word.list(2, 0, starts={0: 1})
    for number in (1, 1, 2, 2):
        word.paragraph("X", number)
    assert numbers(word) == ["1.", "2.", "1.", "2."]


def test_a_second_list_goes_on_counting_where_it_says_nothing() -> None:
    word = a_list(Level("%1."))
    word.list(2, 0)
    for number in (1, 2):
        word.paragraph("X", number)
    assert numbers(word) == ["1.", "2."]


def test_a_number_comes_from_the_paragraphs_style() -> None:
    word = a_list(Level("第%1条", "chineseCounting"))
    style = word.document.styles.add_style("Article", 1)
    set_number(style.element.get_or_add_pPr(), 1, 0)
    word.document.add_paragraph("X", style="Article")
    assert numbers(word) == ["第一条"]


def test_a_number_comes_from_the_style_that_a_style_is_based_on() -> None:
    word = a_list(Level("%1、", "chineseCounting"), Level("（%2）", "chineseCounting"))
    base = word.document.styles.add_style("Base", 1)
    set_number(base.element.get_or_add_pPr(), 1, 1)
    own = word.document.styles.add_style("Own", 1)
    own.base_style = base
    word.paragraph("X", 1, 0)
    word.document.add_paragraph("X", style="Own")
    assert numbers(word) == ["一、", "（一）"]


def test_a_style_stands_for_the_level_that_names_it() -> None:
    word = a_list(Level("%1."), Level("%1.%2", style="Second"))
    style = word.document.styles.add_style("Second", 1)
    style.element.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {NAMESPACES}><w:numId w:val="1"/></w:numPr>')
    )
    word.paragraph("X", 1)
    word.document.add_paragraph("X", style="Second")
    assert numbers(word) == ["1.", "1.1"]


def test_a_paragraph_takes_itself_out_of_its_styles_list() -> None:
    word = a_list(Level("%1."))
    word.paragraph("X", 1)
    word.paragraph("X", 0)
    word.paragraph("X", 1)
    assert numbers(word) == ["1.", "", "2."]


def test_an_empty_numbered_paragraph_is_counted_but_not_shown() -> None:
    word = a_list(Level("%1."))
    for text in ("X", "", "X"):
        word.paragraph(text, 1)
    assert numbers(word) == ["1.", "3."]


def test_a_format_that_is_not_known_is_written_in_digits_with_a_warning() -> None:
    word = a_list(Level("%1.", "hebrew1"))
    word.paragraph("X", 1)
    content = read_docx(word.bytes())
    assert content.blocks[0].text == "1.X"
    assert [one.kind for one in content.warnings] == ["number_format"]


def test_styles_based_on_each_other_end() -> None:
    word = a_list(Level("%1."))
    one = word.document.styles.add_style("One", 1)
    two = word.document.styles.add_style("Two", 1)
    one.base_style, two.base_style = two, one
    word.document.add_paragraph("X", style="One")
    assert numbers(word) == [""]
