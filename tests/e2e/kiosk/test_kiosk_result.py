"""The result goes from the kiosk's screen onto a phone, without an account."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.e2e.at_the_kiosk import PHONE, Arrive, overflow, sized
from tests.e2e.browsing import OpenPage, axe_violations
from tools.run import RunningBot


def test_the_verdict_is_taken_along_on_a_phone(
    someone_arrives: Arrive, open_page: OpenPage, bot: RunningBot
) -> None:
    person = someone_arrives()
    person.tap("租房落户")
    person.choose("我符不符合", "在城区或镇上", "是", "写了承诺书")
    person.confirm()
    person.tap("打印凭条")
    with person.page.expect_response("**/kiosk/api/results") as kept:
        person.tap("存到手机")
    shown = person.page.get_by_role("region", name="用手机扫这个码，把结果带走")
    expect(shown.get_by_role("img")).to_be_visible()
    expect(shown).to_contain_text("不用登录")
    assert axe_violations(person.page) == []
    for _size in sized(person.page):
        expect(shown.get_by_role("img")).to_be_attached()

    phone = open_page(*PHONE)
    phone.goto(bot.bot_url + urlsplit(kept.value.json()["link"]).path)
    expect(phone.locator("h1")).to_have_text("落户政策咨询结果")
    expect(phone.locator("main")).to_contain_text("写了承诺书")
    expect(phone.locator("main")).to_contain_text("按租房途径落户")
    expect(phone.locator(".code")).to_contain_text("接办码")
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    assert phone.evaluate(size) >= 18
    assert axe_violations(phone) == []
    for width in (375, 320):
        phone.set_viewport_size({"width": width, "height": 640})
        assert overflow(phone) == 0

    # The next person ends nothing of it; a wrong address says what to do.
    person.tap("关闭")
    person.end()
    phone.reload()
    expect(phone.locator("main")).to_contain_text("写了承诺书")
    phone.goto(f"{bot.bot_url}/kiosk/result/wrong")
    expect(phone.locator("main")).to_contain_text("已经失效")
