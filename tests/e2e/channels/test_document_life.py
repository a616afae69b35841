"""A document's life at the desk, by all who see to it: from the file to what residents hear."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.actions.publishing.reading.making import Pdf
from tests.e2e.at_the_desk import SOON, AtTheDesk, arrive
from tests.e2e.conftest import SETTINGS
from tests.e2e.talking import turn_in
from tools.local_http import post_json
from tools.run import RunningBot, running_bot

__all__ = ["arrive"]

LAIXI = "370285"
PUBLISHED = 300_000
TEXT = """\
莱西市人民政府关于落户的实施意见
西政发〔2026〕1号
各镇人民政府：
为方便群众，现提出以下意见：
一、落户条件
（一）按租房途径落户。在城区租房居住满1年的人员，可凭居民户口簿、居民身份证、房屋租赁登记备案证明，在租住地办理落户。
（三）按投靠途径落户。夫妻投靠的，凭居民户口簿、结婚证，在被投靠人户口所在地办理落户。
二、工作要求
公安机关负责办理落户手续，不得推诿拖延。（责任单位：市公安局）
本意见自2026年3月1日起施行，有效期至2031年2月28日。
莱西市人民政府
2026年2月10日
"""
PRINTED = (
    "莱西市人民政府关于落户的规定",
    "第一条 租房的人员可以在租住地落户。",
    "第二条 夫妻可以投靠落户。",
    "第三条 本规定自2026年3月1日起施行。",
)


@pytest.fixture(scope="module")
def bot() -> Iterator[RunningBot]:
    """A bot of its own: what is published here, residents of other tests do not hear."""
    with running_bot(SETTINGS) as running:
        yield running


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """The document as the office sent it."""
    path = tmp_path / "落户意见.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def hand_in(editor: AtTheDesk, file: Path) -> None:
    """Hand a file in for Laixi."""
    desk = editor.open("文件发布")
    desk.get_by_label("把文件拖到这里").set_input_files(file)
    editor.choose("是哪里的文件", "other")
    desk.get_by_label("六位行政区划代码").fill(LAIXI)
    desk.get_by_role("button", name="交上去").press("Enter")
    expect(editor.page.get_by_text("已交1个文件")).to_be_visible(timeout=SOON)


def open_draft(person: AtTheDesk, title: str) -> Locator:
    """Open a draft from the list, by the keyboard; gives its page."""
    desk = person.open("文件发布")
    desk.get_by_role("button", name=title).first.press("Enter")
    page = person.page.locator("[data-draft]")
    expect(page.get_by_role("heading").first).to_be_focused()
    return page


def filled(pane: Locator, label: str, text: str) -> None:
    """Fill a field in whose label begins so."""
    pane.get_by_label(label).first.fill(text)


def mark(pane: Locator, words: str) -> None:
    """Mark words of the clause, as Shift and the arrows do."""
    clause = pane.get_by_label("条款原文")
    clause.evaluate(
        "(field, words) => { const at = field.value.indexOf(words); field.focus();"
        " field.setSelectionRange(at, at + words.length); }",
        words,
    )


def test_a_file_becomes_clauses_beside_its_original(
    received: Path, arrive: Callable[..., AtTheDesk]
) -> None:
    editor = arrive("editor", region=LAIXI)
    hand_in(editor, received)
    row = editor.page.locator("[data-drafts]")
    expect(row).to_contain_text("落户意见.txt", timeout=SOON)
    page = open_draft(editor, "落户意见.txt")
    identity = page.locator("[data-identity]")
    expect(identity.get_by_label("标题")).to_have_value("关于落户的实施意见", timeout=SOON)
    expect(identity.get_by_label("文号")).to_have_value("西政发〔2026〕1号")
    expect(identity.get_by_label("施行日期")).to_have_value("2026-03-01")
    expect(identity).to_contain_text("认出的是莱西市（县级）")
    editor.fits()
    identity.get_by_role("button", name="核对无误").press("Enter")
    expect(identity).to_contain_text(f"{editor.member.name}在")

    warnings = page.locator("[data-warnings]")
    expect(warnings).to_contain_text("编号从“(一)”跳到“(三)”")
    warnings.get_by_label("怎么处理的").first.fill("原件就是这样")
    warnings.get_by_role("button", name="处理好了").first.press("Enter")
    expect(warnings).to_contain_text("原件就是这样")

    clauses = page.locator("[data-clauses]")
    renting = clauses.get_by_role("list", name="条款").get_by_role("button", name="按租房途径")
    renting.press("Enter")
    expect(renting).to_have_attribute("aria-pressed", "true")
    original = clauses.locator("[data-original]")
    expect(original.locator("mark")).to_contain_text("（一）按租房途径落户。在城区租房")
    editor.fits()


def test_a_page_is_looked_at_as_it_was_printed(
    tmp_path: Path, arrive: Callable[..., AtTheDesk]
) -> None:
    editor = arrive("editor", region=LAIXI)
    file = tmp_path / "印出来的.pdf"
    printed = Pdf()
    for number, line in enumerate(PRINTED):
        printed.text(72, 100 + 40 * number, line)
    file.write_bytes(printed.bytes())
    hand_in(editor, file)
    page = open_draft(editor, "印出来的.pdf")
    clauses = page.locator("[data-clauses]")
    clauses.get_by_role("button", name="看版面").press("Enter")
    picture = clauses.locator("[data-picture]")
    expect(picture.get_by_role("img", name="原件第1页的图")).to_be_visible(timeout=SOON)
    expect(picture.locator(".box")).to_have_count(0)
    joining = clauses.get_by_role("list", name="条款").get_by_role("button", name="夫妻可以")
    joining.press("Enter")
    expect(picture.locator(".box")).to_have_count(1, timeout=SOON)
    editor.fits()


def test_a_file_that_is_not_taken_says_what_to_do(
    tmp_path: Path, arrive: Callable[..., AtTheDesk]
) -> None:
    editor = arrive("editor", region=LAIXI)
    file = tmp_path / "坏的.docx"
    file.write_bytes(b"PK\x03\x04 and then nothing of a document")
    hand_in(editor, file)
    page = open_draft(editor, "坏的.docx")
    expect(page).to_contain_text("文件已损坏", timeout=SOON)
    expect(page.get_by_role("button", name="再读一次")).to_be_visible()
    editor.fits()


def test_two_editors_at_once_lose_nothing(received: Path, arrive: Callable[..., AtTheDesk]) -> None:
    one, other = arrive("editor", region=LAIXI), arrive("editor", region=LAIXI)
    second = received.with_name("第二份.txt")
    second.write_text(TEXT.replace("落户的实施意见", "落户的第二份意见"), encoding="utf-8")
    hand_in(one, second)
    mine = open_draft(one, "第二份")
    expect(mine.get_by_label("标题")).to_be_visible(timeout=SOON)
    theirs = open_draft(other, "第二份")
    theirs.get_by_label("文号").fill("西政发〔2026〕2号")
    theirs.get_by_role("button", name="核对无误").press("Enter")
    expect(theirs.locator("[data-identity]")).to_contain_text("核对过")
    mine.get_by_label("文号").fill("西政发〔2026〕3号")
    mine.get_by_label("发文机关").fill("莱西市政府")
    mine.get_by_role("button", name="核对无误").press("Enter")
    expect(mine.get_by_role("alert").first).to_contain_text(f"刚被{other.member.name}改过")
    expect(mine.get_by_label("发文机关")).to_have_value("莱西市政府")
    expect(mine.locator("[data-theirs]")).to_contain_text("西政发〔2026〕2号")
    one.fits()
    mine.get_by_role("button", name="用别人的").press("Enter")
    mine.get_by_role("button", name="核对无误").press("Enter")
    expect(one.page.get_by_text("已保存。")).to_be_visible()
    expect(mine.get_by_label("文号")).to_have_value("西政发〔2026〕2号")


def settle_all(page: Locator, editor: AtTheDesk) -> None:
    """Confirm what a draft is and settle its warnings."""
    page.locator("[data-identity]").get_by_role("button", name="核对无误").press("Enter")
    warnings = page.locator("[data-warnings]")
    expect(page.locator("[data-identity]")).to_contain_text(f"{editor.member.name}在")
    warnings.get_by_label("怎么处理的").first.fill("原件就是这样")
    warnings.get_by_role("button", name="处理好了").first.press("Enter")
    expect(warnings).to_contain_text("都处理过了")


def rule_on_renting(page: Locator) -> Locator:
    """Let rules be proposed, and put right what is proposed on renting; gives its form."""
    rules = page.locator("[data-rules]")
    rules.get_by_role("button", name="让程序提议").press("Enter")
    form = rules.locator("[data-pathway='renting']")
    form.get_by_role("button", name="租房落户").first.press("Enter")
    expect(form).to_contain_text("是程序提议的", timeout=SOON)
    for field in form.get_by_label("怎么定").all():
        field.select_option("confirmed")
    filled(form, "概述", "能。在城区租房住满1年的人可以落户。")
    form.get_by_label("看哪项情况").select_option(label="实际居住时间")
    form.get_by_role("button", name="加一个条件").press("Enter")
    lived = form.get_by_role("group", name="实际居住时间")
    filled(lived, "多少个月", "12")
    filled(lived, "用平常话说", "租房住满1年")
    mark(form, "在城区租房居住满1年")
    lived.get_by_role("button", name="取用选中的字").press("Enter")
    expect(lived.get_by_label("原文")).to_have_value("在城区租房居住满1年")
    filled(form, "在哪里办", "租住地")
    form.get_by_label("在哪里办").press("Tab")
    mark(form, "在租住地办理落户")
    where = form.locator("[data-place='apply_at']")
    where.get_by_role("button", name="取用选中的字").press("Enter")
    facet = form.locator("[data-facet]").filter(has_text="没有写到哪里办")
    expect(facet).to_contain_text("上面已经写了", timeout=SOON)
    for field in form.locator("[data-facet] select").all():
        if field.input_value() == "" and "还没有说" in (field.text_content() or ""):
            field.select_option("silent")
    return form


def test_a_document_lives_from_the_file_to_residents_and_back(
    bot: RunningBot, received: Path, arrive: Callable[..., AtTheDesk]
) -> None:
    editor = arrive("editor", region=LAIXI)
    reviewer, publisher = arrive("reviewer", region=LAIXI), arrive("publisher", region=LAIXI)
    hand_in(editor, received.rename(received.with_name("全程.txt")))
    page = open_draft(editor, "全程.txt")
    expect(page.locator("[data-identity]")).to_be_visible(timeout=SOON)
    settle_all(page, editor)
    rule_on_renting(page)
    form = page.locator("[data-pathway='renting']")
    editor.fits()
    form.get_by_role("button", name="存下这条途径").press("Enter")
    expect(form).not_to_contain_text("有改动还没存", timeout=SOON)
    joining = page.locator("[data-pathway='joining']")
    if joining.count():
        joining.get_by_role("button").first.press("Enter")
        joining.get_by_role("button", name="去掉整条途径").press("Enter")
        expect(joining).to_have_count(0)
    page.get_by_role("button", name="其余途径文件都没有开").press("Enter")
    expect(page.locator("[data-rules]")).to_contain_text("没有要改的。", timeout=SOON)
    expect(page.locator("[data-issue]")).to_contain_text("等一位没有改过它的复核同事签字")

    theirs = open_draft(reviewer, "关于落户的实施意见")
    samples = theirs.locator("[data-scenarios]")
    samples.get_by_role("button", name="加一个样例").press("Enter")
    filled(samples, "叫什么", "住满一年，备了案")
    filled(samples, "实际居住时间", "400")
    for fact in samples.locator("select").all():
        if "不知道" in (fact.text_content() or ""):
            fact.select_option("true")
    expect(samples.locator("[data-verdict]")).to_contain_text("符合（一致）", timeout=SOON)
    reviewer.fits()
    samples.get_by_role("button", name="存下样例").press("Enter")
    expect(samples).to_contain_text(f"{reviewer.member.name}写", timeout=SOON)
    theirs.get_by_role("button", name="复核无误，签字").press("Enter")
    expect(theirs.locator("[data-issue]")).to_contain_text(
        f"{reviewer.member.name}已签字", timeout=SOON
    )

    last = open_draft(publisher, "关于落户的实施意见")
    last.get_by_role("button", name="现在发布").press("Enter")
    expect(last.locator("[data-issue]")).to_contain_text("正在发布")
    expect(last.locator("[data-issue]")).to_contain_text("已发布，版本号", timeout=PUBLISHED)
    publisher.fits()
    said = ask(bot, "laixi-1", "莱西市租房住满一年能落户吗")
    assert said["citations"][0]["document"] == "370285-laixi", said["text"]

    desk = publisher.open("文件发布")
    versions = desk.locator("[data-publications]")
    versions.get_by_role("button", name="返回到这一版").last.press("Enter")
    publisher.page.keyboard.type("先停一停")
    publisher.page.keyboard.press("Enter")
    expect(versions.locator("tbody tr").first).to_contain_text("返回", timeout=PUBLISHED)
    publisher.fits()
    said = ask(bot, "laixi-2", "莱西市租房住满一年能落户吗")
    assert said["kind"] == "unsupported_region", said["text"]


def ask(bot: RunningBot, sender: str, text: str) -> dict[str, Any]:
    """The turn that a resident gets."""
    turn: dict[str, Any] = turn_in(post_json(bot.rest_url, {"sender": sender, "message": text}))
    return turn
