"""Workbooks as rows of the sheets that are shown."""

from __future__ import annotations

from datetime import date

import pytest

from actions.publishing.blocks import Refusal
from actions.publishing.limits import limits
from actions.publishing.reading.xlsx import read_xlsx
from tests.actions.publishing.reading.making import rezipped, rows, saved, sheet_of, texts, workbook


def test_a_sheet_is_rows_with_heads_and_says_where_it_stands() -> None:
    blocks = read_xlsx(saved(workbook([["指标", "分值"], ["本科", 80]], "积分表"))).blocks
    assert rows(blocks) == [("指标", "分值"), ("本科", "80")]
    assert blocks[1].head == ("指标", "分值")
    assert (blocks[1].origin.sheet, blocks[1].origin.row) == ("积分表", 2)


def test_merged_cells_stand_in_all_that_they_cover() -> None:
    book = workbook([["类别", "指标", "分值"], ["学历", "本科", 80], [None, "大专", 60]])
    sheet_of(book).merge_cells("A2:A3")
    assert rows(read_xlsx(saved(book)).blocks)[1:] == [
        ("学历", "本科", "80"),
        ("学历", "大专", "60"),
    ]


def test_values_read_as_their_cells_show_them() -> None:
    book = workbook([["甲", "乙", "丙", "丁"], [0.05, 2.50, date(2016, 8, 8), True]])
    sheet_of(book)["A2"].number_format = "0%"
    assert rows(read_xlsx(saved(book)).blocks)[1] == ("5%", "2.5", "2016-08-08", "TRUE")


def test_hidden_sheets_and_rows_are_left_out_and_named() -> None:
    book = workbook([["甲", "乙"], ["藏", "藏"], ["丙", "丁"]])
    sheet_of(book).row_dimensions[2].hidden = True
    book.create_sheet("底稿").sheet_state = "hidden"
    content = read_xlsx(saved(book))
    assert ("藏", "藏") not in rows(content.blocks)
    assert [one.kind for one in content.warnings] == ["hidden_sheets", "hidden_rows"]
    assert "底稿" in content.warnings[0].text


def test_a_formula_without_a_value_is_told_of() -> None:
    content = read_xlsx(saved(workbook([["甲", "乙"], ["丙", "=1+1"]])))
    assert [one.kind for one in content.warnings] == ["no_values"]


def test_a_single_column_is_paragraphs() -> None:
    assert texts(
        read_xlsx(saved(workbook([["第一条 甲。"], ["第二条 乙。"]]))).blocks, "paragraph"
    ) == [
        "第一条 甲。",
        "第二条 乙。",
    ]


def test_an_endless_sheet_is_refused_before_it_is_read() -> None:
    cells = b'<c r="A1"><v>1</v></c>' * (limits().sheet_cells + 1)
    sheet = b"<worksheet><sheetData><row>" + cells + b"</row></sheetData></worksheet>"
    noise = bytes(range(256)) * 16
    data = rezipped(saved(workbook([["甲"]])), {"xl/worksheets/sheet9.xml": sheet, "x.bin": noise})
    with pytest.raises(Refusal) as refused:
        read_xlsx(data)
    assert refused.value.kind in ("table_too_large", "bomb")


def test_a_workbook_with_declared_entities_is_refused() -> None:
    xml = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]><workbook>&b;</workbook>'
    with pytest.raises(Refusal) as refused:
        read_xlsx(rezipped(saved(workbook([["甲"]])), {"xl/workbook.xml": xml}))
    assert refused.value.kind == "hostile"


def test_a_stray_cell_a_million_rows_below_costs_nothing() -> None:
    book = workbook([["指标", "分值"], ["本科", 80]])
    sheet_of(book).cell(1_000_000, 16_000, "完")
    blocks = read_xlsx(saved(book)).blocks
    assert rows(blocks)[:2] == [("指标", "分值", ""), ("本科", "80", "")]
    assert blocks[-1].origin.row == 1_000_000
