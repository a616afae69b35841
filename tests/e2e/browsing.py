"""A real browser for tests of the pages, and what must hold of every page at all times."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from luohu.settings import ROOT
from tools.setup.browser import find_browser

AXE = ROOT / "clients" / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
_OWN_SCHEMES = ("data", "blob")
_THIS_MACHINE = ("127.0.0.1", "localhost")

OpenPage = Callable[..., Page]


# Not for the whole session: as long as the browser runs, asyncio.run() fails in other tests.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    with sync_playwright() as playwright:
        program = find_browser(os.environ)
        assert program, "no Chromium; make test installs it or says how"
        running = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens pages for people of whom none shares anything with another one.

    At the end no page may have broken, asked another machine, or run into its own policy.
    """
    faults: list[str] = []

    def opened(width: int = 1280, height: int = 800, has_touch: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=has_touch,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            # What is half faded in has no contrast yet.
            reduced_motion="reduce",
            permissions=["clipboard-read", "clipboard-write"],
        )
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"page error: {error}"))
        page.on("console", lambda message: _note_policy(message, faults))
        page.on("request", lambda request: _note_address(request, faults))
        return page

    yield opened
    for context in browser.contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page of 1280 x 800."""
    return open_page()


def axe_violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA on a page as it is now."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    run = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})"
    found = page.evaluate(run, list(WCAG))
    return [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def _note_policy(message: ConsoleMessage, faults: list[str]) -> None:
    if "Content Security Policy" in message.text:
        faults.append(message.text)


def _note_address(request: Request, faults: list[str]) -> None:
    address = urlsplit(request.url)
    if address.hostname not in _THIS_MACHINE and address.scheme not in _OWN_SCHEMES:
        faults.append(f"another machine: {request.url}")
