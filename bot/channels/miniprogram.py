"""The WeChat mini program's own API at ``/miniprogram/``: login by code, then the talk API."""

from __future__ import annotations

from functools import lru_cache

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels import tokens
from bot.channels.addresses import address_of
from bot.channels.codes import LoginCodes
from bot.channels.delivery import OnNewMessage
from bot.channels.handover.routes import add_handover
from bot.channels.limits import AtOnce
from bot.channels.refusals import RefusedError
from bot.channels.seeding import begin, exists
from bot.channels.talk import Talk, add_talk, session_of
from bot.channels.talk.api import API
from bot.channels.talk.model import agent_of
from bot.channels.web import answer, guarded, json_body, text_of
from bot.limits import limits
from luohu.settings import WeChatAccount, settings

_TWELVE_HOURS = 12 * 3600
_LONGEST_CODE = 128


class MiniProgramChannel(InputChannel):
    """Knows people by a keyed hash of their openid, which itself is not kept."""

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return "miniprogram"

    def url_prefix(self) -> str:
        """Where Rasa mounts it."""
        return "/miniprogram"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The channel's routes."""
        routes = Blueprint("miniprogram_channel")
        talk = Talk(self.name(), on_new_message, seconds=_TWELVE_HOURS)
        exchanges = AtOnce(limits().logins_at_once, "too_many_sessions")

        @routes.post(f"{API}/login", stream=True)
        @guarded
        async def login(request: Request) -> HTTPResponse:
            return await _login(talk, exchanges, request)

        add_talk(routes, talk)
        add_handover(routes, talk)
        return routes


async def _login(talk: Talk, exchanges: AtOnce, request: Request) -> HTTPResponse:
    """Begin or go on with a person's conversation: ``{code}`` of ``wx.login``."""
    code = text_of(await json_body(request), "code", _LONGEST_CODE)
    agent, account = agent_of(request), settings().miniprogram
    for setting, value in (("APP_ID", account.app_id), ("SECRET", account.secret)):
        if not value:
            raise RefusedError(503, "not_configured", setting=f"{account.prefix}_{setting}")
    if address := address_of(request):
        await talk.floods.sessions_of_address.take(address, "too_many_sessions")
    else:
        await talk.floods.sessions.take("", "too_many_sessions")
    with exchanges.one():
        openid = await _codes(account, settings().wechat_api).openid(code)
    person = tokens.keyed_hash(f"{account.app_id}\0{openid}", "miniprogram")
    sender = f"{talk.channel}-{person}"
    if not await exists(agent, sender):
        await begin(agent, sender, {})
    return answer(session_of(talk, sender))


@lru_cache(maxsize=2)
def _codes(account: WeChatAccount, base: str) -> LoginCodes:
    return LoginCodes(account, base)
