"""Who reads no Chinese is asked, and told the verdict, in English; clauses stay as they are."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.at_the_kiosk import Arrive, Person, sized
from tests.e2e.browsing import axe_violations

_HAN = re.compile("[\u4e00-\u9fff]")


def fits(person: Person) -> None:
    """Check the page as it is on every screen."""
    for _size in sized(person.page):
        expect(person.page.locator("main h1")).to_be_attached()
    assert axe_violations(person.page) == []


def test_who_reads_no_chinese_comes_to_a_verdict(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    page = person.page
    person.tap("English")
    expect(page.locator("main h1")).to_have_text("What would you like to do?")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("header")).to_contain_text("Weihai")
    for title in page.locator("main ul button").all_inner_texts():
        assert not _HAN.search(title), title
    fits(person)

    person.tap("Renting a home")
    expect(page.locator("main h1")).to_have_text("You asked: Renting a home")
    options = page.get_by_role("group", name="Please choose")
    for answer in ("Do I qualify?", "In town", "Yes", "Yes, in writing"):
        options.get_by_role("button", name=answer, exact=True).click()
        expect(page.locator("main h1")).to_contain_text(re.compile(f"{re.escape(answer)}|right"))
        person.wait_for_answer()
        if answer == "In town":
            expect(person.question).to_contain_text(re.compile("^[A-Z][a-z]+ "))
            fits(person)
    review = page.get_by_role("region", name="First look: is this what you said?")
    expect(review.locator(".said")).to_have_text(["In town", "Yes", "Yes, in writing"])
    fits(person)
    person.tap("It is right, show the verdict")
    verdict = person.turn.locator(".verdict")
    expect(verdict).to_contain_text("By an expired document: You qualify. Check first")
    expect(person.turn.locator("blockquote").first).to_contain_text("租房")
    fits(person)

    # The slip is for the window.
    person.tap("Print a slip")
    expect(page.locator("dialog .paper")).to_contain_text("结论")
    expect(page.locator("dialog .paper")).to_contain_text("写了承诺书")
    person.tap("Close")
    person.tap("End")
    person.tap("End and erase")
    expect(page.locator("main h1")).to_have_text("您想办什么事？")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")


def test_staff_are_asked_for_in_english(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    person.tap("English")
    person.tap("A person")
    expect(person.page.locator("main h1")).to_have_text("Ask for a member of staff")
    fits(person)
    person.tap("中文")
    expect(person.page.locator("main h1")).to_have_text("请工作人员来答")
