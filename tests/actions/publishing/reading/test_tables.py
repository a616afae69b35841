"""Tables as rows, whatever format they come from."""

from __future__ import annotations

import pytest

from actions.publishing.blocks import Block, Origin, Refusal
from actions.publishing.reading.tables import Cell, cell_text, row_blocks


def table(*rows: str) -> list[Cell]:
    """Cells of rows whose texts are parted by bars."""
    return [
        Cell(text, row, column)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts.split("|"))
    ]


def blocks(cells: list[Cell], heads: int | None = None) -> list[Block]:
    return row_blocks(cells, Origin(table=1), heads)


def test_rows_carry_the_heads_of_their_columns() -> None:
    made = blocks(table("序号|指标|分值", "1|学历|30"))
    assert made[0].head == ()
    assert made[1].head == ("序号", "指标", "分值")
    assert made[1].text == "1\t学历\t30"
    assert made[1].origin == Origin(table=1, row=2)


def test_a_title_over_the_whole_width_is_no_head() -> None:
    cells = [
        Cell("积分表", 0, 0, columns=3),
        *(Cell(c.text, c.row + 1, c.column) for c in table("类别|指标|分值", "甲|乙|5")),
    ]
    made = blocks(cells)
    assert made[0].cells == ("积分表",) * 3
    assert made[2].head == ("类别", "指标", "分值")


def test_names_and_values_side_by_side_have_no_head() -> None:
    assert {one.head for one in blocks(table("事由|夫妻投靠", "窗口|三楼", "时限|五天"))} == {()}


def test_a_comparison_of_before_and_after_has_a_head() -> None:
    made = blocks(table("修改前|修改后", "第一条 甲。|第一条 乙。"))
    assert made[1].head == ("修改前", "修改后")


def test_a_first_row_of_numbers_or_sentences_is_no_head() -> None:
    assert blocks(table("1|2|3", "4|5|6"))[1].head == ()
    assert blocks(table("甲。|乙。|丙。", "丁|戊|己"))[1].head == ()


def test_a_head_that_the_file_marks_is_taken_as_it_is() -> None:
    assert blocks(table("甲|乙", "丙|丁"), heads=1)[1].head == ("甲", "乙")


def test_empty_rows_are_left_out() -> None:
    assert len(blocks(table("序号|指标|分值", "||", "1|学历|30"))) == 2


def test_a_cell_reaching_further_than_any_table_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        blocks([Cell("甲", 0, 0, rows=100_000, columns=100)])
    assert refused.value.kind == "table_too_large"


def test_paragraphs_of_a_cell_stand_on_lines_and_a_word_written_downwards_does_not() -> None:
    assert cell_text(["一", "二"]) == "一二"
    assert cell_text(["一、甲", "二、乙"]) == "一、甲\n二、乙"
    assert cell_text(["甲\t乙"]) == "甲 乙"
