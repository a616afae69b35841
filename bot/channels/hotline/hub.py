"""What happens in calls, pushed to the pages that are open."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from bot.records.accounts import Account

_MOST_WAITING = 200


class Page:
    """A page that is open.

    Attributes:
        account: who looks at it.
        frames: what it has not got yet.
        overrun: it takes frames too slowly and must read everything anew.
        signed_out: the account has signed out.
    """

    def __init__(self, account: Account, most_waiting: int) -> None:
        self.account = account
        self.frames: asyncio.Queue[str] = asyncio.Queue(most_waiting)
        self.overrun = asyncio.Event()
        self.signed_out = asyncio.Event()

    def sees(self, operator: str) -> bool:
        """Whether calls of an operator are shown on it."""
        roles = self.account.roles
        own = operator == self.account.name and "operator" in roles
        return own or "supervisor" in roles


class Hub:
    """Knows the pages that are open; belongs to the server's one event loop.

    Args:
        most_waiting: frames that may wait for a page.
    """

    def __init__(self, most_waiting: int = _MOST_WAITING) -> None:
        self._most_waiting = most_waiting
        self._pages: set[Page] = set()

    def join(self, account: Account) -> Page:
        """Take a page in."""
        page = Page(account, self._most_waiting)
        self._pages.add(page)
        return page

    def leave(self, page: Page) -> None:
        """Forget a page."""
        self._pages.discard(page)

    def sign_out(self, name: str) -> None:
        """Close the pages of an account that has signed out."""
        for page in self._pages:
            if page.account.name == name:
                page.signed_out.set()

    @property
    def hears_all(self) -> bool:
        """Whether its pages hear all that happens to those who wait for a person."""
        return True

    def names_on_duty(self) -> frozenset[str]:
        """The operators who have a page open."""
        on_duty = (page.account for page in self._pages if "operator" in page.account.roles)
        return frozenset(account.name for account in on_duty)

    def read_anew(self) -> None:
        """Let all pages read everything anew."""
        for page in list(self._pages):
            page.overrun.set()
            self.leave(page)

    async def run(self) -> None:
        """What it does beside, until cancelled; nothing where there is one server."""

    def push(self, operator: str, frame: Mapping[str, Any]) -> None:
        """Push a frame about an operator's call to all pages that show it."""
        self._push([page for page in self._pages if page.sees(operator)], frame)

    def push_to_all(self, frame: Mapping[str, Any]) -> None:
        """Push a frame about what concerns every operator and supervisor."""
        self._push(list(self._pages), frame)

    def _push(self, pages: list[Page], frame: Mapping[str, Any]) -> None:
        if not pages:
            return
        text = json.dumps(frame, ensure_ascii=False)
        for page in pages:
            try:
                page.frames.put_nowait(text)
            except asyncio.QueueFull:
                page.overrun.set()
                self.leave(page)
