"""The WebSocket of a page: frames as they happen, and nobody's who may not see them."""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import suppress
from typing import cast
from urllib.parse import urlsplit

from sanic.request import Request
from sanic.server.websockets.impl import WebsocketImplProtocol

from bot.channels.draining import draining
from bot.channels.hotline.hub import Hub, Page
from bot.channels.hotline.model import Hotline
from bot.channels.limits import Limiter
from bot.channels.refusals import RefusedError
from bot.channels.staff import signed_in
from bot.limits import limits
from bot.records.accounts import Account

logger = logging.getLogger(__name__)

_SIGNED_OUT, _NOT_ALLOWED, _READ_ANEW = 4401, 4403, 1013
_CLOSE_SECONDS = 2.0
_PING = json.dumps({"type": "ping"})
_WATCHERS = {"operator", "supervisor"}


async def live(hotline: Hotline, request: Request, connection: object, ping_seconds: float) -> None:
    """Push frames to a page until it goes away, is too slow, or its account changes.

    Args:
        hotline: the channel, whose hub gives the frames.
        request: what opened the WebSocket; its cookie says who it is.
        connection: the WebSocket.
        ping_seconds: how often the page hears something, and the account is looked up anew.
    """
    socket = cast(WebsocketImplProtocol, connection)
    if not _same_origin(request):
        await _close(request, socket, _NOT_ALLOWED, "origin")
        return
    account = await _account(request)
    if account is None or not _WATCHERS & set(account.roles):
        code = _SIGNED_OUT if account is None else _NOT_ALLOWED
        await _close(request, socket, code, "account")
        return
    try:
        with hotline.pages.one(account.name):
            await _join(hotline.hub, account, request, socket, ping_seconds)
    except RefusedError as refused:
        await _close(request, socket, _READ_ANEW, refused.code)


async def _join(
    hub: Hub, account: Account, request: Request, socket: WebsocketImplProtocol, ping: float
) -> None:
    page = hub.join(account)
    # From here on the page misses nothing, and hears so.
    page.frames.put_nowait(_PING)

    async def leave() -> None:
        page.overrun.set()

    try:
        with draining().socket(leave):
            await _serve(request, socket, page, ping)
    finally:
        hub.leave(page)


async def _serve(
    request: Request, socket: WebsocketImplProtocol, page: Page, ping_seconds: float
) -> None:
    tasks = [
        asyncio.create_task(work)
        for work in (
            _send(socket, page),
            _listen(socket),
            page.overrun.wait(),
            _watch(request, page, ping_seconds),
            page.signed_out.wait(),
        )
    ]
    _sending, _listening, overrun, watching, leaving = tasks
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        slow, signed_out = overrun.done(), watching.done() or leaving.done()
    finally:
        for task in tasks:
            task.cancel()
        # A page that goes away ends some of them with an error, which is none.
        await asyncio.gather(*tasks, return_exceptions=True)
    if slow:
        await _close(request, socket, _READ_ANEW, "slow")
    elif signed_out:
        await _close(request, socket, _SIGNED_OUT, "account")


async def _send(socket: WebsocketImplProtocol, page: Page) -> None:
    while True:
        await socket.send(await page.frames.get())


async def _listen(socket: WebsocketImplProtocol) -> None:
    """Read what the page sends, which says nothing, to hear when it goes away or sends too much."""
    frames = Limiter(limits().frames_of_a_socket)
    while await socket.recv() is not None and not frames.wait():
        frames.count()


async def _watch(request: Request, page: Page, ping_seconds: float) -> None:
    """Ping the page as long as its account is what it was."""
    while True:
        await asyncio.sleep(ping_seconds)
        if await _account(request) != page.account:
            return
        with suppress(asyncio.QueueFull):
            page.frames.put_nowait(_PING)


async def _account(request: Request) -> Account | None:
    try:
        return await signed_in(request)
    except Exception as error:  # without the records nobody's rights are known
        logger.error("account not read: %s", type(error).__name__)
        return None


def _same_origin(request: Request) -> bool:
    """Whether a page of this server opens the socket: browsers let any page try."""
    host = request.headers.get("host", "")
    try:
        origin = urlsplit(request.headers.get("origin", "")).netloc
    except ValueError:
        return False
    return bool(host) and origin.lower() == host.lower()


async def _close(request: Request, socket: WebsocketImplProtocol, code: int, why: str) -> None:
    # A page that reads nothing does not read this either.
    with suppress(Exception):
        await asyncio.wait_for(socket.close(code, why), _CLOSE_SECONDS)
        return
    cast(asyncio.WriteTransport, request.transport).abort()
