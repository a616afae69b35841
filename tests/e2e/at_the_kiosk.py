"""Somebody in front of a terminal, who taps, and what must hold of what they see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browsing import OpenPage
from tools.run import RunningBot

WEIHAI, CHIFENG = "371000", "150400"
ALL_WAYS = "看看我有哪些办法能落户"
UPRIGHT, LYING = (1080, 1920), (1920, 1080)
SMALL_HALL, PHONE, NARROW = (720, 1280), (375, 812), (320, 640)
SIZES = (UPRIGHT, LYING, SMALL_HALL, PHONE, NARROW)
# What enlarging to 300 % and 400 % leaves of a screen of 1280 x 1024 or 1920 x 1080.
ENLARGED = ((640, 360), (480, 270), (320, 256))
# The side of a target, and what elderly people need.
FINGER, ELDERLY_FINGER = 44, 60
_NEXT_FRAME = (
    "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
)
_NO_PRINTER = "window.printed = 0; window.print = () => { window.printed += 1; };"


@dataclass(frozen=True)
class Person:
    """Someone in front of the terminal."""

    page: Page

    def tap(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def choose(self, *names: str) -> None:
        """Tap one option after the other, each once the answer to the last one is there."""
        for name in names:
            before = self.page.locator("main h1").element_handle()
            self.options.get_by_role("button", name=name, exact=True).click()
            before.wait_for_element_state("hidden")
            self.wait_for_answer()

    def have(self, *names: str) -> None:
        """Mark all that one has, and send it."""
        for name in names:
            self.options.get_by_role("button", name=name, exact=True).click()
        self.page.get_by_role("button", name=f"选好了（{len(names)}样）").click()
        expect(self.page.locator("main h1")).to_have_text(f"您答：{'，'.join(names)}")
        self.wait_for_answer()

    def ask_for_all_ways(self) -> None:
        """Tell of a flat that is let and of work, and be asked on."""
        self.tap(ALL_WAYS)
        self.wait_for_answer()
        self.have("在当地租房住", "在当地上班、打工")

    def wait_for_answer(self) -> None:
        """Wait until the bot has answered."""
        expect(self.page.locator("main h1")).to_be_visible()
        expect(self.page.locator(".looking")).to_have_count(0)

    def confirm(self) -> None:
        """Say that the answers are right, and see the verdict."""
        self.tap("没有错，看结论")
        expect(self.turn.locator(".verdict")).to_be_visible()

    def end(self) -> None:
        """End, and say once more that it is the end."""
        self.tap("结束")
        self.tap("结束并清除")

    def type(self, keys: str) -> None:
        """Press keys of the keyboard on the screen."""
        for key in keys:
            self.page.locator(f".hg-button[data-skbtn='{key}']").click()

    def key(self, name: str) -> None:
        self.page.locator(f".hg-button[data-skbtn='{{{name}}}']").click()

    def say(self, text: str) -> None:
        """Write something without the keyboard on the screen, and see the answer."""
        self.page.locator("#ask-field").fill(text)
        self.page.get_by_role("button", name="送出", exact=True).first.click()
        expect(self.page.locator("main h1")).to_contain_text(text)
        self.wait_for_answer()

    @property
    def ways(self) -> Locator:
        """The ways to settle that are shown, each a button."""
        return self.page.locator(".ways button")

    @property
    def turn(self) -> Locator:
        return self.page.locator(".lh-turn")

    @property
    def question(self) -> Locator:
        """The question that waits for an answer."""
        return self.page.locator(".next .question .text")

    @property
    def progress(self) -> Locator:
        """How far the interview is."""
        return self.page.locator(".next .question .progress")

    @property
    def review(self) -> Locator:
        """What the person answered, to be looked at before the verdict."""
        return self.page.get_by_role("region", name="先看看，您说的是这样吗？")

    @property
    def options(self) -> Locator:
        return self.page.get_by_role("group", name="请选择")


Arrive = Callable[..., Person]


@pytest.fixture
def someone_arrives(bot: RunningBot, open_page: OpenPage) -> Arrive:
    """Someone walks up to a terminal in a place."""

    def arrive(
        region: str | None = WEIHAI, size: tuple[int, int] = UPRIGHT, **kind: bool
    ) -> Person:
        query = f"?region={region}&terminal=hall-2" if region else ""
        page = open_page(*size, **kind)
        page.add_init_script(_NO_PRINTER)
        page.goto(f"{bot.bot_url}/kiosk/{query}")
        expect(page.locator("main ul button").first).to_be_enabled(timeout=20_000)
        return Person(page)

    return arrive


def too_small(page: Page, least: int = FINGER) -> list[str]:
    """What can be tapped and has fewer pixels than a finger needs."""
    found: list[str] = page.evaluate(
        """least => [...document.querySelectorAll("button, input, summary")]
          .map((one) => [one, one.getBoundingClientRect()])
          .filter(([, box]) => box.height > 0 && (box.height < least || box.width < least))
          .map(([one, box]) => `${one.textContent.trim()} ${box.width}x${box.height}`)""",
        least,
    )
    return found


def unreadable(page: Page, least: int) -> list[str]:
    """What is written smaller than so many pixels or with lines too near to one another.

    The preview of the slip is as it is on paper.
    """
    found: list[str] = page.evaluate(
        """least => [...document.querySelectorAll("body *:not(.paper *)")]
          .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3
            && node.textContent.trim()) && !one.closest(".unseen")
            && one.getClientRects().length > 0)
          .map((one) => [one, getComputedStyle(one)])
          .filter(([, style]) => parseFloat(style.fontSize) < least
            || !(parseFloat(style.lineHeight) >= 1.3 * parseFloat(style.fontSize) - 0.1))
          .map(([one, style]) => `${one.textContent.trim().slice(0, 20)} ${style.fontSize}`
            + ` ${style.lineHeight}`)""",
        least,
    )
    return found


def cut_off(page: Page) -> list[str]:
    """What is written and does not fit into its box, or stands beside the window."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
          .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3
            && node.textContent.trim()) && !one.closest(".unseen, .paper")
            && one.getClientRects().length > 0)
          .filter((one) => one.getBoundingClientRect().right > innerWidth + 1
            || (getComputedStyle(one).overflowX !== "visible"
              && one.scrollWidth > one.clientWidth + 1)
            || (one.closest("button") && one.scrollWidth > one.closest("button").clientWidth + 1))
          .map((one) => one.textContent.trim().slice(0, 20))"""
    )
    return found


def sized(page: Page, least: int = FINGER) -> Iterator[str]:
    """A page on every screen, by its size; what is wide or small there fails after each."""
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        # What is drawn otherwise on another screen is drawn with the next frame.
        page.evaluate(_NEXT_FRAME)
        yield f"{width}x{height}"
        assert overflow(page) == 0, (width, height)
        assert too_small(page, least) == [], (width, height)
    page.set_viewport_size({"width": UPRIGHT[0], "height": UPRIGHT[1]})


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(wider))
