"""Whether the server lives and whether it answers, at ``/health``; and its end in good order."""

from __future__ import annotations

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.action_server import ActionServer
from bot.channels.delivery import OnNewMessage
from bot.channels.draining import draining
from bot.channels.upkeep import what_lacks
from bot.channels.web import answer
from luohu.logs import log_as_json
from luohu.settings import settings

ENDING = "ending"


class HealthChannel(InputChannel):
    """No channel for people: what starts, stops and replaces servers asks here.

    It stands last in ``credentials.yml``: the last one's end comes first, while all others still
    work.
    """

    @classmethod
    def name(cls) -> str:
        """The name in addresses."""
        return "health"

    def url_prefix(self) -> str:
        """Where Rasa mounts it."""
        return "/health"

    def blueprint(self, _on_new_message: OnNewMessage) -> Blueprint:
        """The routes, and what happens when the server is told to end."""
        routes = Blueprint("health_channel")
        library = ActionServer("library")

        @routes.get("/live")
        async def live(_request: Request) -> HTTPResponse:
            return answer({"status": "ok"})

        @routes.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            if draining().has_begun:
                return answer({"status": ENDING}, 503)
            lacking = await what_lacks(getattr(request.app.ctx, "agent", None), library)
            return answer({"status": lacking or "ok"}, 503 if lacking else 200)

        @routes.listener("before_server_start")
        async def start(*_: object) -> None:
            if settings().json_logs:
                # Rasa has set its own logging up by now.
                log_as_json("rasa")

        @routes.listener("before_server_stop")
        async def stop(*_: object) -> None:
            await draining().drain()
            await library.close()

        return routes
