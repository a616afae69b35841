"""Two people at the policy desk: questions asked in vain, what is switched off, who did it."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import expect

from luohu.clock import CHINA
from tests.e2e.at_the_desk import SOON, WEIHAI, AtTheDesk, arrive
from tests.e2e.at_the_kiosk import Arrive
from tests.e2e.browsing import axe_violations
from tests.e2e.talking import Talk
from tools.run import RunningBot

__all__ = ["arrive"]

REASON = "窗口正在核对新文件"
# What the desk promises, with the time that a turn itself may take here.
EVERYWHERE_WITHIN = 5.0


def in_an_hour() -> str:
    return (datetime.now(CHINA) + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")


def until(said: Callable[[], bool], seconds: float) -> float:
    """How many seconds it takes until something holds."""
    began = time.monotonic()
    while not said():
        assert time.monotonic() - began < seconds
        time.sleep(0.2)
    return time.monotonic() - began


def test_what_is_asked_in_vain_is_settled_by_two(
    someone: Callable[[], Talk], arrive: Callable[..., AtTheDesk]
) -> None:
    someone().say("威海市养狗要给狗上户口吗，电话13812345678")
    editor, reviewer = arrive("editor"), arrive("reviewer", "auditor")
    editor.open("待答问题")
    row = editor.page.locator("[data-groups] tbody tr").filter(has_text="狗").first
    expect(row).to_be_visible(timeout=SOON)
    expect(row).to_contain_text("威海市")
    row.get_by_role("button").press("Enter")
    pane = editor.page.locator("[data-group]")
    expect(pane).to_contain_text("[手机号]")
    expect(pane).not_to_contain_text("13812345678")
    editor.fits()
    pane.get_by_label("账号（空着就是不指定）").fill(editor.member.name)
    pane.get_by_role("button", name="交给").press("Enter")
    expect(editor.page.get_by_text("已保存。")).to_be_visible()
    expect(pane.get_by_role("button", name="交给")).to_be_enabled()
    pane.get_by_label("写几句").fill("养犬归公安的另一个科")
    pane.get_by_role("button", name="提交", exact=True).press("Enter")
    said = pane.locator("[data-comments]")
    expect(said).to_contain_text("养犬归公安的另一个科", timeout=SOON)
    pane.get_by_label("条款编号").fill("一/(二)")
    pane.get_by_label("收进常见问法的一句").fill("给狗上户口归谁管")
    pane.get_by_role("button", name="提交，等另一位同事复核").press("Enter")
    expect(pane).to_contain_text("要由另一位同事复核")
    expect(pane.get_by_role("button", name="同意", exact=True)).to_have_count(0)

    reviewer.open("待答问题")
    theirs = reviewer.page.locator("[data-groups] tbody tr").filter(has_text="狗").first
    expect(theirs).to_contain_text("待复核", timeout=SOON)
    theirs.get_by_role("button").press("Enter")
    pane = reviewer.page.locator("[data-group]")
    expect(pane).to_contain_text("给狗上户口归谁管")
    pane.get_by_label("原因").last.fill("说的不是这一条")
    pane.get_by_role("button", name="不同意，退回").press("Enter")
    expect(pane).to_contain_text("待处理")

    reviewer.open("操作记录")
    audit = reviewer.page.locator("[data-audit]")
    for what in ("复核问题", "办结问题", "写说明", "交办问题"):
        expect(audit).to_contain_text(what)
    expect(reviewer.page.locator("main")).to_contain_text("记录完整")
    reviewer.fits()


def test_a_pathway_is_switched_off_everywhere_within_seconds_and_back_on(
    bot: RunningBot, someone: Callable[[], Talk], arrive: Callable[..., AtTheDesk]
) -> None:
    publisher, auditor = arrive("publisher"), arrive("auditor")
    assert someone().say("威海市租房能落户吗")["kind"] != "handoff"
    desk = publisher.open("开关和公告")
    expect(desk).to_contain_text("现在什么都没有停")
    publisher.choose("停什么", "pathway")
    publisher.choose("途径", "renting")
    desk.get_by_label("原因（来问的人会看到）").fill(REASON)
    desk.get_by_label("到什么时候").fill(in_an_hour())
    publisher.fits()
    desk.get_by_role("button", name="停用").press("Enter")
    expect(desk.locator("[data-on]")).to_contain_text(REASON)

    def paused() -> bool:
        turn = someone().say("威海市租房能落户吗")
        return turn["kind"] == "handoff" and REASON in turn["text"]

    try:
        assert until(paused, EVERYWHERE_WITHIN) < EVERYWHERE_WITHIN
        assert someone().say("威海市大学毕业能落户吗")["kind"] != "handoff"
    finally:
        desk.get_by_role("button", name="恢复").press("Enter")
        expect(desk.get_by_label(f"恢复“{REASON}”，为什么")).to_be_focused()
        publisher.page.keyboard.type("核对完了")
        publisher.page.keyboard.press("Enter")
        expect(desk).to_contain_text("现在什么都没有停")
    until(lambda: not paused(), EVERYWHERE_WITHIN)
    auditor.open("操作记录")
    rows = auditor.page.locator("[data-audit] tbody tr")
    expect(rows.nth(0)).to_contain_text("核对完了")
    expect(rows.nth(1)).to_contain_text("停用")


def test_a_banner_and_an_office_reach_the_kiosk(
    bot: RunningBot, someone_arrives: Arrive, arrive: Callable[..., AtTheDesk]
) -> None:
    editor = arrive("editor")
    desk = editor.open("开关和公告")
    desk.get_by_label("公告（大厅会看到）").fill("户籍窗口本周六不办公")
    desk.get_by_label("到什么时候").fill(in_an_hour())
    desk.get_by_role("button", name="挂公告").press("Enter")
    expect(desk.locator("[data-on]")).to_contain_text("本周六不办公")
    desk = editor.open("办事处所")
    expect(desk).to_contain_text("还没有登记")
    desk.get_by_role("button", name="登记一处").press("Enter")
    for label, value in (
        ("名称", "环翠区户籍窗口"),
        ("地址", "文化中路1号"),
        ("来源（谁提供的）", "区分局来函"),
        ("核对日期", "2026-11-01"),
    ):
        desk.get_by_label(label, exact=True).fill(value)
    editor.fits()
    desk.get_by_role("button", name="保存").press("Enter")
    expect(desk.locator("[data-offices]")).to_contain_text("环翠区户籍窗口")
    editor.fits()

    person = someone_arrives()
    expect(person.page.get_by_role("status").filter(has_text="本周六不办公")).to_be_visible(
        timeout=SOON
    )
    person.say("租房落户去哪里办")
    said = person.page.locator("main")
    expect(said).to_contain_text("环翠区户籍窗口", timeout=SOON)
    expect(said).to_contain_text("不是文件里写的")
    assert axe_violations(person.page) == []

    desk.get_by_role("button", name="删除环翠区户籍窗口").press("Enter")
    editor.page.keyboard.type("测试完了")
    editor.page.keyboard.press("Enter")
    expect(desk).to_contain_text("还没有登记")


def test_questions_are_tried_and_deadlines_are_seen(
    bot: RunningBot, arrive: Callable[..., AtTheDesk]
) -> None:
    editor = arrive("editor")
    desk = editor.open("试问")
    editor.choose("地方", WEIHAI)
    desk.get_by_label("问题", exact=True).fill("租房能落户吗\n\n狗能落户吗\n")
    desk.locator("form").get_by_role("button", name="试问", exact=True).press("Enter")
    rows = desk.locator("[data-tried] tbody tr")
    expect(rows).to_have_count(2, timeout=SOON)
    expect(rows.first).to_contain_text("租房")
    expect(desk).to_contain_text("已试2个，共2个")
    editor.fits()
    desk.get_by_label("跟哪个版本比（版本号，可不填）").fill("20261101-a1b2c3")
    desk.locator("form").get_by_role("button", name="试问", exact=True).press("Enter")
    expect(desk.get_by_role("alert")).to_contain_text("请把版本号空着再试", timeout=SOON)
    expect(rows).to_have_count(0)
    desk = editor.open("到期提醒")
    expect(desk).to_contain_text("已到期", timeout=SOON)
    editor.fits()
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
        f"{bot.bot_url}/hotline/api/deadlines.json"
    ) as reply:
        feed: dict[str, Any] = json.load(reply)
    assert feed["items"][0]["kind"] == "lapsed"


def test_five_hundred_questions_are_tried_at_once(
    bot: RunningBot, arrive: Callable[..., AtTheDesk]
) -> None:
    editor = arrive("editor")
    desk = editor.open("试问")
    editor.choose("地方", WEIHAI)
    asked = [
        f"我{age}岁在威海租房{months}个月能落户吗" for age in range(20, 45) for months in range(20)
    ]
    desk.get_by_label("问题", exact=True).fill("\n".join(asked))
    desk.locator("form").get_by_role("button", name="试问", exact=True).press("Enter")
    expect(desk).to_contain_text("已试500个，共500个", timeout=180_000)
    expect(desk).to_contain_text("用时")


def test_an_administrator_gives_a_right_that_counts_at_once(
    arrive: Callable[..., AtTheDesk],
) -> None:
    chief, newcomer = arrive("administrator", region="000000"), arrive()
    nav = newcomer.page.get_by_role("navigation", name="政策台")
    expect(nav.get_by_role("button")).to_have_text(["窗口结果"])
    desk = chief.open("权限")
    chief.choose("账号", newcomer.member.name)
    chief.choose("角色", "editor")
    chief.choose("地方", WEIHAI)
    desk.get_by_role("button", name="给权限").press("Enter")
    expect(desk.locator("[data-people]")).to_contain_text("威海市编辑")
    chief.fits()
    newcomer.page.reload()
    newcomer.page.get_by_role("button", name="政策台", exact=True).click()
    expect(nav.get_by_role("button", name="待答问题")).to_be_visible(timeout=SOON)


def test_a_window_records_what_it_decided(
    bot: RunningBot, someone_arrives: Arrive, arrive: Callable[..., AtTheDesk]
) -> None:
    clerk, auditor = arrive(), arrive("auditor")
    person = someone_arrives()
    person.say("我租房，备案了，房东写了承诺书，住在城里，能落户吗")
    person.tap("打印凭条")
    code = person.page.locator("dialog .code strong").inner_text()
    desk = clerk.open("窗口结果")
    desk.get_by_label("接办码").fill("AAAA3333")
    desk.get_by_role("button", name="查", exact=True).press("Enter")
    expect(desk.get_by_role("alert")).to_contain_text("没有这个接办码")
    desk.get_by_label("接办码").fill(code)
    desk.get_by_role("button", name="查", exact=True).press("Enter")
    expect(desk).to_contain_text("威海市：租房落户")
    expect(desk).to_contain_text("系统的判断：符合")
    clerk.choose("窗口的决定", "refused")
    desk.get_by_label("不受理的原因").fill("承诺书没有签名")
    clerk.fits()
    desk.get_by_role("button", name="记下").press("Enter")
    expect(clerk.page.get_by_text("已保存。")).to_be_visible()
    auditor.open("操作记录")
    expect(auditor.page.locator("[data-audit] tbody tr").first).to_contain_text("承诺书没有签名")
    clerk.page.get_by_role("button", name="报表", exact=True).click()
    expect(clerk.page.get_by_text("窗口决定和系统判断").first).to_be_visible(timeout=SOON)
