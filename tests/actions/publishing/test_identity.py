"""What a document is, from its own words: each with its quote, nothing guessed."""

from __future__ import annotations

import pytest

from actions.publishing.folding import folded
from actions.publishing.identity import Identity
from actions.publishing.places import find_region
from tests.actions.publishing.made_up import reading_of

ARTICLES = "第一条 甲。\n第二条 乙。"


def identity_of(text: str) -> Identity:
    return reading_of(text).identity


NOTICE = """
莱西市人民政府文件
西政发〔2021〕12号
莱西市人民政府
关于放宽落户条件的实施意见
各镇人民政府、街道办事处：
根据《青岛市户籍管理办法》（青政发〔2020〕3号）和《山东省居住证条例》，提出以下意见：
一、落户条件
（一）租房落户。租房满一年即可。
本意见自2021年6月1日起施行，有效期5年。《莱西市落户暂行规定》（西政发〔2015〕1号）同时废止。
莱西市人民政府
2021年5月10日
"""


def test_a_notice_says_all_that_it_is() -> None:
    identity = identity_of(NOTICE)
    assert identity.title and identity.title.value == "关于放宽落户条件的实施意见"
    assert identity.issuer and identity.issuer.value == "莱西市人民政府"
    assert identity.number and identity.number.value == "西政发〔2021〕12号"
    assert identity.region and identity.region.value.code == "370285"
    assert identity.region.value.level == "county"
    assert identity.issued and identity.issued.value == "2021-05-10"
    assert identity.effective and identity.effective.value == "2021-06-01"
    assert identity.expires and identity.expires.value == "2026-05-31"
    assert identity.expires.computed
    assert [(r.name, r.number) for r in identity.implements] == [
        ("青岛市户籍管理办法", "青政发〔2020〕3号"),
        ("山东省居住证条例", None),
    ]
    assert [(r.name, r.number) for r in identity.repeals] == [
        ("莱西市落户暂行规定", "西政发〔2015〕1号")
    ]
    assert identity.status is None


def test_every_statement_is_quoted_and_unconfirmed() -> None:
    reading = reading_of(NOTICE)
    received = folded("".join(block.text for block in reading.file.blocks))
    identity = reading.identity
    found = [
        identity.title,
        identity.issuer,
        identity.number,
        identity.region,
        identity.issued,
        identity.effective,
        identity.expires,
        *identity.implements,
        *identity.repeals,
    ]
    for statement in found:
        assert statement is not None
        assert folded(statement.quote) in received
        assert not statement.confirmed


def test_a_text_that_says_nothing_of_itself_is_nothing() -> None:
    identity = identity_of("一、租房满一年即可落户。\n二、材料带身份证。")
    assert identity.title is None
    assert identity.issuer is None
    assert identity.number is None
    assert identity.region is None
    assert identity.issued is None
    assert identity.effective is None
    assert identity.expires is None
    assert identity.implements == ()
    assert identity.repeals == ()


@pytest.mark.parametrize(
    "number",
    [
        "西政发〔2021〕12号",
        "西政发［2021］12号",
        "西政发[2021]12号",
        "西政发（2021）12号",
        "西政发(2021)12号",
        "西政发【2021】12号",
        "西政办字〔2021〕第12号",
        "西政发〔2021年〕12号",
        "青岛市人民政府令第12号",
        "公安部公告2021年第3号",
    ],
)
def test_a_document_number_is_read_in_any_brackets(number: str) -> None:
    identity = identity_of(f"莱西市入户办法\n{number}\n{ARTICLES}")
    assert identity.number is not None
    assert folded(identity.number.value or "") == folded(number)


def test_an_order_in_two_lines_is_one_number_and_names_who_gave_it() -> None:
    text = f"青岛市人民政府令\n第 12 号\n青岛市入户办法\n{ARTICLES}"
    identity = identity_of(text)
    assert identity.number and identity.number.value == "青岛市人民政府令第12号"
    assert identity.issuer and identity.issuer.value == "青岛市人民政府"


def test_a_number_named_in_the_text_is_not_that_of_the_document() -> None:
    identity = identity_of("莱西市入户办法\n第一条 根据鲁政发〔2019〕1号文件制定。\n第二条 乙。")
    assert identity.number is None


@pytest.mark.parametrize(
    ("closing", "effective", "expires"),
    [
        ("本办法自2021年3月1日起施行。", "2021-03-01", None),
        ("本办法自二〇二一年三月一日起施行。", "2021-03-01", None),
        ("本办法从2021年3月1日起执行。", "2021-03-01", None),
        ("本办法自2021年3月1日起施行，有效期5年。", "2021-03-01", "2026-02-28"),
        ("本办法自2021年3月1日起施行，有效期为三年。", "2021-03-01", "2024-02-29"),
        ("本办法自2021年3月1日起施行，有效期至2025年12月31日。", "2021-03-01", "2025-12-31"),
        ("本办法自2021年3月1日起试行，试行二年。", None, None),
        ("本办法自2021年3月1日起施行，试行期2年。", "2021-03-01", "2023-02-28"),
        ("本办法自发布之日起施行。", "2021-02-10", None),
        ("本办法自印发之日起施行，有效期1年。", "2021-02-10", "2022-02-09"),
        ("本办法自3月1日起施行。", None, None),
    ],
)
def test_from_when_until_when_it_holds(
    closing: str, effective: str | None, expires: str | None
) -> None:
    text = f"莱西市入户办法\n第一条 甲。\n第二条 {closing}\n莱西市公安局\n2021年2月10日"
    identity = identity_of(text)
    assert (identity.effective.value if identity.effective else None) == effective
    assert (identity.expires.value if identity.expires else None) == expires


def test_a_day_without_a_year_is_quoted_and_not_guessed() -> None:
    identity = identity_of("莱西市入户办法\n第一条 甲。\n第二条 本办法自3月1日起施行。")
    assert identity.effective is not None
    assert identity.effective.value is None
    assert "3月1日" in identity.effective.quote


@pytest.mark.parametrize(
    "sentence",
    [
        "自本办法施行之日起，申请人应当登记。",
        "发给有效期两年的居住证。",
        "准迁证有效期至2021年5月1日。",
        "自2021年3月1日起缴纳社保满一年的，可以入户。",
    ],
)
def test_terms_of_other_things_are_not_those_of_the_document(sentence: str) -> None:
    identity = identity_of(f"莱西市入户办法\n第一条 甲。\n第二条 {sentence}")
    assert identity.effective is None
    assert identity.expires is None


@pytest.mark.parametrize(
    ("signature", "issued"),
    [
        ("莱西市公安局\n2021年2月10日", "2021-02-10"),
        ("莱西市公安局\n二〇二一年二月十日", "2021-02-10"),
        ("莱西市公安局\n二○二一年二月十日", "2021-02-10"),
        ("莱西市公安局 2021年2月10日", "2021-02-10"),
    ],
)
def test_the_day_of_the_signature_is_that_of_issue(signature: str, issued: str) -> None:
    identity = identity_of(f"莱西市入户办法\n{ARTICLES}\n{signature}")
    assert identity.issued and identity.issued.value == issued
    assert identity.issuer and identity.issuer.value == "莱西市公安局"


def test_the_print_date_is_not_that_of_issue() -> None:
    text = f"莱西市入户办法\n{ARTICLES}\n莱西市人民政府办公室 2021年2月11日印发"
    assert identity_of(text).issued is None


def test_captions_of_a_web_page_tell_what_the_text_leaves_out() -> None:
    text = f"""
文号：西政发〔2021〕12号
发布机构：莱西市人民政府
发布日期：2021-02-10
莱西市入户办法
{ARTICLES}
"""
    identity = identity_of(text)
    assert identity.number and identity.number.value == "西政发〔2021〕12号"
    assert identity.issuer and identity.issuer.value == "莱西市人民政府"
    assert identity.issued and identity.issued.value == "2021-02-10"


def test_captions_in_a_table_count_as_well() -> None:
    text = f"""
|索引号：A-1|文号：西政发〔2021〕12号|
|发布机构：莱西市人民政府|发文日期：20210210|
莱西市入户办法
{ARTICLES}
"""
    identity = identity_of(text)
    assert identity.number and identity.number.value == "西政发〔2021〕12号"
    assert identity.issued and identity.issued.value == "2021-02-10"


@pytest.mark.parametrize(
    ("name", "code", "level"),
    [
        ("国务院办公厅", None, "nation"),
        ("公安部", None, "nation"),
        ("山东省人民政府", "370000", "province"),
        ("青岛市人民政府", "370200", "city"),
        ("青岛市市南区人民政府", "370202", "county"),
        ("莱西市公安局", "370285", "county"),
        ("内蒙古自治区公安厅", "150000", "province"),
        ("延边朝鲜族自治州人民政府", "222400", "city"),
        ("上海市户口管理规定", "310000", "province"),
        ("朝阳区人民政府", None, "county"),
        ("北京市朝阳区人民政府", "110105", "county"),
        ("白杨县人民政府", None, "county"),
        ("红星旗人民政府", None, "county"),
        ("青禾市人民政府", None, "city"),
    ],
)
def test_a_place_is_known_by_its_name_and_level(name: str, code: str | None, level: str) -> None:
    region = find_region(name)
    assert region is not None
    assert (region.code, region.level) == (code, level)


def test_no_place_is_no_place() -> None:
    assert find_region("夫妻投靠落户办事指南") is None


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("莱西市入户办法（征求意见稿）", "draft"),
        ("莱西市入户办法（草案）", "draft"),
        ("莱西市入户办法（试行）", "trial"),
        ("莱西市入户暂行办法", "trial"),
        ("莱西市入户办法", None),
        ("莱西市公安局实施《山东省户口规定（试行）》细则", None),
    ],
)
def test_a_draft_or_a_trial_says_so_in_its_title(title: str, status: str | None) -> None:
    identity = identity_of(f"{title}\n{ARTICLES}")
    assert (identity.status.value if identity.status else None) == status


@pytest.mark.parametrize(
    ("sentence", "kind", "name"),
    [
        ("《莱西市旧户籍办法》同时废止。", "repeals", "莱西市旧户籍办法"),
        ("《莱西市旧户籍办法》停止执行。", "repeals", "莱西市旧户籍办法"),
        ("此前规定与本办法不一致的，同时废止。", "repeals", None),
        ("本办法取代《莱西市旧户籍办法》。", "replaces", "莱西市旧户籍办法"),
        ("《莱西市户籍办法》第三条修改为：略。", "amends", "莱西市户籍办法"),
        ("对《莱西市户籍办法》作如下修改：", "amends", "莱西市户籍办法"),
    ],
)
def test_what_it_does_to_other_documents(sentence: str, kind: str, name: str | None) -> None:
    identity = identity_of(f"莱西市入户规定\n第一条 甲。\n第二条 {sentence}")
    relations = getattr(identity, kind)
    assert [relation.name for relation in relations] == [name]
    assert relations[0].quote == sentence


def test_papers_that_take_the_place_of_papers_are_no_documents() -> None:
    identity = identity_of("莱西市入户规定\n第一条 以《收养证》代替《出生证》。\n第二条 乙。")
    assert identity.replaces == ()


def test_a_carried_act_is_the_document_and_its_notice_says_who_and_when() -> None:
    text = """
莱西市人民政府办公室
关于印发莱西市入户办法的通知
西政办发〔2021〕2号
各镇人民政府：
《莱西市入户办法》已经市政府同意，现印发给你们。
莱西市人民政府办公室
2021年2月10日
莱西市入户办法
第一条 甲。
第二条 本办法自印发之日起施行。
"""
    identity = identity_of(text)
    assert identity.title and identity.title.value == "莱西市入户办法"
    assert identity.carrier and identity.carrier.value == "关于印发莱西市入户办法的通知"
    assert identity.issuer and identity.issuer.value == "莱西市人民政府办公室"
    assert identity.effective and identity.effective.value == "2021-02-10"
    assert identity.effective.computed
