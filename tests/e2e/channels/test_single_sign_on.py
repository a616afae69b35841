"""The staff at the office's identity provider, which is another site, and back at the console."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import axe_violations
from tests.e2e.staff import add_member, bind_member
from tests.oidc.standin import IdentityProvider
from tools.run import RunningBot

BUTTON = "单位统一登录"


@pytest.fixture
def console(bot: RunningBot, page: Page) -> Page:
    """The page for signing in."""
    page.goto(f"{bot.bot_url}/hotline/")
    expect(page.get_by_role("button", name=BUTTON)).to_be_visible()
    return page


@pytest.fixture(autouse=True)
def _as_it_was(identity_provider: IdentityProvider) -> Iterator[None]:
    subject = identity_provider.subject
    yield
    identity_provider.subject, identity_provider.refusing = subject, ""


def test_who_signs_in_at_the_office_takes_calls_without_a_password(
    bot: RunningBot, console: Page, identity_provider: IdentityProvider
) -> None:
    member = add_member(bot, "operator")
    bind_member(bot, identity_provider, member.name, identity_provider.subject)
    assert axe_violations(console) == []
    console.get_by_role("button", name=BUTTON).press("Enter")
    expect(console.get_by_role("button", name="接新来电")).to_be_visible()
    assert console.url == f"{bot.bot_url}/hotline/"
    console.reload()
    expect(console.get_by_role("button", name="接新来电")).to_be_visible()
    console.keyboard.press("Alt+x")
    expect(console.get_by_role("button", name=BUTTON)).to_be_visible()
    console.reload()
    expect(console.get_by_label("用户名")).to_be_focused()
    log = (bot.var_dir / "log" / "rasa.log").read_text(encoding="utf-8")
    assert identity_provider.given
    assert not any(secret in log for secret in identity_provider.given)


def test_who_has_no_account_is_told_what_to_give_the_administrator(
    console: Page, identity_provider: IdentityProvider
) -> None:
    identity_provider.subject = "9e02-li"
    console.get_by_role("button", name=BUTTON).click()
    told = console.get_by_role("alert").filter(has_text="请把这个编号告诉管理员")
    expect(told).to_contain_text("9e02-li")
    assert axe_violations(console) == []
    expect(console.get_by_label("用户名")).to_be_focused()


def test_who_changes_their_mind_at_the_provider_can_begin_again(
    console: Page, identity_provider: IdentityProvider
) -> None:
    identity_provider.refusing = "access_denied"
    console.get_by_role("button", name=BUTTON).click()
    expect(console.get_by_role("alert").filter(has_text="没有同意这次登录")).to_be_visible()
    expect(console.get_by_role("button", name=BUTTON)).to_be_enabled()
