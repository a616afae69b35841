"""The hotline page in a browser: an operator with a caller on the line, by keys alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from luohu.settings import ROOT
from tests.e2e.at_the_hotline import ANSWERED, AtTheHotline
from tests.e2e.browsing import OpenPage, axe_violations
from tests.e2e.staff import Member, add_member
from tools.run import RunningBot

ZHENHAI, WEIHAI = 2, 5
PHONE = "13812345678"


@pytest.fixture
def staff(bot: RunningBot, open_page: OpenPage) -> Callable[..., AtTheHotline]:
    """Signs somebody new in, on a page of their own."""

    def signed_in(*roles: str) -> AtTheHotline:
        return AtTheHotline(bot, open_page(), add_member(bot, *roles)).sign_in()

    return signed_in


@pytest.fixture
def operator(staff: Callable[..., AtTheHotline]) -> AtTheHotline:
    """An operator who has signed in."""
    return staff("operator")


def test_a_wrong_password_is_told_and_typed_again(bot: RunningBot, page: Page) -> None:
    member = add_member(bot, "operator")
    page.goto(f"{bot.bot_url}/hotline/")
    expect(page.get_by_text("账号由管理员在服务器上添加")).to_be_visible()
    assert axe_violations(page) == []
    page.get_by_label("用户名").fill(member.name)
    page.get_by_label("密码").fill("not this one")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="用户名或密码不对")).to_be_visible()
    expect(page.get_by_label("密码")).to_be_focused()
    page.keyboard.type(member.password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="接新来电")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="接新来电")).to_be_visible()


def test_a_question_gets_words_to_read_out_with_the_clause_under_them(
    operator: AtTheHotline,
) -> None:
    operator.take_call(ZHENHAI).hear("租房子能落户吗")
    expect(operator.read_out).to_contain_text("合法稳定住所")
    assert len(operator.read_out.locator(".verbatim").inner_text()) <= 100
    expect(operator.suggestion.locator("blockquote").first).to_contain_text("合法稳定住所")
    expect(operator.suggestion).to_contain_text("现在有效")
    operator.press("F9")
    expect(operator.page.get_by_text("已复制")).to_be_visible()
    copied = operator.page.evaluate("navigator.clipboard.readText()")
    assert "依据：《关于进一步推进户籍制度改革的实施意见》" in copied
    operator.press("Alt+l")
    copied = operator.page.evaluate("navigator.clipboard.readText()")
    assert "【原文】" in copied
    expect(operator.field).to_be_focused()
    assert axe_violations(operator.page) == []


def test_a_lapsed_document_is_shown_before_its_answer(operator: AtTheHotline) -> None:
    operator.take_call(WEIHAI).hear("租房子能落户吗")
    notice = operator.suggestion.get_by_text("文件已经过期")
    expect(notice).to_be_visible()
    expect(operator.read_out).to_contain_text("按已经过期的文件（有效期到2026年10月20日）")
    shown, answer = notice.bounding_box(), operator.read_out.bounding_box()
    assert shown and answer and shown["y"] < answer["y"]


def test_the_caller_s_answers_lead_to_a_verdict_that_an_edited_fact_changes(
    operator: AtTheHotline,
) -> None:
    operator.take_call(WEIHAI).hear("我在威海城区租房住，我能落户吗")
    for _question in range(6):
        if operator.verdict.is_visible():
            break
        operator.answer(1)
    expect(operator.verdict.locator(".verdict strong").first).to_have_text(
        "按已过期的文件：符合，先核实"
    )
    expect(operator.verdict).to_contain_text("已符合")
    assert axe_violations(operator.page) == []

    row = operator.page.locator('[data-fact="lease_registered"]')
    operator.press("Alt+g")
    for _row in range(20):
        if row.get_by_role("button", name="改").evaluate("it => it === document.activeElement"):
            break
        operator.press("ArrowDown")
    operator.press("Enter")
    expect(row.get_by_role("radio").first).to_be_focused()
    assert axe_violations(operator.page) == []
    operator.press("2", "Enter")
    expect(operator.verdict.locator(".verdict strong").first).to_have_text(
        "按已过期的文件：不符合，先核实", timeout=ANSWERED
    )
    expect(row.get_by_role("button", name="改")).to_be_focused()


def test_beside_a_refusal_the_ways_that_are_open_lead_on(operator: AtTheHotline) -> None:
    operator.take_call(WEIHAI).hear("我在威海城区上班，签了劳动合同，社保也交着")
    operator.hear("我租房能落户吗")
    operator.answer(1)
    operator.answer(2)
    ways = operator.suggestion.locator(".ways button")
    expect(ways.locator(".title")).to_have_text(["就业落户"])
    expect(ways.locator(".state")).to_have_text(["按已过期的文件：已符合"])
    ways.focus()
    operator.press("Enter")
    expect(operator.suggestion).to_contain_text("针对：就业落户", timeout=ANSWERED)


def test_all_ways_of_a_caller_stand_beside_the_call(operator: AtTheHotline) -> None:
    operator.take_call(WEIHAI).hear("我有哪些办法能落户").hear("都没有")
    ways = operator.suggestion.get_by_role("region", name="各条路一览")
    for width, height in ((1366, 768), (683, 384)):
        operator.page.set_viewport_size({"width": width, "height": height})
        ways.scroll_into_view_if_needed()
        expect(ways).to_contain_text("不行")
        wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert operator.page.evaluate(wider) == 0
        assert axe_violations(operator.page) == []


def test_a_digression_is_answered_and_the_next_question_stays(operator: AtTheHotline) -> None:
    operator.take_call(WEIHAI).hear("我在威海城区租房住，我能落户吗")
    asked = operator.next_question.inner_text()
    operator.hear("居住证有什么用")
    expect(operator.suggestion).to_contain_text("居住证")
    expect(operator.next_question).to_have_text(asked)


def test_below_the_bar_there_are_clauses_and_no_conclusion(operator: AtTheHotline) -> None:
    unsure = operator.suggestion.get_by_text("未达到把握，请核对条文后答复")
    for text in ("户口那个事呢", "他说的那种能行不", "我爸的房子我能落吗", "房子的事"):
        operator.take_call(WEIHAI).hear(text)
        if unsure.is_visible():
            break
    expect(unsure).to_be_visible()
    expect(operator.read_out).to_have_count(0)
    expect(operator.verdict).to_have_count(0)
    assert axe_violations(operator.page) == []


def test_a_rejected_suggestion_is_seen_by_the_supervisor_with_its_reason(
    operator: AtTheHotline, staff: Callable[..., AtTheHotline]
) -> None:
    supervisor = staff("supervisor").page
    operator.take_call(WEIHAI).hear("买房子能落户吗")
    row = supervisor.get_by_role("row").filter(has_text=operator.member.name)
    expect(row).to_contain_text("威海市")
    row.get_by_role("button").press("Enter")
    expect(supervisor.locator("[data-transcript]")).to_contain_text("买房子能落户吗")
    assert axe_violations(supervisor) == []

    operator.press("Alt+r")
    expect(operator.dialog).to_contain_text("为什么不用这条建议")
    expect(operator.dialog.get_by_role("radio").first).to_be_focused()
    assert axe_violations(operator.page) == []
    operator.press("2", "Enter")
    expect(operator.page.get_by_text("已标为不用")).to_be_visible()
    expect(operator.field).to_be_focused()

    rejections = supervisor.locator("[data-rejections]")
    expect(rejections).to_contain_text("引用的条文不对")
    expect(rejections).to_contain_text("买房子能落户吗")
    expect(supervisor.locator("[data-watched]")).to_contain_text("原因：引用的条文不对")
    expect(supervisor.get_by_role("button", name="采纳")).to_have_count(0)


def test_an_edited_suggestion_keeps_what_was_said_instead(operator: AtTheHotline) -> None:
    operator.take_call(WEIHAI).hear("买房子能落户吗")
    operator.press("Alt+m")
    expect(operator.dialog.get_by_label("实际答复")).to_be_focused()
    assert axe_violations(operator.page) == []
    operator.press("Control+a")
    operator.page.keyboard.type("请带房产证去窗口。")
    operator.press("Control+Enter")
    expect(operator.page.get_by_text("已改后使用")).to_be_visible()
    operator.press("F8")
    expect(operator.page.get_by_text("已采纳")).to_be_visible()


def test_operators_see_their_own_calls_only(
    operator: AtTheHotline, staff: Callable[..., AtTheHotline]
) -> None:
    other = staff("operator")
    operator.take_call(WEIHAI).hear("租房子能落户吗")
    other.take_call(ZHENHAI).hear("毕业生能落户吗")
    for one, said, region in (
        (operator, "租房子能落户吗", "威海市"),
        (other, "毕业生能落户吗", "镇海区"),
    ):
        expect(one.transcript).to_have_text([re.compile(said)])
        expect(one.calls).to_have_text([re.compile(region)])
        one.page.reload()
        expect(one.calls).to_have_text([re.compile(region)])
        expect(one.transcript).to_have_text([re.compile(said)])


def test_calls_side_by_side_are_reached_by_keys(operator: AtTheHotline) -> None:
    operator.take_call(WEIHAI).hear("租房子能落户吗")
    operator.take_call(ZHENHAI)
    expect(operator.transcript).to_have_count(0)
    operator.press("Alt+ArrowDown")
    expect(operator.transcript).to_have_count(1)
    operator.press("Alt+q")
    expect(operator.dialog.get_by_role("button", name="结束来电")).to_be_focused()
    assert axe_violations(operator.page) == []
    operator.press("Enter")
    expect(operator.page.get_by_text("这通来电已经结束，只能查看。")).to_be_visible()
    expect(operator.field).to_have_count(0)
    assert axe_violations(operator.page) == []


def test_speech_recognised_on_the_line_appears_as_it_comes(operator: AtTheHotline) -> None:
    operator.hear_on_the_line("line-1", (0, "我在威海", False))
    expect(operator.transcript).to_have_text([re.compile("正在说.*我在威海", re.DOTALL)])
    operator.hear_on_the_line("line-1", (0, "我在威海租房子能落户吗", True))
    expect(operator.transcript).to_have_text([re.compile("我在威海租房子能落户吗")])
    expect(operator.transcript.get_by_text("正在说")).to_have_count(0)
    expect(operator.read_out).to_contain_text("房管部门备案", timeout=ANSWERED)
    expect(operator.page.get_by_role("status").first).to_contain_text("新建议")
    expect(operator.calls).to_have_text([re.compile("line-1.*威海市", re.DOTALL)])


def test_what_is_typed_while_the_server_is_away_is_sent_once_when_it_is_back(
    bot: RunningBot, open_page: OpenPage
) -> None:
    page = open_page()
    lines: list[WebSocketRoute] = []
    away = False

    def connect(line: WebSocketRoute) -> None:
        if away:
            line.close()
        else:
            line.connect_to_server()
            lines.append(line)

    page.route_web_socket("**/hotline/api/live", connect)
    operator = AtTheHotline(bot, page, add_member(bot, "operator")).sign_in()
    operator.take_call(WEIHAI).hear("租房子能落户吗")

    away = True
    page.route("**/hotline/api/**", lambda route: route.abort())
    lines[-1].close()
    expect(page.get_by_text("和服务器的连接断了")).to_be_visible()
    assert axe_violations(page) == []
    page.keyboard.type("要带什么材料")
    page.keyboard.press("Enter")
    expect(operator.transcript.get_by_text("未发出")).to_be_visible()

    away = False
    page.unroute("**/hotline/api/**")
    expect(operator.suggestion).to_contain_text("针对：要带什么材料", timeout=ANSWERED)
    expect(page.get_by_text("和服务器的连接断了")).to_have_count(0)
    expect(operator.transcript).to_have_count(2)
    expect(operator.position).to_have_text("第2条，共2条")
    page.reload()
    expect(operator.transcript).to_have_count(2)


def test_documents_are_searched_and_read_at_the_clause(operator: AtTheHotline) -> None:
    operator.take_call(WEIHAI).press("Alt+k")
    operator.page.keyboard.type("租房落户")
    operator.press("Enter")
    hits = operator.page.locator("[data-search] [data-item]")
    expect(hits.first).to_contain_text("威海市人民政府办公室")
    assert axe_violations(operator.page) == []
    hits.first.focus()
    operator.press("ArrowDown", "ArrowUp", "Enter")
    reader = operator.dialog
    expect(reader.locator("mark")).to_be_in_viewport()
    expect(reader).to_contain_text("已经过期")
    assert axe_violations(operator.page) == []
    operator.press("Escape")
    expect(hits.first).to_be_focused()


def test_two_regions_stand_side_by_side(operator: AtTheHotline) -> None:
    operator.take_call(WEIHAI).hear("租房子能落户吗")
    operator.press("Alt+p")
    expect(operator.dialog.get_by_label("地区二")).to_be_focused()
    # No other place was spoken of: none is chosen for the operator.
    expect(operator.dialog.get_by_label("地区二")).to_have_value("")
    operator.press("ArrowDown", "ArrowDown")
    operator.dialog.get_by_role("button", name="对照", exact=True).press("Enter")
    sides = operator.dialog.locator(".sides > section")
    expect(sides).to_have_count(2, timeout=ANSWERED)
    expect(sides.nth(0)).to_contain_text("威海市人民政府办公室")
    expect(sides.nth(1)).to_contain_text("宁波市镇海区人民政府")
    assert axe_violations(operator.page) == []


def test_the_place_spoken_of_before_is_the_one_to_compare_with(operator: AtTheHotline) -> None:
    operator.take_call(WEIHAI).hear("租房子能落户吗")
    operator.hear("那赤峰呢")
    operator.press("Alt+p")
    expect(operator.dialog.get_by_label("地区一")).to_have_value("150400")
    expect(operator.dialog.get_by_label("地区二")).to_have_value("371000")


def test_a_search_says_which_word_no_clause_holds(operator: AtTheHotline) -> None:
    operator.take_call(WEIHAI).press("Alt+k")
    operator.page.keyboard.type("养蜂")
    operator.press("Enter")
    found = operator.page.locator("[data-search]")
    expect(found).to_contain_text("没有一条写到“养蜂”")
    expect(found.locator("[data-item]").first).to_contain_text("不含“养蜂”")
    assert axe_violations(operator.page) == []


def test_calls_that_have_ended_leave_the_tabs(operator: AtTheHotline) -> None:
    operator.take_call(WEIHAI).hear("租房子能落户吗")
    expect(operator.calls).to_have_text([re.compile(r"\d\d:\d\d 来电.*威海市.*租房", re.DOTALL)])
    operator.press("Alt+q")
    expect(operator.dialog.get_by_role("button", name="结束来电")).to_be_focused()
    operator.press("Enter")
    expect(operator.page.get_by_text("这通来电已经结束，只能查看。")).to_be_visible()
    # While the dialog is on its way out, keys are still its own.
    expect(operator.dialog).to_be_hidden()
    operator.press("Alt+n")
    expect(operator.page.get_by_role("combobox", name="已结束的 1 通")).to_be_visible()
    expect(operator.calls).to_have_count(1)
    operator.page.get_by_role("combobox", name="已结束的 1 通").select_option(index=1)
    expect(operator.page.get_by_text("这通来电已经结束，只能查看。")).to_be_visible()


def test_the_console_is_used_on_a_small_screen_and_at_twice_its_size(
    operator: AtTheHotline,
) -> None:
    page = operator.page
    page.set_viewport_size({"width": 1366, "height": 768})
    operator.take_call(WEIHAI).hear("我在威海城区租房住，我能落户吗")
    for _question in range(6):
        if operator.verdict.is_visible():
            break
        operator.answer(1)
    expect(operator.verdict.locator(".verdict strong").first).to_be_in_viewport(ratio=1)
    page.set_viewport_size({"width": 683, "height": 384})
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for seen in (operator.field, operator.verdict, page.locator("[data-search] input").first):
        seen.scroll_into_view_if_needed()
        expect(seen).to_be_in_viewport()
        assert page.evaluate(wider) == 0
    assert axe_violations(page) == []


def test_the_summary_has_no_personal_numbers_and_the_case_goes_on_elsewhere(
    operator: AtTheHotline,
) -> None:
    operator.take_call(WEIHAI)
    operator.press("F2")
    operator.page.keyboard.type(f"我电话{PHONE}，租房子能落户吗")
    operator.press("Enter")
    expect(operator.read_out).to_be_visible(timeout=ANSWERED)
    expect(operator.transcript.filter(has_text=PHONE)).to_have_count(0)
    operator.press("Alt+u")
    expect(operator.dialog).to_contain_text("工单摘要")
    text = operator.dialog.get_by_role("textbox")
    expect(text).to_be_focused()
    expect(text).to_have_value(re.compile("租房子能落户吗"))
    assert PHONE not in text.input_value()
    assert axe_violations(operator.page) == []
    operator.press("Control+Home")
    operator.page.keyboard.type("已回访。")
    operator.press("Control+Enter")
    copied = operator.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("已回访。")
    assert PHONE not in copied
    with operator.page.expect_download() as saved:
        operator.dialog.get_by_role("button", name="存为 JSON").click()
    order = json.loads(Path(saved.value.path()).read_text(encoding="utf-8"))
    schema = json.loads((ROOT / "contract" / "work_order.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(order, schema)
    assert order["text"].startswith("已回访。")
    assert PHONE not in json.dumps(order)
    operator.press("Escape")

    operator.press("Alt+j")
    code = operator.dialog.locator(".code").inner_text()
    assert re.fullmatch("[346789A-Z]{8}", code)
    assert axe_violations(operator.page) == []
    operator.press("Escape")
    operator.press("Alt+y")
    expect(operator.dialog.get_by_role("textbox")).to_be_focused()
    assert axe_violations(operator.page) == []
    operator.page.keyboard.type(code.lower())
    operator.press("Enter")
    expect(operator.calls).to_have_count(2)
    expect(operator.suggestion).to_contain_text("租房", timeout=ANSWERED)


def test_every_key_is_listed_and_typing_is_never_taken_for_one(operator: AtTheHotline) -> None:
    operator.take_call(WEIHAI)
    operator.page.keyboard.type("n?a1")
    expect(operator.field).to_have_value("n?a1")
    operator.press("F1")
    for key in ("F2", "F4", "F8", "F9", "Alt+N", "Alt+R", "Esc"):
        expect(operator.dialog.get_by_text(key, exact=True)).to_be_visible()
    assert axe_violations(operator.page) == []
    operator.press("Escape")
    expect(operator.field).to_be_focused()
    expect(operator.field).to_have_value("n?a1")


def test_the_policy_staff_get_charts_tables_and_files(
    operator: AtTheHotline, staff: Callable[..., AtTheHotline]
) -> None:
    operator.take_call(WEIHAI).hear("租房子能落户吗")
    page = staff("policy").page
    expect(page.get_by_role("tab")).to_have_count(0)
    chart = page.get_by_role("img", name="各渠道")
    expect(chart).to_be_visible()
    expect(chart.locator("canvas")).to_be_visible()
    assert "答复数合计" in (chart.get_attribute("aria-label") or "")
    # Nothing stands below the page to scroll into.
    taller = "document.documentElement.scrollHeight - document.documentElement.clientHeight"
    assert page.evaluate(taller) == 0
    page.get_by_text("看表格").nth(1).click()
    expect(page.get_by_role("cell", name="热线坐席")).to_be_visible()
    assert axe_violations(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 CSV：引用的条款").click()
    text = download.value.path().read_text("utf-8-sig")
    assert text.startswith("文件,条款,次数")
    assert "371000-weihai" not in text
    assert "关于进一步深化户籍管理制度改革" in text
    page.get_by_role("combobox", name="渠道").select_option("kiosk")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("cell", name="热线坐席")).to_have_count(0)


def test_whoever_has_several_roles_goes_from_view_to_view(
    staff: Callable[..., AtTheHotline],
) -> None:
    someone = staff("operator", "supervisor", "policy")
    current = someone.page.locator("header nav [aria-current]")
    for name in ("来电", "班长台", "报表", "政策台", "来电"):
        expect(current).to_have_text(name)
        someone.press("Alt+w")
    someone.press("Alt+x")
    expect(someone.page.get_by_label("用户名")).to_be_focused()


def test_nobody_gets_in_without_an_account(bot: RunningBot, page: Page) -> None:
    somebody = AtTheHotline(bot, page, Member("nobody", "nothing at all"))
    page.goto(f"{bot.bot_url}/hotline/")
    page.get_by_label("用户名").fill(somebody.member.name)
    page.get_by_label("密码").fill(somebody.member.password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="不对")).to_be_visible()
    expect(page.get_by_role("navigation")).to_have_count(0)
