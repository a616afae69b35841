"""The channel's addresses: one for the official account, one for the mini program."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.addresses import limit_addresses
from bot.channels.delivery import OnNewMessage
from bot.channels.tokens import require_secret
from bot.channels.wechat.accounts import Account
from bot.channels.wechat.answering import Answering
from bot.channels.wechat.api import WeChatApi
from bot.channels.wechat.asking import Asking
from bot.channels.wechat.limits import Limits
from bot.channels.wechat.messages import read_message
from bot.channels.wechat.rating import Ratings
from bot.channels.wechat.replays import Replays
from bot.channels.wechat.sending import Sender
from bot.channels.wechat.wire import RefusedError, content_type, open_echo, open_message, seal_text
from bot.channels.wechat.wording import word
from bot.records.database import Database, database
from luohu.settings import Settings, settings

logger = logging.getLogger(__name__)

# What WeChat takes for "received, nothing to show".
_RECEIVED = "success"


@dataclass(frozen=True)
class _Served:
    """An account and what works for it."""

    account: Account
    replays: Replays
    api: WeChatApi
    asking: Asking
    answering: Answering


class WeChatChannel(InputChannel):
    """Takes what WeChat pushes at ``/wechat/official`` and ``/wechat/miniprogram``.

    Args:
        installed: settings, those of this process by default.
        records: where messages are noted, the process's database by default.
        limits: times and sizes.
    """

    def __init__(
        self,
        installed: Settings | None = None,
        records: Database | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._settings = installed or settings()
        self._records = records
        self._limits = limits or Limits()

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return "wechat"

    def url_prefix(self) -> str:
        """Where its addresses begin."""
        return "/wechat"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The channel's routes."""
        require_secret()
        routes = Blueprint("wechat_channel")
        limit_addresses(routes)
        accounts = (
            Account("official", True, self._settings.official),
            Account("miniprogram", False, self._settings.miniprogram),
        )
        for account in accounts:
            missing = account.missing()
            if missing:
                self._refuse(routes, account, missing)
            else:
                self._serve(routes, self._served(account, on_new_message))
        return routes

    def _served(self, account: Account, on_new_message: OnNewMessage) -> _Served:
        limits = self._limits
        api = WeChatApi(account.settings, self._settings.wechat_api, limits.api_seconds)
        checked = limits.check_seconds if self._settings.wechat_check else 0
        records = self._records or database()
        asking = Asking(account, on_new_message, Ratings(account, records), api, checked)
        sender = Sender(api, limits.pauses)
        answering = Answering(account, asking, sender, records, limits)
        return _Served(account, Replays(limits.window_seconds), api, asking, answering)

    def _refuse(self, routes: Blueprint, account: Account, missing: list[str]) -> None:
        """Say which settings are missing to whoever tries the address."""

        async def refuse(_request: Request) -> HTTPResponse:
            message = word("not_configured", names=", ".join(missing))
            body = {"error": {"code": "not_configured", "message": message}}
            return response.json(body, status=503, ensure_ascii=False)

        routes.add_route(refuse, f"/{account.name}", methods=["GET", "POST"], name=account.name)

    def _serve(self, routes: Blueprint, served: _Served) -> None:
        account, limits = served.account, self._limits

        async def verify(request: Request) -> HTTPResponse:
            try:
                query = _query(request)
                served.replays.check_time(query)
                return response.text(open_echo(account, query))
            except RefusedError as error:
                return _refused(account, error)

        async def receive(request: Request) -> HTTPResponse | None:
            body = await _body(request, limits.body_bytes)
            if body is None:
                return response.text("too long", status=413)
            try:
                query = _query(request)
                served.replays.check_time(query)
                opened = open_message(account, query, body)
                message = read_message(opened.fields)
                known = served.answering.known_as(message)
                served.replays.check_signature(query, opened.signature, known)
            except RefusedError as error:
                return _refused(account, error)
            served.asking.agent = getattr(request.app.ctx, "agent", None)
            text = None if message.silent else await served.answering.reply_to(message)
            if text is None:
                return response.text(_RECEIVED)
            reply = seal_text(account, opened.fields, opened.form, text)
            await _write(request, reply, content_type(opened.form))
            served.answering.replied(message)
            return None

        async def start(app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
            served.asking.agent = getattr(app.ctx, "agent", None)
            served.answering.start()

        async def stop(_app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
            await served.answering.close()
            served.api.close()

        path = f"/{account.name}"
        routes.add_route(verify, path, methods=["GET"], name=f"{account.name}_verify")
        routes.add_route(receive, path, methods=["POST"], name=account.name, stream=True)
        routes.listener("after_server_start")(start)
        routes.listener("before_server_stop")(stop)


def _query(request: Request) -> Mapping[str, str]:
    return {name: values[0] for name, values in request.args.items() if values}


async def _body(request: Request, most: int) -> bytes | None:
    """The request's body; None for one that is too long, of which the rest is not read."""
    body = bytearray()
    while request.stream is not None and (chunk := await request.stream.read()):
        body += chunk
        if len(body) > most:
            return None
    return bytes(body)


async def _write(request: Request, reply: str, kind: str) -> None:
    """Write a reply now, so that what follows knows that it went out."""
    written = await request.respond(HTTPResponse(reply, content_type=kind))
    await written.send(end_stream=True)


def _refused(account: Account, error: RefusedError) -> HTTPResponse:
    logger.warning("WeChat request to %s refused: %s", account.name, error)
    return response.text("refused", status=403)
