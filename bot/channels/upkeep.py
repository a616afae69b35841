"""What the server does for itself at ``/upkeep``: it says whether it answers, erases, and looks.

It looks for what the policy desk has set.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels import tokens
from bot.channels.action_server import ActionServer, AwayError
from bot.channels.addresses import limit_addresses
from bot.channels.delivery import OnNewMessage
from bot.channels.erasing import AUDIENCE, erase, kind_and_name
from bot.channels.expiring import keep_expiring
from bot.channels.policy_desk.drafts.asking import Drafts
from bot.channels.policy_desk.drafts.issuing import keep_publishing
from bot.channels.policy_desk.retrying import keep_retrying
from bot.channels.refusals import RefusedError
from bot.channels.seeding import store_of
from bot.channels.standing import keep_refreshing
from bot.channels.talk.model import agent_of
from bot.channels.web import answer, guarded, json_body
from bot.records.database import database

logger = logging.getLogger(__name__)

_PATIENCE = 5.0
_ASKED = "户口"
_SCHEME = "bearer "


class UpkeepChannel(InputChannel):
    """No channel for people: readiness, and erasing for who holds the secret of this server."""

    @classmethod
    def name(cls) -> str:
        """The name in addresses."""
        return "upkeep"

    def url_prefix(self) -> str:
        """Where Rasa mounts it."""
        return "/upkeep"

    def blueprint(self, _on_new_message: OnNewMessage) -> Blueprint:
        """The routes, and the work that goes on beside them."""
        routes = Blueprint("upkeep_channel")
        limit_addresses(routes)
        library, desk, drafts = ActionServer("library"), ActionServer("desk"), Drafts()
        work = set[asyncio.Task[None]]()

        @routes.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            agent = getattr(request.app.ctx, "agent", None)
            lacking = await what_lacks(agent, library)
            return answer({"status": lacking or "ok"}, 503 if lacking else 200)

        @routes.post("/erase", stream=True)
        @guarded
        async def post_erase(request: Request) -> HTTPResponse:
            header = request.headers.get("authorization", "")
            token = header[len(_SCHEME) :] if header[: len(_SCHEME)].lower() == _SCHEME else ""
            if tokens.read(token, AUDIENCE) is None:
                raise RefusedError(401, "unauthorized")
            kind, name = kind_and_name(await json_body(request))
            return answer(await erase(agent_of(request), database(), kind, name))

        @routes.listener("after_server_start")
        async def start(app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
            work.add(asyncio.create_task(keep_refreshing()))
            work.add(asyncio.create_task(keep_publishing(drafts)))
            agent = getattr(app.ctx, "agent", None)
            if agent is not None and agent.tracker_store is not None:
                work.add(asyncio.create_task(keep_expiring(agent, database())))
                work.add(asyncio.create_task(keep_retrying(agent, desk)))

        @routes.listener("before_server_stop")
        async def stop(*_: object) -> None:
            for task in work:
                task.cancel()
            await asyncio.gather(*work, return_exceptions=True)
            await library.close()
            await desk.close()
            await drafts.close()

        return routes


async def what_lacks(agent: Agent | None, library: ActionServer) -> str:
    """What keeps the bot from answering now; empty where it answers.

    Args:
        agent: Rasa's agent.
        library: a part of the action server that is asked for something.
    """
    if agent is None or not agent.is_ready():
        return "no model"
    if not await _works(agent.parse_message(_ASKED)):
        return "no understanding"
    if not await _works(store_of(agent).exists("upkeep")):
        return "no conversations"
    if not await _works(library.get("regions", {})):
        return "no action server"
    return ""


async def _works(trying: Awaitable[object]) -> bool:
    try:
        await asyncio.wait_for(trying, _PATIENCE)
    except AwayError:
        return False
    except Exception as error:  # whatever it is, nobody would be answered
        logger.error("not ready: %s", type(error).__name__)
        return False
    return True
