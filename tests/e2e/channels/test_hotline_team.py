"""Operators find their calls again and sum their shift up; a supervisor joins and takes over."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.at_the_hotline import ANSWERED, AtTheHotline
from tests.e2e.at_the_kiosk import overflow
from tests.e2e.browsing import OpenPage, axe_violations
from tests.e2e.staff import add_member
from tools.run import RunningBot

CONSOLE = ((1366, 768), (683, 384))
PHONE = "13812345678"
WEIHAI = 5
SOON = 15_000


@pytest.fixture
def operator(bot: RunningBot, open_page: OpenPage) -> AtTheHotline:
    """An operator at the console, in a call."""
    page = open_page(*CONSOLE[0])
    return AtTheHotline(bot, page, add_member(bot, "operator")).sign_in()


def fits(page: Page) -> None:
    """Check the page as it is on both screens."""
    for width, height in CONSOLE:
        page.set_viewport_size({"width": width, "height": height})
        assert overflow(page) == 0, (width, height)
        assert axe_violations(page) == [], (width, height)
    page.set_viewport_size({"width": CONSOLE[0][0], "height": CONSOLE[0][1]})


def test_a_call_that_has_ended_is_found_again_by_what_was_said(operator: AtTheHotline) -> None:
    operator.take_call()
    operator.page.keyboard.type(f"我电话{PHONE}，在威海租房能落户吗")
    operator.press("Enter")
    expect(operator.suggestion).to_contain_text("[手机号]", timeout=ANSWERED)
    operator.press("Alt+q")
    expect(operator.dialog.get_by_role("button", name="结束来电")).to_be_focused()
    operator.press("Enter")
    expect(operator.dialog).to_have_count(0)
    operator.press("Alt+n")
    expect(operator.field).to_be_visible()
    operator.press("Alt+c")
    field = operator.dialog.get_by_role("textbox")
    expect(field).to_be_focused()
    expect(operator.dialog.get_by_role("listitem")).to_have_count(2)
    operator.page.keyboard.type("租房能落户")
    operator.press("Enter")
    found = operator.dialog.get_by_role("listitem")
    expect(found).to_have_count(1)
    expect(found).to_contain_text("租房落户")
    expect(found).to_contain_text("[手机号]")
    fits(operator.page)
    found.get_by_role("button").click()
    expect(operator.transcript.first).to_contain_text("租房能落户吗")
    expect(operator.page.get_by_text("这通来电已经结束，只能查看。")).to_be_visible()


def test_a_shift_is_summed_up_and_copied(operator: AtTheHotline) -> None:
    operator.take_call().hear("在威海租房能落户吗")
    operator.press("F8")
    expect(operator.page.get_by_text("已采纳").first).to_be_visible()
    operator.press("Alt+z")
    row = operator.dialog.locator("tbody tr")
    expect(row).to_have_count(1)
    expect(row.locator("td").nth(1)).to_have_text("1")
    expect(row.locator("td").nth(4)).to_have_text("1")
    expect(row.locator("td").last).to_have_text("租房落户")
    fits(operator.page)
    operator.dialog.get_by_role("button", name="复制").click()
    copied = operator.page.evaluate("navigator.clipboard.readText()")
    assert "坐席小结" in copied
    assert "采纳1条" in copied


def test_a_supervisor_joins_a_call_and_takes_it_over(
    operator: AtTheHotline, bot: RunningBot, open_page: OpenPage
) -> None:
    operator.take_call().hear("在威海租房能落户吗")
    member = add_member(bot, "supervisor", "operator")
    leader = AtTheHotline(bot, open_page(*CONSOLE[0]), member).sign_in()
    leader.press("Alt+w")
    row = leader.page.locator("tbody tr").filter(has_text=operator.member.name)
    row.get_by_role("button").click()
    expect(leader.transcript.first).to_contain_text("租房能落户吗")
    fits(leader.page)
    leader.page.get_by_label("给坐席的提示").fill("先问有没有备案")
    leader.press("Enter")
    notes = operator.page.locator("[data-notes]")
    expect(notes).to_contain_text("先问有没有备案", timeout=SOON)
    fits(operator.page)
    operator.page.reload()
    operator.page.get_by_role("tab").first.click()
    expect(notes).to_contain_text("先问有没有备案")

    leader.page.get_by_role("button", name="接管来电").click()
    expect(leader.calls).to_have_count(1)
    expect(operator.calls).to_have_count(0, timeout=SOON)
    leader.hear("没有备案行不行")
    expect(leader.suggestion).to_contain_text("备案", timeout=ANSWERED)


def test_who_answers_no_calls_joins_and_takes_none_over(
    operator: AtTheHotline, bot: RunningBot, open_page: OpenPage
) -> None:
    operator.take_call()
    member = add_member(bot, "supervisor")
    leader = AtTheHotline(bot, open_page(*CONSOLE[0]), member).sign_in()
    row = leader.page.locator("tbody tr").filter(has_text=operator.member.name)
    row.get_by_role("button").click()
    expect(leader.page.get_by_label("给坐席的提示")).to_be_visible()
    expect(leader.page.get_by_role("button", name="接管来电")).to_have_count(0)
