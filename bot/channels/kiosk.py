"""The touch page of a hall at ``/kiosk/``: a conversation for each person who walks up to it."""

from __future__ import annotations

import asyncio
import hmac
import logging
import secrets
from collections.abc import Mapping
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.addresses import address_of
from bot.channels.delivery import OnNewMessage
from bot.channels.handover.routes import add_handover
from bot.channels.limits import Limiter
from bot.channels.pages import add_page
from bot.channels.refusals import RefusedError
from bot.channels.results.routes import add_results
from bot.channels.seeding import delete_abandoned
from bot.channels.talk import Talk, add_talk, session_of
from bot.channels.talk.api import API
from bot.channels.talk.model import agent_of
from bot.channels.terminals import TERMINAL, key_of_terminal
from bot.channels.web import answer, guarded, json_body, text_of
from bot.places import region_ref
from luohu.session import SessionState
from luohu.settings import settings

logger = logging.getLogger(__name__)

_HOUR = 3600
# A page that died ends nothing; what it left is looked for so often.
_SWEEP_SECONDS = 600.0


class KioskChannel(InputChannel):
    """Serves the page and its API; a session needs nobody's name."""

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return "kiosk"

    def url_prefix(self) -> str:
        """Where Rasa mounts it."""
        return "/kiosk"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The channel's routes."""
        routes = Blueprint("kiosk_channel")
        talk = Talk(self.name(), on_new_message, seconds=_HOUR)
        swept, sweeping = Limiter((1, _SWEEP_SECONDS)), set[asyncio.Task[None]]()

        @routes.post(f"{API}/session", stream=True)
        @guarded
        async def open_session(request: Request) -> HTTPResponse:
            if not swept.wait():
                swept.count()
                sweep = asyncio.create_task(_sweep(agent_of(request), talk))
                # A task that nothing refers to may be lost before its end.
                sweeping.add(sweep)
                sweep.add_done_callback(sweeping.discard)
            return await _begin(talk, request)

        add_talk(routes, talk)
        add_handover(routes, talk)
        add_results(routes, talk)
        add_page(routes, "kiosk")
        return routes


async def _sweep(agent: Agent, talk: Talk) -> None:
    """Delete the conversations whose page has gone without an end: their tokens are void by now."""
    try:
        await delete_abandoned(agent, talk.channel, talk.seconds)
    except Exception as error:  # it is tried again, and nobody waits for it
        logger.error("abandoned conversations not deleted: %s", type(error).__name__)


async def _begin(talk: Talk, request: Request) -> HTTPResponse:
    """Begin a conversation: ``{region?, terminal?, key?}``."""
    agent_of(request)
    body = await json_body(request)
    wanted = text_of(body, "region", 6) if body.get("region") else settings().home_region
    region = region_ref(wanted)
    if wanted and region is None:
        raise RefusedError(404, "no_region")
    terminal = text_of(body, "terminal", 32) if body.get("terminal") else ""
    if terminal and not TERMINAL.fullmatch(terminal):
        raise RefusedError(400, "bad_request")
    proved = _has_proved(body, terminal)
    floods, address = talk.floods, address_of(request)
    if proved:
        await floods.sessions_of_terminal.take(terminal, "too_many_sessions")
    elif address:
        await floods.sessions_of_address.take(address, "too_many_sessions")
    else:
        await floods.sessions.take("", "too_many_sessions")
    where = f"{talk.channel}-{terminal}" if terminal else talk.channel
    sender = f"{where}-{secrets.token_urlsafe(18)}"
    begins: SessionState = {"region": region["code"] if region else None}
    session = session_of(talk, sender, begins, terminal if proved else "")
    return answer({**session, "region": region, "results": bool(settings().result_link)})


def _has_proved(body: Mapping[str, Any], terminal: str) -> bool:
    """Whether a terminal has proved by its key that it is the one of its name.

    Raises:
        RefusedError: it tries with another key.
    """
    if not body.get("key"):
        return False
    key = text_of(body, "key", 64)
    if not terminal or not hmac.compare_digest(key.encode(), key_of_terminal(terminal).encode()):
        raise RefusedError(403, "terminal_key")
    return True
