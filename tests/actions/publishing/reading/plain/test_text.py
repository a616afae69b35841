"""Text files as people and programs write them."""

from __future__ import annotations

import codecs

from actions.publishing.reading.plain import read_markdown, read_text
from tests.actions.publishing.reading.making import rows, texts


def plain(text: str) -> list[str]:
    return texts(read_text(text.encode()).blocks)


def marked(text: str) -> list[str]:
    return texts(read_markdown(text.encode()).blocks)


def test_each_line_is_a_paragraph_and_indents_go() -> None:
    assert plain("第一条　甲。\n\n　　第二条　乙。\r\n") == ["第一条　甲。", "第二条　乙。"]


def test_a_mark_of_encoding_is_taken_off_and_told_of() -> None:
    content = read_text(codecs.BOM_UTF8 + "第一条 甲。".encode())
    assert texts(content.blocks) == ["第一条 甲。"]
    assert [one.kind for one in content.warnings] == ["encoding_mark"]


def test_lines_wrapped_by_a_program_are_joined() -> None:
    sentence = (
        "为了规范户口登记工作保障公民合法权益促进人口与经济社会"
        "协调发展根据有关法律法规结合实际制定本办法"
    )
    text = f"　　第一条　{sentence * 3}。"
    wrapped = "\n".join(text[at : at + 30] for at in range(0, len(text), 30))
    assert plain(f"{wrapped}\n{wrapped.replace('一', '二', 1)}") == [
        text.strip(),
        text.strip().replace("一", "二", 1),
    ]


def test_paragraphs_that_happen_to_be_of_one_length_stay_apart() -> None:
    lines = ["（一）在本市有合法稳定住所的居民；"] * 12
    assert plain("\n".join(lines)) == lines


def test_marks_of_markdown_in_a_text_file_are_understood() -> None:
    blocks = read_text("##　总则\n**第一条** 甲。\n**全粗**".encode()).blocks
    assert [(b.kind, b.text, b.bold) for b in blocks] == [
        ("heading", "总则", False),
        ("paragraph", "第一条 甲。", False),
        ("paragraph", "全粗", True),
    ]


def test_a_star_that_is_no_mark_stays() -> None:
    assert plain("面积＝长*宽，按*号计算") == ["面积＝长*宽，按*号计算"]


def test_front_matter_is_no_part_of_the_document() -> None:
    content = read_markdown("---\ntitle: 办法\n---\n\n第一条 甲。".encode())
    assert texts(content.blocks) == ["第一条 甲。"]
    assert texts(content.blocks, "furniture") == ["title: 办法"]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert marked("---\n第一条 甲。\n---\n第二条 乙。") == ["第一条 甲。", "第二条 乙。"]


def test_headings_escapes_links_and_bullets_of_markdown_go() -> None:
    assert marked("# 一、总则 #\n\n办法\n====\n\n1\\. 甲\\_乙 *丙*\n\n- [附件](a.doc)一\n") == [
        "一、总则",
        "办法",
        "1. 甲_乙 丙",
        "附件一",
    ]


def test_a_line_of_nothing_but_links_is_a_menu() -> None:
    content = read_markdown("-   [政务公开](../a.shtml)\n\n第一条 甲。".encode())
    assert texts(content.blocks, "furniture") == ["政务公开"]


def test_a_picture_is_told_of() -> None:
    content = read_markdown("第一条 甲。\n\n![表](a.jpg)".encode())
    assert [one.kind for one in content.warnings] == ["pictures"]


def test_a_table_between_bars_is_rows() -> None:
    blocks = read_markdown("| 指标 | 分值 |\n|:--|--:|\n| 本科\\|学士 | **80** |\n".encode()).blocks
    assert rows(blocks) == [("指标", "分值"), ("本科|学士", "80")]
    assert blocks[1].head == ("指标", "分值")


def test_a_table_drawn_with_signs_is_rows() -> None:
    text = "+----+----+\n| 指标 | 分值 |\n+====+====+\n| 本科 | 80 |\n| 学士 |    |\n+----+----+\n"
    assert rows(read_markdown(text.encode()).blocks) == [("指标", "分值"), ("本科学士", "80")]


def test_a_table_parted_by_tabs_is_rows() -> None:
    assert rows(read_text("指标\t分值\n本科\t80\n大专\t60\n".encode()).blocks)[1] == ("本科", "80")


def test_a_table_padded_with_spaces_is_rows() -> None:
    text = "序号   指标     分值\n1      本科     80\n2      大专     60\n"
    assert rows(read_text(text.encode()).blocks) == [
        ("序号", "指标", "分值"),
        ("1", "本科", "80"),
        ("2", "大专", "60"),
    ]


def test_a_label_and_its_text_are_no_columns() -> None:
    text = "第一条  甲。\n第二条  乙。\n第三条  丙。\n第四条  丁。"
    assert plain(text) == text.splitlines()


def test_a_table_in_html_within_markdown_is_rows() -> None:
    head = "<tr><td>修改前</td><td>修改后</td></tr>"
    text = f"甲\n\n<table>\n{head}\n<tr><td>一</td><td>二</td></tr>\n</table>\n\n乙"
    blocks = read_markdown(text.encode()).blocks
    assert [block.kind for block in blocks] == ["paragraph", "row", "row", "paragraph"]


def test_leftovers_of_a_portal_are_furniture_and_sentences_like_them_are_not() -> None:
    sentence = "大中小学生由公安局主办的学校办理，时间：五天。"
    left = "信息来源：某市公安局\n[内容纠错]\n时间：2010-06-30 [ 大 中 小 ] 浏览次数："
    assert plain(f"{left}\n{sentence}") == [sentence]
