"""A web page read as its document, without the portal around it."""

from __future__ import annotations

import pytest

from actions.publishing.blocks import Refusal
from actions.publishing.reading.web import read_html, read_page
from tests.actions.publishing.reading.making import rows, texts

ARTICLES = "".join(
    f"<p>　　第{one}条　为了规范户口登记，保障公民合法权益，制定本办法。</p>"
    for one in "一二三四五"
)
MENU = "<ul>" + "".join(f'<li><a href="/{n}">栏目{n}</a></li>' for n in range(20)) + "</ul>"
PORTAL = (
    "<html><head><title>某市落户办法-某市政府网</title></head><body>"
    f"<div class=nav>{MENU}"
    "<div>当前位置：<a href='/'>首页</a> &gt; <a href='/z'>政策</a></div></div>"
    f"<div class=main><div class=t>某市落户办法</div><div>发布时间：2016-05-17</div>"
    f"<div class=zw>{ARTICLES}</div></div>"
    "<div class=foot>版权所有：某市人民政府 <a href='/about'>关于我们</a></div></body></html>"
)


def test_the_document_is_found_among_menus_with_its_title() -> None:
    found = texts(read_page(PORTAL).blocks)
    assert found[0] == "某市落户办法"
    assert len(found) == 6
    assert found[1] == "第一条　为了规范户口登记，保障公民合法权益，制定本办法。"


def test_nothing_of_the_page_is_lost_menus_are_shown_apart() -> None:
    furniture = texts(read_page(PORTAL).blocks, "furniture")
    assert "栏目7" in furniture
    assert "发布时间：2016-05-17" in furniture


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("gb18030", "gb2312"), ("gbk", "gbk"), ("utf-8", "utf-8"), ("utf-16", "utf-16"),
     ("utf-8", "gb2312"), ("gbk", "utf-8")],
)  # fmt: skip
def test_a_page_is_read_in_its_encoding_even_where_it_names_another(
    encoding: str, declared: str
) -> None:
    page = PORTAL.replace("<head>", f'<head><meta charset="{declared}">')
    assert texts(read_html(page.encode(encoding)).blocks)[0] == "某市落户办法"


def test_line_breaks_part_paragraphs() -> None:
    page = "<p><b>第一条</b>　甲。<br>　　第二条　乙。<br/><br/>丙。</p>"
    assert texts(read_page(page).blocks) == ["第一条　甲。", "第二条　乙。", "丙。"]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("<ol>", ["1. 甲", "2. 乙"]),
        ('<ol start="3">', ["3. 甲", "4. 乙"]),
        ('<ol type="a">', ["a. 甲", "b. 乙"]),
        ('<ol type="I">', ["I. 甲", "II. 乙"]),
        ("<ol reversed>", ["2. 甲", "1. 乙"]),
        ('<ol style="list-style-type:cjk-ideographic">', ["一、甲", "二、乙"]),
        ('<ol style="list-style:none">', ["甲", "乙"]),
    ],
)
def test_a_numbered_list_keeps_the_numbers_that_are_shown(
    opening: str, expected: list[str]
) -> None:
    assert texts(read_page(f"{opening}<li>甲</li><li>乙</li></ol>").blocks) == expected


def test_an_item_that_has_a_number_of_its_own_gets_no_second_one() -> None:
    assert texts(read_page("<ol><li>（一）甲</li></ol>").blocks) == ["（一）甲"]


def test_merged_cells_stand_in_all_rows_and_columns_that_they_reach() -> None:
    page = (
        "<table><tr><th>类别</th><th colspan=2>积分</th></tr>"
        "<tr><td rowspan=2>学历</td><td>本科</td><td>80</td></tr><tr><td>大专</td><td>60</td></tr>"
        "</table>"
    )
    blocks = read_page(page).blocks
    assert rows(blocks) == [
        ("类别", "积分", "积分"),
        ("学历", "本科", "80"),
        ("学历", "大专", "60"),
    ]
    assert blocks[2].head == ("类别", "积分", "积分")


def test_a_table_that_lays_out_the_page_is_none() -> None:
    inner = f"<table><tr><td>{ARTICLES}</td></tr></table>"
    page = f"<table><tr><td>{MENU}</td><td>{inner}</td></tr></table>"
    blocks = read_page(page).blocks
    assert len(texts(blocks, "paragraph")) == 5
    assert not rows(blocks)


def test_what_is_hidden_and_what_runs_is_left_out() -> None:
    page = (
        "<div>看得见的。</div><script>var a='脚本';</script><style>p{}</style>"
        "<div style='display: none'>这是一段平时看不见的很长的说明文字。</div><p hidden>藏。</p>"
    )
    content = read_page(page)
    assert texts(content.blocks) == ["看得见的。"]
    assert [one.kind for one in content.warnings] == ["hidden_on_page"]


def test_a_page_that_a_server_would_have_made_is_read_without_its_program() -> None:
    body = "<html><body><% int a = 1; %><p>第一条 甲。</p></body></html>"
    page = f'<%@ page contentType="text/html" %>{body}'
    assert texts(read_page(page).blocks) == ["第一条 甲。"]


def test_headings_and_struck_text_are_known() -> None:
    content = read_page("<h2>总则</h2><p>甲<s>乙</s></p>")
    assert content.blocks[0].kind == "heading"
    assert [one.kind for one in content.warnings] == ["struck_out"]


def test_a_source_wrapped_between_ideographs_gets_no_spaces() -> None:
    assert texts(read_page("<p>户口\n   登记 2016\n 年</p>").blocks) == ["户口登记 2016 年"]


def test_elements_stacked_without_end_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        read_page("<div>" * 1000 + "甲" + "</div>" * 1000)
    assert refused.value.kind == "nested"


def test_a_cell_that_reaches_without_end_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        row = "<tr><td colspan=9999999>甲</td><td>乙</td></tr>"
        read_page(f"<table>{row}<tr><td>丙</td></tr></table>")
    assert refused.value.kind == "table_too_large"


def test_an_empty_page_has_no_blocks() -> None:
    assert read_page("  <!-- nothing -->").blocks == ()
