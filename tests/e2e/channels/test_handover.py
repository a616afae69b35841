"""From the kiosk to a person at the console and back, in two browsers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.at_the_hotline import ANSWERED, AtTheHotline
from tests.e2e.at_the_kiosk import Arrive, Person, overflow, sized
from tests.e2e.browsing import OpenPage, axe_violations
from tests.e2e.conftest import open_at_all_hours
from tests.e2e.staff import add_member
from tools.run import RunningBot

PHONE = "13812345678"
CONSOLE = ((1366, 768), (683, 384))
# A kiosk looks every few seconds.
SOON = 15_000


@pytest.fixture
def operator(bot: RunningBot, open_page: OpenPage) -> AtTheHotline:
    """An operator at the console."""
    page = open_page(*CONSOLE[0])
    return AtTheHotline(bot, page, add_member(bot, "operator")).sign_in()


@pytest.fixture
def promise(bot: RunningBot) -> Iterator[Callable[[str], None]]:
    """Changes what the installation promises while a test lasts."""
    yield lambda text: (bot.var_dir / "db" / "handover.yml").write_text(text, "utf-8") and None
    open_at_all_hours(bot)


def fits(person: Person) -> None:
    """Check the page as it is on every screen."""
    for _size in sized(person.page):
        expect(person.page.locator("main h1")).to_be_attached()
    assert axe_violations(person.page) == []


def want(person: Person) -> None:
    """Ask for a person, and wait."""
    person.tap("找人工")
    person.tap("请工作人员来答")
    expect(person.page.locator("main h1")).to_have_text("正在等工作人员")


def talk(person: Person) -> Locator:
    return person.page.get_by_role("log").locator(".text")


def take(operator: AtTheHotline, place: str = "威海市") -> None:
    queue = operator.page.locator("[data-queue]")
    expect(queue).to_contain_text(place, timeout=SOON)
    operator.press("Alt+a")
    expect(operator.page.get_by_label("写给办事人")).to_be_focused()


def write(operator: AtTheHotline, text: str) -> None:
    operator.page.get_by_label("写给办事人").fill(text)
    operator.press("Enter")


def test_somebody_waits_is_taken_and_writes_with_the_operator(
    someone_arrives: Arrive, operator: AtTheHotline
) -> None:
    person = someone_arrives()
    person.say(f"我电话{PHONE}，租房能落户吗")
    person.tap("找人工")
    expect(person.page.locator("main h1")).to_have_text("请工作人员来答")
    fits(person)
    want(person)
    expect(person.page.locator("main")).to_contain_text("下一位就是您")
    fits(person)

    queue = operator.page.locator("[data-queue]")
    expect(queue).to_contain_text("1 位在等人工", timeout=SOON)
    expect(queue).to_contain_text("大厅自助机 · 威海市 · 租房落户")
    expect(queue).to_contain_text("[手机号]")
    expect(operator.page).to_have_title(re.compile(r"^\(1\)"))
    for width, height in CONSOLE:
        operator.page.set_viewport_size({"width": width, "height": height})
        assert overflow(operator.page) == 0
        assert axe_violations(operator.page) == []
    operator.page.set_viewport_size({"width": 1366, "height": 768})
    take(operator)
    expect(queue).to_contain_text("没有人在等人工")
    expect(operator.calls).to_contain_text("大厅自助机")
    expect(operator.transcript.first).to_contain_text("租房能落户吗")

    expect(person.page.locator("main h1")).to_have_text("工作人员接了", timeout=SOON)
    write(operator, "您好，您的租房备案了吗？")
    expect(talk(person)).to_have_text(["您好，您的租房备案了吗？"], timeout=SOON)
    expect(person.page.locator("main h1")).to_have_text("正在和工作人员对话")
    person.page.get_by_role("textbox", name="写给工作人员").fill(f"没有备案，电话{PHONE}")
    person.tap("送出")
    expect(talk(person)).to_have_text(
        ["您好，您的租房备案了吗？", "没有备案,电话[手机号]"], timeout=SOON
    )
    fits(person)
    expect(operator.transcript.last).to_contain_text("没有备案,电话[手机号]")
    expect(operator.suggestion).to_contain_text("针对：没有备案", timeout=ANSWERED)
    for width, height in CONSOLE:
        operator.page.set_viewport_size({"width": width, "height": height})
        assert overflow(operator.page) == 0
        assert axe_violations(operator.page) == []
    operator.page.set_viewport_size({"width": 1366, "height": 768})

    person.end()
    expect(operator.page.get_by_text("对话按规定清除了")).to_be_visible()
    expect(operator.calls).to_have_count(0)


def test_whoever_wants_a_person_without_a_network_reads_why_and_can_once_it_is_back(
    someone_arrives: Arrive,
) -> None:
    person = someone_arrives()
    person.page.context.set_offline(True)
    person.tap("找人工")
    main, call = (
        person.page.locator("main"),
        person.page.get_by_role("button", name="请工作人员来答"),
    )
    expect(main).to_contain_text("系统连不上，这几个按钮现在点不了。")
    expect(call).to_be_disabled()
    fits(person)
    person.page.context.set_offline(False)
    expect(call).to_be_enabled(timeout=SOON)
    expect(main).not_to_contain_text("系统连不上")


def test_whoever_looks_at_something_else_meanwhile_hears_of_the_operator(
    someone_arrives: Arrive, operator: AtTheHotline
) -> None:
    person = someone_arrives()
    want(person)
    person.tap("首页")
    banner = person.page.get_by_role("status").filter(has=person.page.get_by_text("去看"))
    expect(banner).to_contain_text("正在等工作人员")
    fits(person)
    person.say("租房能落户吗")
    take(operator)
    write(operator, "您好，请讲。")
    expect(banner).to_contain_text("工作人员写来了1条话", timeout=SOON)
    person.tap("去看")
    expect(talk(person)).to_have_text(["您好，请讲。"])
    person.tap("接着问落户助手")
    expect(person.turn).to_be_visible()
    expect(banner).to_contain_text("正在和工作人员对话")


def test_a_suggestion_goes_into_the_field_and_from_there_to_the_resident(
    someone_arrives: Arrive, operator: AtTheHotline
) -> None:
    person = someone_arrives()
    person.say("租房能落户吗")
    want(person)
    take(operator)
    expect(operator.read_out).to_contain_text("可以这样回", timeout=ANSWERED)
    said = operator.read_out.locator(".verbatim").inner_text()
    operator.press("F9")
    field = operator.page.get_by_label("写给办事人")
    expect(field).to_be_focused()
    expect(field).to_have_value(said)
    operator.press("Enter")
    expect(talk(person)).to_have_text([" ".join(said.split())], timeout=SOON)


def test_the_operator_ends_it_and_the_resident_is_told(
    someone_arrives: Arrive, operator: AtTheHotline
) -> None:
    person = someone_arrives()
    want(person)
    take(operator)
    operator.press("Alt+q")
    expect(operator.dialog.get_by_role("button", name="结束来电")).to_be_focused()
    operator.press("Enter")
    expect(person.page.locator("main")).to_contain_text("工作人员结束了这次对话", timeout=SOON)
    expect(person.page.get_by_role("button", name="请工作人员来答")).to_be_enabled()


def test_who_waits_no_longer_leaves_the_queue(
    someone_arrives: Arrive, operator: AtTheHotline
) -> None:
    person = someone_arrives()
    want(person)
    queue = operator.page.locator("[data-queue]")
    expect(queue).to_contain_text("1 位在等人工", timeout=SOON)
    person.tap("不等了")
    expect(person.page.locator("main h1")).to_have_text("人工对话已结束")
    expect(queue).to_contain_text("没有人在等人工")


def test_where_nobody_comes_it_is_said_what_else_to_do(
    someone_arrives: Arrive, promise: Callable[[str], None], bot: RunningBot
) -> None:
    person = someone_arrives()
    person.say("租房能落户吗")
    want(person)
    expect(person.page.locator("main")).to_contain_text("现在没有工作人员在线")
    promise('hours: [{days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "24:00"}]\noverdue: 1')
    expect(person.page.locator("main h1")).to_have_text("还没有工作人员来接", timeout=SOON)
    card = person.page.get_by_role("region", name="找工作人员")
    expect(card).to_contain_text("12345")
    expect(card).to_contain_text("凭条上有接办码")
    fits(person)
    person.tap("不等了")


def test_out_of_hours_the_window_is_named_and_no_call_back_promised(
    someone_arrives: Arrive, promise: Callable[[str], None]
) -> None:
    promise("hours: [{days: [], from: '09:00', to: '09:01'}]")
    person = someone_arrives()
    person.tap("找人工")
    expect(person.page.locator("main h1")).to_have_text("现在不是人工服务时间")
    expect(person.page.locator("main")).to_contain_text("没有人会给您回电话")
    expect(person.page.get_by_role("button", name="请工作人员来答")).to_be_disabled()
    expect(person.page.get_by_role("region", name="找工作人员")).to_contain_text("户籍窗口")
    fits(person)


def test_what_is_written_while_the_network_is_away_arrives_later(
    someone_arrives: Arrive, operator: AtTheHotline
) -> None:
    person = someone_arrives()
    want(person)
    take(operator)
    expect(person.page.locator("main h1")).to_have_text("工作人员接了", timeout=SOON)
    person.page.context.set_offline(True)
    person.page.get_by_role("textbox", name="写给工作人员").fill("还在吗")
    person.tap("送出")
    expect(person.page.get_by_role("log")).to_contain_text("正在送出")
    person.page.context.set_offline(False)
    expect(person.page.get_by_role("log")).not_to_contain_text("正在送出", timeout=SOON)
    expect(talk(person)).to_have_text(["还在吗"])
    expect(operator.transcript.filter(has_text="还在吗")).to_have_count(1)


def test_after_the_third_miss_a_person_is_one_tap_away(someone_arrives: Arrive) -> None:
    person = someone_arrives()
    for said in ("今天天气怎么样", "火星上能不能种菜", "我的手机坏了怎么修"):
        person.say(said)
    card = person.page.get_by_role("region", name="找工作人员")
    card.get_by_role("button", name="请工作人员来答").click()
    expect(person.page.locator("main h1")).to_have_text("请工作人员来答")


def test_a_supervisor_sees_who_waits(
    someone_arrives: Arrive, bot: RunningBot, open_page: OpenPage
) -> None:
    member = add_member(bot, "supervisor")
    supervisor = AtTheHotline(bot, open_page(*CONSOLE[0]), member).sign_in()
    person = someone_arrives()
    want(person)
    queue = supervisor.page.locator("[data-queue]")
    expect(queue).to_contain_text("1 位在等人工", timeout=SOON)
    expect(queue.get_by_role("button")).to_have_count(0)
    assert axe_violations(supervisor.page) == []
    person.tap("不等了")
