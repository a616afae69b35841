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
from bot.channels.opinions import keep_opinion
from bot.channels.refusals import RefusedError
from bot.channels.talk.model import agent_of
from bot.channels.web import answer, guarded, is_message_id, json_body

# How the conversations of the other channels are called. Whoever answers there has proved who they
# are; here anybody may name anybody.
_OTHERS = re.compile(r"(?:hotline|kiosk|miniprogram|wechat)[-_].{24}")


class RestChannel(InputChannel):
    """Takes ``{"sender", "message", "id"?}`` and answers with Rasa's list of items.

    What the person thinks of an answer comes as ``{"sender", "id", "rating", "reason"?,
    "comment"?}``, with the id that their message had.
    """

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
            known = body["id"] if is_message_id(body.get("id")) else None
            items = await deliver(on_new_message, message, sender, self.name(), known)
            return response.json(items, ensure_ascii=False)

        @routes.route("/feedback", methods=["POST"], stream=True)
        @guarded
        async def take_feedback(request: Request) -> HTTPResponse:
            body = await json_body(request)
            sender = _sender(body)
            if not isinstance(sender, str):
                raise RefusedError(404, "no_answer")
            await keep_opinion(agent_of(request), sender, self.name(), body)
            return answer({"ok": True})

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
