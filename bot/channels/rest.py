"""The plain REST channel at ``/webhooks/rest/webhook``."""

from __future__ import annotations

import re
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.delivery import OnNewMessage, deliver

# How the conversations of the other channels begin. Whoever answers there has proved who they are;
# here anybody may name anybody.
_OTHERS = re.compile(r"(?:hotline|kiosk|miniprogram|wechat)[-_]")


class RestChannel(InputChannel):
    """Takes ``{"sender", "message"}`` and answers with Rasa's list of items."""

    @classmethod
    def name(cls) -> str:
        """The channel's name in addresses."""
        return "rest"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The channel's routes."""
        routes = Blueprint("rest_channel")

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            if not _has_model(request):
                return response.json({"status": "no model"}, status=503)
            return response.json({"status": "ok"})

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            body = _body(request)
            message, sender = body.get("message"), _sender(body)
            items = await deliver(on_new_message, message, sender, self.name())
            return response.json(items, ensure_ascii=False)

        return routes


def _has_model(request: Request) -> bool:
    """Whether Rasa has loaded its model: it starts without one and then answers nothing."""
    agent = getattr(request.app.ctx, "agent", None)
    return agent is not None and bool(agent.is_ready())


def _sender(body: dict[str, Any]) -> object:
    """Whose conversation it is; None for one of another channel, which nobody enters from here."""
    sender = body.get("sender")
    return None if isinstance(sender, str) and _OTHERS.match(sender) else sender


def _body(request: Request) -> dict[str, Any]:
    """The request's object; empty for what is none, so that the person gets a turn all the same."""
    try:
        body = request.json
    except SanicException:
        return {}
    return body if isinstance(body, dict) else {}
