"""What the office reads: where each clause came from, what the file is, and what to look at."""

from __future__ import annotations

import json

from actions.publishing.blocks import Block, Origin, ReadFile, Warned
from actions.publishing.report import as_data, as_text, read_document, show_origin
from tests.actions.publishing.made_up import reading_of

TEXT = """
莱西市人民政府关于落户的意见
西政发〔2021〕12号
一、条件
租房满一年即可落户。
三、材料
身份证。
莱西市人民政府
2021年2月10日
欢迎转载。
"""


def test_the_report_tells_counts_identity_warnings_clauses_and_what_is_left() -> None:
    report = as_text(reading_of(TEXT))
    for part in (
        "西政发〔2021〕12号",
        "编号从“一”跳到“三”",
        "一/p1",
        "第4段",
        "欢迎转载",
        "未经确认",
        "施行日期：没有认出",
        "莱西市（县级，370285）",
    ):
        assert part in report
    assert "还有5字没有归入" in report


def test_no_place_of_the_wording_stays_unfilled() -> None:
    report = as_text(reading_of(TEXT))
    assert "{" not in report
    assert "None" not in report


def test_the_same_as_data_is_json() -> None:
    data = json.loads(json.dumps(as_data(reading_of(TEXT)), ensure_ascii=False))
    assert data["identity"]["number"]["value"] == "西政发〔2021〕12号"
    assert data["identity"]["number"]["confirmed"] is False
    assert data["identity"]["expires"] is None
    assert data["identity"]["region"]["value"]["code"] == "370285"
    assert [part["id"] for part in data["parts"]][-2:] == ["落款", "落款·2"]
    assert data["characters"]["all"] - data["characters"]["covered"] == 5
    assert data["left"][0]["text"] == "欢迎转载。"
    assert {warned["kind"] for warned in data["warnings"]} == {"gap", "unplaced"}


def test_what_the_reader_warned_of_is_told_as_well() -> None:
    warned = Warned("pictures", "文件里有图片。", Origin(page=2))
    block = Block("paragraph", "第一条 甲。", Origin(page=1))
    file = ReadFile("新编.pdf", "0" * 64, "pdf", (block,), (warned,), proof_read=False)
    report = as_text(read_document(file))
    assert "文件里有图片。（第2页）" in report
    assert "请先校对" in report


def test_a_place_is_said_as_far_as_the_format_has_one() -> None:
    assert show_origin(Origin(page=3, table=2, row=4)) == "第3页表2第4行"
    assert show_origin(Origin(sheet="分值", row=4)) == "工作表“分值”第4行"
    assert show_origin(Origin()) == ""
