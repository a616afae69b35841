"""An interview on the kiosk: one question a page, the answers beside it, the verdict in short."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.at_the_kiosk import (
    ALL_WAYS,
    CHIFENG,
    LYING,
    PHONE,
    SMALL_HALL,
    UPRIGHT,
    Arrive,
    Person,
    sized,
)
from tests.e2e.browsing import axe_violations


def fits(person: Person) -> None:
    """Check that the page has no more width than its window, and targets for fingers."""
    for _size in sized(person.page):
        expect(person.page.locator("main h1")).to_be_attached()


def test_several_things_that_somebody_has_are_told_at_once(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    person.tap(ALL_WAYS)
    person.wait_for_answer()
    expect(person.page.get_by_role("button", name="选好了")).to_be_disabled()
    rented = person.options.get_by_role("button", name="在当地租房住", exact=True)
    rented.click()
    expect(rented).to_have_attribute("aria-pressed", "true")
    assert axe_violations(person.page) == []
    rented.click()
    person.have("在当地租房住", "在当地上班、打工")
    expect(person.progress).to_have_text(re.compile(r"^问题 2/约\d+$"))


def test_a_question_tells_how_far_it_is_what_was_said_and_why(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    person.ask_for_all_ways()
    person.choose("在城区或镇上", "是")
    expect(person.progress).to_have_text(re.compile(r"^问题 4/约\d+$"))
    expect(person.page.locator(".told .said").nth(1)).to_have_text("在城区或镇上")
    expect(person.question).not_to_contain_text("问题")
    why = person.page.locator(".next details")
    expect(why.locator("p")).to_be_hidden()
    why.locator("summary").click()
    expect(why.locator("p")).to_contain_text("写着")
    assert axe_violations(person.page) == []
    fits(person)


def test_the_question_is_counted_where_nobody_knows_how_many_there_are(
    someone_arrives: Arrive,
) -> None:
    person = someone_arrives(CHIFENG)
    person.tap("租房落户")
    person.choose("我符不符合", "在城区或镇上")
    expect(person.progress).to_have_text("第2问")


def test_an_answer_is_changed_in_the_middle_of_an_interview(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    person.ask_for_all_ways()
    person.choose("在城区或镇上", "是")
    person.page.get_by_role("button", name=re.compile("^改这一条：您现在住的房子")).click()
    expect(person.page.locator("main h1")).to_contain_text("您要改的是")
    expect(person.question).to_contain_text("您现在住的房子")


def test_what_was_told_is_looked_at_before_the_view_and_changed(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    person.ask_for_all_ways()
    person.choose("在城区或镇上", "是", "是", "签了", "写了承诺书", "不是")
    expect(person.review.locator(".asked").last).to_have_text("租房备案")
    expect(person.page.locator(".ways")).to_have_count(0)
    assert axe_violations(person.page) == []
    fits(person)
    person.review.get_by_role("button", name="改这一条：租房备案").click()
    person.choose("是")
    person.confirm()
    expect(person.ways.locator(".title").first).to_have_text("租房落户")
    expect(person.ways.locator(".state").first).to_have_text("按已过期的文件：已符合")


def test_the_verdict_comes_in_three_lines_before_all_else(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    person.tap("租房落户")
    person.choose("我符不符合", "在城区或镇上", "是", "不同意")
    person.confirm()
    lines = person.turn.locator(".brief > div")
    expect(lines).to_have_text(
        [
            re.compile("^能不能.*不符合，先核实$"),
            re.compile("^还差什么房屋产权人写了同意落户承诺书$"),
            re.compile("^下一步请房屋产权人写同意落户承诺书"),
        ]
    )
    for width, height in (UPRIGHT, LYING, SMALL_HALL, PHONE):
        person.page.set_viewport_size({"width": width, "height": height})
        expect(lines.last).to_be_in_viewport(ratio=1)
    fits(person)
    assert axe_violations(person.page) == []


def test_a_person_is_asked_for_on_every_screen_and_the_interview_goes_on(
    someone_arrives: Arrive,
) -> None:
    person = someone_arrives()
    person.ask_for_all_ways()
    asked = person.question.inner_text()
    person.tap("找人工")
    card = person.page.get_by_role("region", name="找工作人员")
    expect(card).to_contain_text("12345")
    person.tap("到窗口怎么说")
    person.wait_for_answer()
    expect(person.turn).to_contain_text("您可以这样说")
    expect(person.question).to_have_text(asked)
    assert axe_violations(person.page) == []
    fits(person)
    person.choose("在城区或镇上")
    expect(person.progress).to_have_text(re.compile("^问题 3/"))
    expect(person.page.locator(".told .said").last).to_have_text("在城区或镇上")
    for screen in ("首页", "换地方", "我的回答"):
        person.tap(screen)
        expect(person.page.get_by_role("button", name="找人工")).to_be_enabled()


def test_after_the_third_miss_a_person_is_named(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    for said in ("今天天气怎么样", "火星上能不能种菜", "我的手机坏了怎么修"):
        person.say(said)
    card = person.page.get_by_role("region", name="找工作人员")
    expect(card).to_contain_text("户籍窗口")
    expect(person.options.get_by_role("button").first).to_be_visible()
    card.get_by_role("button", name="打印凭条带去").click()
    expect(person.page.locator("dialog .paper .code")).to_be_visible()
