"""Who sees or reaches badly is asked at once how the page should be, and finds it so everywhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.at_the_kiosk import ELDERLY_FINGER, UPRIGHT, Arrive, sized, too_small, unreadable
from tests.e2e.browsing import axe_violations

_GROUND = "getComputedStyle(document.body).backgroundColor"
_WHITE = "rgb(255, 255, 255)"


def test_who_has_just_come_is_asked_how_they_see_best(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    page = person.page
    expect(page.get_by_text("看不清或够不着？")).to_be_visible()
    person.tap("大字版")
    assert unreadable(page, 30) == []
    assert too_small(page, ELDERLY_FINGER) == []
    person.tap("租房落户")
    person.tap("首页")
    expect(page.get_by_text("看不清或够不着？")).to_have_count(0)
    person.tap("显示")
    expect(page.get_by_role("button", name="大字版")).to_have_attribute("aria-pressed", "true")
    for _size in sized(page, ELDERLY_FINGER):
        assert unreadable(page, 30) == []
    person.tap("返回")
    expect(page.locator("main h1")).to_contain_text("租房落户")
    person.end()
    expect(page.get_by_role("button", name="大字版")).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("theme", ["深色", "高对比"])
def test_other_colours_have_contrast_on_every_page(someone_arrives: Arrive, theme: str) -> None:
    person = someone_arrives()
    page = person.page
    person.tap(theme)
    assert page.evaluate(_GROUND) != _WHITE
    assert axe_violations(page) == []
    for view in ("换地方", "找人工"):
        person.tap(view)
        expect(page.locator("main h1")).to_be_visible()
        assert axe_violations(page) == []
    person.tap("首页")
    page.locator("#ask-field").click()
    person.type("zufang")
    assert axe_violations(page) == []
    person.key("hide")
    person.tap("清空")
    person.ask_for_all_ways()
    assert axe_violations(page) == []
    person.choose("在城区或镇上", "是", "是", "签了", "写了承诺书", "不是")
    assert axe_violations(page) == []
    person.confirm()
    page.get_by_text("还没说到的路").click()
    assert axe_violations(page) == []
    person.ways.nth(1).click()
    person.wait_for_answer()
    assert axe_violations(page) == []
    person.tap("打印凭条")
    expect(page.locator("dialog .paper .code")).to_be_visible()
    assert axe_violations(page) == []
    person.tap("关闭")
    person.tap("结束")
    assert axe_violations(page) == []
    person.tap("结束并清除")
    assert page.evaluate(_GROUND) == _WHITE


def test_everything_can_be_within_reach_of_a_wheelchair(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    page = person.page
    person.tap("按钮放低")
    reach = 0.36 * UPRIGHT[1]
    for view in ("首页", "换地方", "找人工", "显示"):
        person.tap(view)
        expect(page.locator("main h1")).to_be_visible()
        for button in page.locator("button:visible").all():
            box = button.bounding_box()
            assert box is None or box["y"] > reach, view
    person.tap("首页")
    person.tap("租房落户")
    person.wait_for_answer()
    expect(person.options.get_by_role("button").first).to_be_in_viewport(ratio=1)
    assert axe_violations(page) == []
    person.end()
    box = page.locator("header button").first.bounding_box()
    assert box is not None
    assert box["y"] < reach


def test_a_screen_that_lies_has_nothing_to_put_lower(someone_arrives: Arrive) -> None:
    person = someone_arrives(size=(1920, 1080))
    expect(person.page.get_by_role("button", name="深色")).to_be_visible()
    expect(person.page.get_by_role("button", name="按钮放低")).to_have_count(0)
