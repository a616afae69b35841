"""Nobody strains their eyes or misses a button on the kiosk, least of all in the largest type."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.e2e.at_the_kiosk import (
    CHIFENG,
    ELDERLY_FINGER,
    FINGER,
    SMALL_HALL,
    Arrive,
    Person,
    cut_off,
    sized,
    unreadable,
)


@dataclass(frozen=True)
class Needs:
    """What somebody needs to read and to tap, in pixels."""

    type: int
    finger: int
    enlarges: bool

    def are_met(self, person: Person, page_name: str) -> None:
        """Check the page as it is now on every screen."""
        page = person.page
        for size in sized(page, self.finger):
            where = f"{page_name} at {size}"
            expect(page.locator("header")).to_be_attached()
            assert unreadable(page, self.type) == [], where
            assert cut_off(page) == [], where

    def arrive(self, arrive: Arrive, **where: str) -> Person:
        """Walk up to a terminal and choose a size of type."""
        person: Person = arrive(**where)
        if self.enlarges:
            person.tap("字号：大")
            person.tap("字号：更大")
        return person


@pytest.fixture(params=[(18, FINGER, False), (30, ELDERLY_FINGER, True)], ids=["usual", "largest"])
def needs(request: pytest.FixtureRequest) -> Needs:
    """What somebody needs who chose this size of type."""
    return Needs(*request.param)


def test_pages_before_a_question(someone_arrives: Arrive, needs: Needs) -> None:
    person = needs.arrive(someone_arrives)
    needs.are_met(person, "home")
    person.tap("换地方")
    needs.are_met(person, "places")
    person.page.locator("#ask-field").click()
    person.type("zufang")
    needs.are_met(person, "keyboard")
    person.key("hide")
    person.tap("清空")
    person.tap("首页")
    person.tap("输入接办码")
    needs.are_met(person, "code")


def test_pages_of_an_interview(someone_arrives: Arrive, needs: Needs) -> None:
    person = needs.arrive(someone_arrives)
    person.tap("看看我有哪些办法能落户")
    person.wait_for_answer()
    needs.are_met(person, "what somebody has")
    person.have("在当地租房住", "在当地上班、打工")
    needs.are_met(person, "question")
    person.choose("在城区或镇上", "是", "是", "签了", "写了承诺书", "不是")
    needs.are_met(person, "review")
    person.confirm()
    person.page.get_by_text("还没说到的路").click()
    needs.are_met(person, "ways")
    person.tap("看原文")
    person.tap("看上下文")
    expect(person.turn.locator("mark")).to_be_attached()
    needs.are_met(person, "clause")
    person.tap("我的回答")
    needs.are_met(person, "answers")
    person.tap("找人工")
    expect(person.page.get_by_text("工作人员会看到")).to_be_visible()
    needs.are_met(person, "person wanted")
    person.tap("打印凭条带去")
    expect(person.page.locator("dialog .paper .code")).to_be_visible()
    needs.are_met(person, "slip")


def test_pages_of_a_check(someone_arrives: Arrive, needs: Needs) -> None:
    person = needs.arrive(someone_arrives)
    person.tap("租房落户")
    person.tap("没用")
    needs.are_met(person, "feedback")
    person.choose("我符不符合", "在城区或镇上", "是", "写了承诺书")
    person.confirm()
    needs.are_met(person, "verdict")
    person.tap("结束")
    needs.are_met(person, "end")
    person.tap("先不结束")
    person.page.context.set_offline(True)
    expect(person.page.get_by_role("alert")).to_contain_text("系统暂时连不上")
    needs.are_met(person, "away")


def test_a_time_is_told_in_every_size(someone_arrives: Arrive, needs: Needs) -> None:
    person = needs.arrive(someone_arrives, region=CHIFENG)
    person.tap("租房落户")
    person.choose("我符不符合", "在城区或镇上")
    needs.are_met(person, "time")


def test_in_the_largest_type_the_question_has_room_in_a_small_hall(
    someone_arrives: Arrive,
) -> None:
    person = someone_arrives(size=SMALL_HALL)
    person.tap("字号：大")
    person.tap("字号：更大")
    person.tap("租房落户")
    person.choose("我符不符合", "在城区或镇上")
    expect(person.question).to_be_in_viewport(ratio=1)
