"""Pictures of the pages for the README: ``python -m tools.screenshots``; needs what the tests need.

A bot of its own is started; what it shows is what people see on the day that is set here.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from luohu.settings import ROOT
from tools.errors import UserError
from tools.run.background import running_bot
from tools.setup.browser import find_browser

FOLDER = ROOT / "docs" / "images"
LARGEST = 150 * 1024
_SETTINGS = {"LUOHU_TODAY": "2026-11-22", "LUOHU_HOME_REGION": "371000", "LUOHU_RECORDS_DB": ""}
_UPRIGHT, _LYING = (1080, 1920), (1920, 1080)
_HALF = 0.5
_SETTLE_MS = 600


def main() -> None:
    """Take all pictures anew."""
    program = find_browser(os.environ)
    if program is None:
        raise UserError("No chromium.", "Pictures are taken with it.", "Install it and try again.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with running_bot(_SETTINGS) as bot, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        for picture in take_kiosk(browser, f"{bot.bot_url}/kiosk/"):
            sys.stdout.write(f"{picture.relative_to(ROOT)}\n")
        browser.close()


def take_kiosk(browser: Browser, address: str) -> list[Path]:
    """The kiosk: subjects, an answer, a verdict by taps, and its slip.

    Args:
        browser: the one that runs.
        address: of the page.
    """
    page = _open(browser, address, _UPRIGHT)
    taken = [_take(page, "kiosk-home")]
    page.locator("main ul button").first.click()
    page.locator(".lh-turn").wait_for()
    taken.append(_take(page, "kiosk-answer"))
    while page.locator(".verdict").count() == 0:
        before = page.locator(".lh-turn").element_handle()
        page.locator(".options button").first.click()
        before.wait_for_element_state("hidden")
        page.locator(".lh-turn").wait_for()
    taken.append(_take(page, "kiosk-verdict"))
    page.locator("nav button").nth(-2).click()
    page.locator("dialog .paper").wait_for()
    taken.append(_take(page, "kiosk-slip"))

    lying = _open(browser, address, _LYING)
    lying.locator("#ask-field").click()
    for key in "zufangluohu":
        lying.locator(f".hg-button[data-skbtn='{key}']").click()
    taken.append(_take(lying, "kiosk-keyboard"))
    return taken


def _open(browser: Browser, address: str, size: tuple[int, int]) -> Page:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=_HALF, locale="zh-CN"
    )
    page = context.new_page()
    page.goto(address)
    page.locator("main ul button:not([disabled])").first.wait_for()
    return page


def _take(page: Page, name: str) -> Path:
    page.wait_for_timeout(_SETTLE_MS)
    picture = FOLDER / f"{name}.png"
    page.screenshot(path=picture)
    if picture.stat().st_size > LARGEST:
        raise UserError(f"{name} is too large.", "Pictures are at most 150 kB.", "Show less.")
    return picture


if __name__ == "__main__":
    main()
