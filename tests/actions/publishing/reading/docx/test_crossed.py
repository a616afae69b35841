"""Numbering, tables, restarts, tracked changes and headers in one document, in all combinations."""

from __future__ import annotations

from itertools import product

import pytest

from actions.publishing.reading.docx import read_docx
from tests.actions.publishing.reading.making import Level, Word, rows, run, texts, w

STYLES = {
    "articles": (Level("第%1条", "chineseCountingThousand"), ["第一条", "第二条", "第三条"]),
    "heads": (Level("%1、", "chineseCounting"), ["一、", "二、", "三、"]),
    "brackets": (Level("（%1）", "japaneseCounting"), ["（一）", "（二）", "（三）"]),
    "digits": (Level("%1.", "decimal"), ["1.", "2.", "3."]),
    "circles": (Level("%1", "decimalEnclosedCircleChinese"), ["①", "②", "③"]),
    "letters": (Level("%1)", "lowerLetter"), ["a)", "b)", "c)"]),
}
TABLES = ("none", "plain", "merged")


def made(style: str, table: str, restarts: bool, tracked: bool, headed: bool) -> bytes:
    """Four numbered paragraphs around a table."""
    word = Word()
    word.abstract(0, STYLES[style][0])
    word.list(1, 0)
    word.list(2, 0, starts={0: 1} if restarts else None)
    if headed:
        word.document.sections[0].header.paragraphs[0].text = "内部资料"
        word.document.sections[0].footer.paragraphs[0].text = "第1页"
    word.paragraph("年满十八周岁；", 1)
    word.paragraph("有合法稳定住所；", 1)
    if table != "none":
        grid = word.document.add_table(rows=3, cols=3)
        for index, text in enumerate(
            ["类别", "指标", "分值", "年龄", "35岁以下", "20", "", "其他", "5"]
        ):
            grid.cell(index // 3, index % 3).text = text
        if table == "merged":
            grid.cell(1, 0).merge(grid.cell(2, 0))
    if tracked:
        word.raw(
            w(
                '<w:p><w:del w:id="1" w:author="a"><w:r><w:delText>旧的</w:delText></w:r></w:del>'
                f'<w:ins w:id="2" w:author="a">{run("新的一段。")}</w:ins></w:p>'
            )
        )
    word.paragraph("缴纳社会保险满一年；", 2)
    word.paragraph("无犯罪记录。", 2)
    return word.bytes()


@pytest.mark.parametrize(
    ("style", "table", "restarts", "tracked", "headed"),
    list(product(STYLES, TABLES, (False, True), (False, True), (False, True))),
)
def test_every_part_is_read_whatever_stands_beside_it(
    style: str, table: str, restarts: bool, tracked: bool, headed: bool
) -> None:
    content = read_docx(made(style, table, restarts, tracked, headed))
    one, two, three = STYLES[style][1]
    third, fourth = (one, two) if restarts else (three, None)
    paragraphs = texts(content.blocks, "paragraph")
    assert paragraphs[:2] == [f"{one}年满十八周岁；", f"{two}有合法稳定住所；"]
    assert paragraphs[-2] == f"{third}缴纳社会保险满一年；"
    assert paragraphs[-1].endswith("无犯罪记录。")
    if fourth:
        assert paragraphs[-1] == f"{fourth}无犯罪记录。"
    assert ("新的一段。" in paragraphs) == tracked
    assert not any("旧的" in text for text in paragraphs)
    assert ("tracked_changes" in [one.kind for one in content.warnings]) == tracked
    assert texts(content.blocks, "furniture") == (["内部资料", "第1页"] if headed else [])
    expected = {
        "none": [],
        "plain": [("年龄", "35岁以下", "20"), ("", "其他", "5")],
        "merged": [("年龄", "35岁以下", "20"), ("年龄", "其他", "5")],
    }[table]
    assert rows(content.blocks)[1:] == expected
    assert all(
        block.head == ("类别", "指标", "分值")
        for block in content.blocks
        if block.origin.row in (2, 3)
    )
