"""All ways to settle on the kiosk: at a glance, best first, and no refusal without a way on."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.at_the_kiosk import (
    ALL_WAYS,
    PHONE,
    UPRIGHT,
    Arrive,
    Person,
    sized,
    too_small,
)
from tests.e2e.browsing import axe_violations

FEICHENG = "370983"


def see_all_ways(person: Person) -> None:
    """Tell of a flat that is let without registration, and of work, and see all ways."""
    person.ask_for_all_ways()
    person.choose("在城区或镇上", "是", "是", "签了", "写了承诺书", "不是")
    person.confirm()
    expect(person.ways.first).to_be_visible()


def test_all_ways_stand_at_a_glance_the_best_first(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    see_all_ways(person)
    expect(person.ways.locator(".title").nth(0)).to_have_text("就业落户")
    expect(person.ways.locator(".state").nth(1)).to_have_text("差一项")
    expect(person.ways.locator(".missing").nth(1)).to_have_text(
        "还差：到房管部门办理房屋租赁登记备案"
    )
    assert axe_violations(person.page) == []
    for _size in sized(person.page):
        expect(person.ways.first).to_be_visible()


def test_a_lapsed_document_shows_no_way_in_green(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    see_all_ways(person)
    expect(person.ways.locator(".state").first).to_have_text("按已过期的文件：已符合")
    expect(person.page.locator(".ways .good")).to_have_count(0)
    expect(person.page.locator(".ways")).to_contain_text("按已过期的文件看的")


def test_a_way_is_a_button_that_leads_to_it(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    see_all_ways(person)
    person.ways.nth(1).focus()
    person.page.keyboard.press("Enter")
    expect(person.page.locator("main h1")).to_have_text("您问：租房落户")
    expect(person.turn).to_contain_text("租房要在房管部门备案")


def test_ways_of_which_nothing_was_told_are_unfolded(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    see_all_ways(person)
    person.page.get_by_text("还没说到的路，共9条").click()
    expect(person.ways).to_have_count(11)
    expect(person.ways.locator(".state").last).to_have_text("还不清楚")
    assert axe_violations(person.page) == []
    assert too_small(person.page) == []


def test_what_stands_in_other_rules_and_what_is_closed_is_said_in_words(
    someone_arrives: Arrive,
) -> None:
    person = someone_arrives(FEICHENG)
    person.tap(ALL_WAYS)
    person.wait_for_answer()
    person.choose("都没有")
    person.confirm()
    states = person.ways.locator(".state").all_inner_texts()
    assert states[0] == "看文件外规定"
    assert "不行" in states
    assert axe_violations(person.page) == []


@pytest.mark.parametrize("size", [UPRIGHT, PHONE], ids=["upright", "phone"])
def test_beside_a_refusal_the_ways_that_are_open_are_buttons(
    someone_arrives: Arrive, size: tuple[int, int]
) -> None:
    person = someone_arrives(size=size)
    person.say("我在威海城区上班，签了劳动合同，社保也交着")
    person.say("我租房能落户吗")
    person.choose("在城区或镇上", "不是")
    person.confirm()
    expect(person.turn.locator(".verdict")).to_contain_text("不符合")
    expect(person.ways.locator(".title")).to_have_text(["就业落户"])
    expect(person.options.get_by_role("button", name="看看我有哪些办法")).to_be_visible()
    person.ways.first.click()
    expect(person.page.locator("main h1")).to_have_text("您问：就业落户")


def test_who_does_not_qualify_may_have_all_ways_looked_at(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    person.tap("租房落户")
    person.choose("我符不符合", "在城区或镇上", "是", "不同意")
    person.confirm()
    person.choose("看看我有哪些办法")
    expect(person.question).to_be_visible()


def test_the_slip_has_every_way(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    see_all_ways(person)
    person.tap("打印凭条")
    expect(person.page.locator("dialog .paper")).to_contain_text("租房落户——差一项")
