"""People of the policy office at the console's desk."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from luohu.settings import ROOT
from tests.e2e.at_the_kiosk import overflow
from tests.e2e.browsing import OpenPage, axe_violations
from tests.e2e.conftest import SETTINGS
from tests.e2e.staff import Member, add_member
from tools.run import RunningBot
from tools.setup.environments import environments

WEIHAI = "371000"
# A screen of 1366 x 768, and the same at 200 %.
SIZES = ((1366, 768), (683, 384))
SOON = 20_000


@dataclass(frozen=True)
class AtTheDesk:
    """Somebody of the policy office at the console."""

    page: Page
    member: Member

    def open(self, tab: str) -> Locator:
        """Go to a part of the desk by the keyboard alone; gives its panel."""
        parts = self.page.get_by_role("navigation", name="政策台")
        button = parts.get_by_role("button", name=tab, exact=True)
        button.focus()
        self.page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-current", "page")
        return self.page.locator("main .policy")

    def choose(self, label: str, value: str) -> None:
        """Choose from a list."""
        lists = self.page.locator("main .policy label").filter(has=self.page.locator("select"))
        chosen = lists.filter(has_text=re.compile(rf"^\s*{label}")).locator("select")
        chosen.select_option(value)

    def fits(self) -> None:
        """Check the page at 100 % and at 200 %."""
        for width, height in SIZES:
            self.page.set_viewport_size({"width": width, "height": height})
            assert overflow(self.page) == 0
            assert axe_violations(self.page) == []
        self.page.set_viewport_size({"width": 1366, "height": 768})


def manage(bot: RunningBot, *arguments: str) -> None:
    """Run the accounts' command line as the documentation says."""
    python = str(environments(ROOT)["bot"].python)
    variables = {**os.environ, **SETTINGS, "LUOHU_VAR_DIR": str(bot.var_dir)}
    command = [python, "-m", "bot.records.accounts", *arguments]
    subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, check=True)


@pytest.fixture
def arrive(bot: RunningBot, open_page: OpenPage) -> Callable[..., AtTheDesk]:
    """Somebody with rights for Weihai signs in and opens the desk."""

    def come(*roles: str, region: str = WEIHAI) -> AtTheDesk:
        member = add_member(bot, "policy")
        for role in roles:
            manage(bot, "grant", member.name, "--role", role, "--region", region)
        page = open_page(*SIZES[0])
        page.goto(f"{bot.bot_url}/hotline/")
        page.get_by_label("用户名").fill(member.name)
        page.get_by_label("密码").fill(member.password)
        page.keyboard.press("Enter")
        page.get_by_role("button", name="政策台", exact=True).click()
        expect(page.get_by_role("navigation", name="政策台")).to_be_visible(timeout=SOON)
        return AtTheDesk(page, member)

    return come
