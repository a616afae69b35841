"""The kiosk's page in a browser: what a person in a hall sees, taps and takes away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Route, WebSocketRoute, expect

from tests.e2e.at_the_kiosk import (
    ENLARGED,
    LYING,
    NARROW,
    PHONE,
    SMALL_HALL,
    UPRIGHT,
    Arrive,
    Person,
    overflow,
    too_small,
)
from tests.e2e.browsing import axe_violations

_CODE = re.compile(r"[346789A-Z]{4} [346789A-Z]{4}")
_POINTS_PER_MM = 72 / 25.4


def test_a_question_is_typed_in_pinyin_and_answered(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    person.page.locator("#ask-field").click()
    person.type("zufang")
    person.tap("租房")
    person.type("luohu")
    person.key("space")
    person.type("meiyou")
    person.tap("没有")
    person.type("beian")
    person.tap("备案")
    person.key("enter")
    expect(person.page.locator("main h1")).to_have_text("您问：租房落户没有备案")
    expect(person.turn.locator(".brief")).to_contain_text("备案")
    assert axe_violations(person.page) == []


def test_a_lapsed_document_is_called_lapsed_before_it_is_quoted(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    person.tap("租房落户")
    expect(person.turn.locator(".notices .grave")).to_contain_text("2026年10月20日")
    expect(person.turn.locator(".clause .status").first).to_have_text("已经过期")
    text = person.turn.inner_text()
    assert text.index("文件已经过期") < text.index("按租房途径落户。")


@pytest.mark.parametrize("size", [UPRIGHT, LYING], ids=["upright", "lying"])
def test_a_verdict_comes_by_taps_alone(someone_arrives: Arrive, size: tuple[int, int]) -> None:
    person = someone_arrives(size=size)
    person.tap("租房落户")
    person.choose("我符不符合", "在城区或镇上")
    assert axe_violations(person.page) == []
    person.choose("是", "写了承诺书")
    person.confirm()
    expect(person.turn.locator(".verdict")).to_have_text("能不能按已过期的文件：符合，先核实")
    expect(person.turn.locator(".conditions .state")).to_have_text(["已符合"] * 3)
    expect(person.turn.get_by_role("checkbox")).to_have_count(4)
    assert axe_violations(person.page) == []


def test_a_time_is_told_by_plus_and_minus(someone_arrives: Arrive) -> None:
    person = someone_arrives("150400")
    person.tap("租房落户")
    person.choose("我符不符合", "在城区或镇上")
    person.tap("年加一")
    person.tap("个月加一")
    assert axe_violations(person.page) == []
    person.page.get_by_role("button", name="确定").click()
    expect(person.page.locator("main h1")).to_have_text(re.compile("1年1个月"))


def test_a_digression_in_a_check_is_answered_and_the_check_goes_on(
    someone_arrives: Arrive,
) -> None:
    person = someone_arrives()
    person.tap("租房落户")
    person.choose("我符不符合")
    asked = person.question.inner_text().split("：")[-1]
    person.tap("首页")
    person.tap("居住证")
    expect(person.turn.locator(".conclusion")).to_contain_text("居住证")
    expect(person.question).to_contain_text(asked)
    person.tap("返回")
    expect(person.page.locator("main h1")).to_have_text("您问：我符不符合")
    expect(person.page.locator("main")).to_contain_text(asked)
    person.tap("回到最新一条")
    person.choose("在城区或镇上")
    expect(person.question).not_to_contain_text(asked)


def test_a_clause_is_read_in_its_document(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    person.tap("租房落户")
    expect(person.turn.locator("blockquote").first).to_have_text(re.compile("……$"))
    person.tap("看原文")
    person.tap("看上下文")
    expect(person.turn.locator("mark")).to_contain_text("按租房途径落户")
    expect(person.turn.locator(".context")).to_contain_text("按就业途径落户")
    assert axe_violations(person.page) == []


def test_what_was_said_while_the_network_is_gone_is_answered_after_it(
    someone_arrives: Arrive,
) -> None:
    person = someone_arrives()
    person.page.context.set_offline(True)
    expect(person.page.get_by_role("alert")).to_contain_text("系统暂时连不上")
    expect(person.page.locator("main ul button").first).to_be_disabled()
    assert axe_violations(person.page) == []
    person.page.locator("#ask-field").click()
    person.type("zufang")
    person.key("enter")
    expect(person.page.locator("main")).to_contain_text("您说的话已经留着")
    person.page.context.set_offline(False)
    expect(person.turn).to_be_visible(timeout=20_000)
    expect(person.page.get_by_role("alert")).to_have_count(0)


def test_the_page_opens_again_while_the_bot_is_away(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    person.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    person.page.context.set_offline(True)
    person.page.reload()
    expect(person.page.get_by_role("alert")).to_contain_text("系统暂时连不上")
    expect(person.page.locator("main ul button").first).to_be_visible()
    person.page.context.set_offline(False)
    expect(person.page.locator("main ul button").first).to_be_enabled(timeout=20_000)


def test_everything_is_wiped_after_a_minute_without_a_touch(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    page = person.page
    page.clock.install()
    page.reload()
    expect(page.locator("main ul button").first).to_be_enabled(timeout=20_000)
    person.tap("租房落户")
    expect(person.turn).to_be_visible()
    page.evaluate("localStorage.setItem('left', 'behind')")
    page.evaluate("navigator.clipboard.writeText('behind')")
    # The answer takes longer to read than the usual forty seconds before the warning.
    page.clock.fast_forward(45_000)
    expect(page.get_by_role("alertdialog")).to_have_count(0)
    _until_warned(page)
    expect(page.get_by_role("alertdialog")).to_contain_text("秒后自动结束")
    assert axe_violations(person.page) == []
    page.clock.fast_forward(1_000)
    person.tap("继续使用")
    expect(person.turn).to_be_visible()
    _until_warned(page)
    with page.expect_request("**/kiosk/api/end"):
        page.clock.fast_forward(21_000)
    expect(page.locator("main h1")).to_have_text("您想办什么事？")
    assert "租房能落户" not in page.content()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("navigator.clipboard.readText()") == ""


def _until_warned(page: Page) -> None:
    """Let time go on until the countdown shows."""
    for _step in range(60):
        page.clock.fast_forward(5_000)
        if page.get_by_role("alertdialog").is_visible():
            return
    raise AssertionError("no warning")


def test_a_late_answer_does_not_reach_the_next_person(someone_arrives: Arrive) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST":
            held.append(route)
        else:
            route.continue_()

    def refuse(socket: WebSocketRoute) -> None:
        socket.close()

    person = someone_arrives()
    person.page.route_web_socket("**/socket", refuse)
    person.page.route("**/api/messages*", hold)
    person.page.reload()
    person.tap("租房落户")
    expect(person.page.locator("main")).to_contain_text("正在查文件")
    person.end()
    expect(person.page.locator("main h1")).to_have_text("您想办什么事？")
    for route in held:
        route.fulfill(json={"id": "x", "cursor": "1", "turn": {"text": "LATE"}})
    person.page.wait_for_timeout(300)
    expect(person.page.locator("main h1")).to_have_text("您想办什么事？")
    assert "LATE" not in person.page.content()


def test_a_slip_is_printed_with_what_is_needed_at_the_window(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    page = person.page
    person.tap("租房落户")
    person.tap("字号：大")
    person.choose("我符不符合", "在城区或镇上", "是", "写了承诺书")
    person.confirm()
    person.tap("打印凭条")
    slip = page.locator("dialog .paper")
    expect(slip.locator(".code")).to_have_text(_CODE)
    assert axe_violations(person.page) == []
    expect(slip).to_contain_text("写了承诺书")
    expect(slip).to_contain_text("打热线时可以接着办")
    person.tap("打印")
    expect(page.get_by_role("button", name="正在打印")).to_be_disabled()
    assert page.evaluate("window.printed") == 1
    page.emulate_media(media="print")
    expect(page.locator(".screen")).to_be_hidden()
    paper = page.locator(".print-only .paper")
    expect(paper).to_be_visible()
    expect(paper.locator(".boxes li")).to_have_count(4)
    expect(paper).to_contain_text("已经过期")
    expect(paper).to_contain_text("（二）按租房途径落户")
    assert _points(paper) == pytest.approx(14, abs=0.1)
    expect(paper.locator("svg path")).to_have_attribute("d", re.compile("^M"))
    sheets = re.findall(
        rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", page.pdf(prefer_css_page_size=True)
    )
    assert len(sheets) == 1
    assert float(sheets[0][0]) == pytest.approx(80 * _POINTS_PER_MM, abs=1.5)


def _points(paper: Locator) -> float:
    """The size of a slip's type in points."""
    pixels = paper.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    return float(pixels) * 72 / 96


def test_a_case_goes_on_at_another_terminal(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    person.tap("租房落户")
    person.choose("我符不符合", "在城区或镇上")
    person.choose("是", "不同意")
    person.confirm()
    person.tap("打印凭条")
    code = person.page.locator("dialog .code strong").inner_text()
    person = someone_arrives(None)
    person.tap("输入接办码")
    person.type(code.replace(" ", ""))
    person.key("enter")
    expect(person.turn).to_contain_text("威海市")


def test_a_place_is_chosen_where_none_is_preset(someone_arrives: Arrive) -> None:
    person = someone_arrives(None)
    person.tap("换地方")
    assert axe_violations(person.page) == []
    person.tap("泰安市肥城市")
    expect(person.page.locator("header")).to_contain_text("肥城市")
    person.tap("租房落户")
    expect(person.turn.locator(".status").first).to_have_text("没有写日期")


def test_everything_goes_by_keys_alone(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    page = person.page

    def tab_to(name: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent.trim()") == name:
                return
        raise AssertionError(f"not reached by keys: {name}")

    tab_to("租房落户")
    page.keyboard.press("Enter")
    for option in ("我符不符合", "在城区或镇上", "是", "不同意", "没有错，看结论"):
        expect(page.get_by_role("button", name=option, exact=True)).to_be_visible()
        tab_to(option)
        assert _ring(page) >= 3
        page.keyboard.press("Enter")
        expect(page.locator("main h1")).to_be_focused()
    expect(person.turn.locator(".verdict")).to_contain_text("不符合")
    tab_to("打印凭条")
    page.keyboard.press("Enter")
    expect(page.locator("dialog .paper")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    tab_to("结束")
    assert _ring(page) >= 3
    page.keyboard.press("Enter")
    tab_to("结束并清除")
    page.keyboard.press("Enter")
    expect(page.locator("main h1")).to_have_text("您想办什么事？")


def _ring(page: Page) -> float:
    """How thick the line is around what has the focus, in pixels."""
    style = "getComputedStyle(document.activeElement)"
    drawn = page.evaluate(f"{style}.outlineStyle")
    return float(page.evaluate(f"parseFloat({style}.outlineWidth)")) if drawn != "none" else 0


def test_nothing_leads_off_the_page(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    page = person.page
    address = page.url
    assert page.locator("a[href]").count() == 0
    for keys in ("F5", "Control+r", "Control+p", "Alt+ArrowLeft", "F11"):
        page.keyboard.press(keys)
    page.go_back()
    expect(page.locator("main h1")).to_have_text("您想办什么事？")
    assert page.url == address
    assert len(person.page.context.pages) == 1


def test_type_grows_and_shrinks_back_for_the_next_person(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    person.tap("字号：大")
    person.tap("字号：更大")
    assert axe_violations(person.page) == []
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    assert person.page.evaluate(size) == 34
    # Nothing was said: there is nothing to ask about.
    person.tap("结束")
    assert person.page.evaluate(size) == 24


def test_every_target_is_large_enough_for_a_finger(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    person.tap("租房落户")
    expect(person.turn).to_be_visible()
    assert too_small(person.page) == []
    person.choose("我符不符合", "在城区或镇上", "是", "写了承诺书")
    person.confirm()
    expect(person.turn.get_by_role("checkbox").first).to_be_visible()
    assert too_small(person.page) == []


def test_a_double_tap_answers_one_question_only(someone_arrives: Arrive) -> None:
    person = someone_arrives(has_touch=True)
    page = person.page
    for pause in (100, 300, 600):
        _tap_twice(person, page.get_by_role("button", name="租房落户", exact=True), pause)
        expect(page.locator("main h1")).to_have_text("您问：租房落户")
        for option in ("我符不符合", "在城区或镇上", "是"):
            button = person.options.get_by_role("button", name=option, exact=True)
            _tap_twice(person, button, pause)
            expect(page.locator("main h1")).to_have_text(re.compile(f"您[问答]：{option}"))
        person.choose("写了承诺书")
        expect(person.review.locator(".said")).to_have_text(["在城区或镇上", "是", "写了承诺书"])
        person.end()


def _tap_twice(person: Person, target: Locator, pause: int) -> None:
    """Two taps of a finger at one place, so many milliseconds from one another."""
    target.click(trial=True)
    box = target.bounding_box()
    assert box
    place = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    person.page.touchscreen.tap(*place)
    person.page.wait_for_timeout(pause)
    person.page.touchscreen.tap(*place)
    person.wait_for_answer()
    # A second answer would have come by then.
    person.page.wait_for_timeout(800)


def test_an_answer_is_looked_at_again_and_changed(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    person.tap("租房落户")
    person.choose("我符不符合", "在城区或镇上", "是", "不同意")
    expect(person.review.locator(".said")).to_have_text(["在城区或镇上", "是", "不同意"])
    expect(person.page.locator(".verdict")).to_have_count(0)
    expect(person.page.get_by_role("button", name="打印凭条")).to_have_count(0)
    assert axe_violations(person.page) == []
    person.review.get_by_role("button", name="改").last.click()
    expect(person.page.locator("main h1")).to_contain_text("您要改的是")
    person.choose("写了承诺书")
    expect(person.review.locator(".said")).to_have_text(["在城区或镇上", "是", "写了承诺书"])
    person.confirm()
    expect(person.turn.locator(".verdict")).to_have_text("能不能按已过期的文件：符合，先核实")
    person.tap("我的回答")
    expect(person.page.locator(".told li")).to_have_count(3)
    assert axe_violations(person.page) == []
    person.tap("返回")
    expect(person.turn.locator(".verdict")).to_be_visible()


def test_a_wrong_code_is_said_to_be_wrong_and_corrected(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    person.tap("输入接办码")
    person.type("ABCD3467")
    person.key("enter")
    expect(person.page.locator("main")).to_contain_text("接办码没有对上")
    person.tap("改一改再输")
    expect(person.page.get_by_label("请输入8位接办码").last).to_have_value("ABCD3467")
    assert axe_violations(person.page) == []


def test_no_use_counts_without_a_reason(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    person.tap("租房落户")
    with person.page.expect_request("**/kiosk/api/feedback") as sent:
        person.tap("没用")
    assert sent.value.post_data_json["rating"] == "down"
    with person.page.expect_request("**/kiosk/api/feedback") as sent:
        person.tap("看不懂")
    assert sent.value.post_data_json["reason"] == "unclear"


@pytest.mark.parametrize("size", [UPRIGHT, LYING, SMALL_HALL], ids=["upright", "lying", "720"])
def test_what_to_tap_next_is_seen_without_scrolling(
    someone_arrives: Arrive, size: tuple[int, int]
) -> None:
    person = someone_arrives(size=size)
    page = person.page
    for title in page.locator("main ul button").all_inner_texts()[:6]:
        person.tap(title)
        expect(person.turn).to_be_visible()
        for option in person.options.get_by_role("button").all():
            expect(option).to_be_in_viewport(ratio=1)
        person.tap("首页")
    person.tap("字号：大")
    person.tap("字号：更大")
    person.tap("租房落户")
    expect(person.options.get_by_role("button").first).to_be_in_viewport(ratio=1)
    assert overflow(page) == 0
    person.tap("打印凭条")
    preview = page.get_by_role("region", name="凭条预览")
    expect(preview.locator(".paper")).to_be_visible()
    assert preview.evaluate("one => one.scrollWidth - one.clientWidth") == 0


def _scrolled_to(seen: Locator) -> None:
    """Scroll until something is seen: the keyboard may lay its keys anew after the first time."""
    for _ in range(50):
        seen.evaluate("one => one.scrollIntoView({block: 'nearest'})")
        try:
            return expect(seen).to_be_in_viewport(timeout=200)
        except AssertionError:
            continue
    expect(seen).to_be_in_viewport()


def test_nothing_is_cut_off_on_small_and_enlarged_screens(someone_arrives: Arrive) -> None:
    person = someone_arrives(size=PHONE)
    page = person.page
    sizes = (PHONE, NARROW, *ENLARGED)

    def looks_right(seen: Locator) -> None:
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            _scrolled_to(seen)
            assert overflow(page) == 0, (width, height)
            assert too_small(page) == [], (width, height)
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})

    looks_right(page.get_by_role("button", name="租房落户", exact=True))
    page.locator("#ask-field").click()
    looks_right(page.locator(".hg-button[data-skbtn='m']"))
    person.key("hide")
    for size in ("大", "更大"):
        person.tap(f"字号：{size}")
    person.tap("租房落户")
    looks_right(person.options.get_by_role("button").last)
    assert axe_violations(page) == []
    person.choose("我符不符合", "在城区或镇上", "是", "写了承诺书")
    looks_right(page.get_by_role("button", name="没有错，看结论"))
    person.confirm()
    looks_right(person.turn.get_by_role("checkbox").last)
    assert axe_violations(page) == []
