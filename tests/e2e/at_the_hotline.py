"""Somebody of the staff at the hotline page, who uses nothing but the keyboard."""

from __future__ import annotations

import json
import urllib.request
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import SETTINGS
from tests.e2e.staff import Member
from tools.run import RunningBot

ANSWERED = 30_000
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class AtTheHotline:
    """Somebody at the page."""

    bot: RunningBot
    page: Page
    member: Member

    def sign_in(self) -> AtTheHotline:
        """Sign in with name and password."""
        self.page.goto(f"{self.bot.bot_url}/hotline/")
        expect(self.page.get_by_label("用户名")).to_be_focused()
        self.page.keyboard.type(self.member.name)
        self.press("Tab")
        self.page.keyboard.type(self.member.password)
        self.press("Enter")
        expect(self.page.get_by_role("navigation")).to_be_visible()
        return self

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def take_call(self, region: int | None = None) -> AtTheHotline:
        """Begin a call, about the region of that number."""
        before = self.calls.count()
        self.press("Alt+n")
        expect(self.calls).to_have_count(before + 1)
        expect(self.field).to_be_focused()
        if region is not None:
            self.press("F4")
            expect(self.page.get_by_role("option").first).to_be_visible()
            self.press(str(region))
            expect(self.field).to_be_focused()
        return self

    def hear(self, text: str) -> AtTheHotline:
        """Type what the caller says and wait for what is suggested."""
        self.press("F2")
        self.page.keyboard.type(text)
        self.press("Enter")
        expect(self.suggestion).to_contain_text(f"针对：{text}", timeout=ANSWERED)
        return self

    def answer(self, choice: int) -> None:
        """The caller gives the answer of that number to the next question."""
        position = self.position.inner_text()
        self.press(f"Alt+{choice}")
        expect(self.position).not_to_have_text(position, timeout=ANSWERED)

    def hear_on_the_line(self, call: str, *said: tuple[int, str, bool]) -> None:
        """What the telephone system recognises: sequence, text, and whether it is final."""
        segments = [
            {"sequence": sequence, "speaker": "caller", "text": text, "final": final}
            for sequence, text, final in said
        ]
        body = {"operator": self.member.name, "call": call, "segments": segments}
        request = urllib.request.Request(
            f"{self.bot.bot_url}/hotline/api/transcripts",
            data=json.dumps(body).encode(),
            headers={
                "Content-Type": "application/json",
                "Authorization": f"Bearer {SETTINGS['LUOHU_ASR_KEY']}",
            },
        )
        with _OPENER.open(request, timeout=60) as reply:
            assert reply.status == 200

    @property
    def field(self) -> Locator:
        """Where is typed what the caller says."""
        return self.page.get_by_label("来电人说")

    @property
    def calls(self) -> Locator:
        """The tabs of the calls."""
        return self.page.get_by_role("tab")

    @property
    def transcript(self) -> Locator:
        """What was said, line by line."""
        return self.page.locator("[data-transcript] li")

    @property
    def suggestion(self) -> Locator:
        """The suggestion that is shown."""
        return self.page.get_by_label("建议答复", exact=True).first

    @property
    def position(self) -> Locator:
        """Which of how many suggestions is shown."""
        return self.page.get_by_text("条，共")

    @property
    def read_out(self) -> Locator:
        """What is read to the caller."""
        return self.page.locator("[data-read-out]")

    @property
    def verdict(self) -> Locator:
        """The verdict with its conditions."""
        return self.page.locator("[data-verdict]")

    @property
    def next_question(self) -> Locator:
        """What to ask the caller next."""
        return self.page.locator(".next .asked")

    @property
    def dialog(self) -> Locator:
        """The dialog that is open."""
        return self.page.get_by_role("dialog")
