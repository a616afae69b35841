"""The plain REST channel at ``/webhooks/rest/webhook``."""

from __future__ import annotations

import uuid
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.addresses import limit_addresses
from bot.channels.delivery import OnNewMessage, deliver
from bot.channels.limits import AtOnce
from bot.channels.opinions import keep_opinion
from bot.channels.refusals import RefusedError
from bot.channels.shared_limits import SharedLimiter
from bot.channels.talk.model import agent_of
from bot.channels.tokens import keyed_hash
from bot.channels.web import answer, guarded, is_message_id, json_body
from bot.limits import limits
from bot.masking import mask
from luohu.text import normalise

_LONGEST_SENDER = 128


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
        limit_addresses(routes)
        messages = SharedLimiter("messages_of_a_sender")
        waiting_of_sender = AtOnce(limits().waiting_of_a_conversation, "too_many")
        waiting = AtOnce(limits().waiting_of_a_channel)

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            if not _has_model(request):
                return response.json({"status": "no model"}, status=503)
            return response.json({"status": "ok"})

        @routes.route("/webhook", methods=["POST"])
        @guarded
        async def receive(request: Request) -> HTTPResponse:
            body = _body(request)
            message, sender = body.get("message"), _sender(body) or uuid.uuid4().hex
            known = body["id"] if is_message_id(body.get("id")) else None
            own = self._conversation(sender)
            await messages.take(own)
            with waiting_of_sender.one(own), waiting.one():
                items = await deliver(on_new_message, message, own, self.name(), known)
            told = [{**item, "recipient_id": sender} for item in items]
            return response.json(told, ensure_ascii=False)

        @routes.route("/feedback", methods=["POST"], stream=True)
        @guarded
        async def take_feedback(request: Request) -> HTTPResponse:
            body = await json_body(request)
            sender = _sender(body)
            if sender is None:
                raise RefusedError(404, "no_answer")
            own = self._conversation(sender)
            await messages.take(own)
            await keep_opinion(agent_of(request), own, self.name(), body)
            return answer({"ok": True})

        return routes

    def _conversation(self, sender: str) -> str:
        """The conversation of a sender.

        Here anybody may name anybody. Under a beginning of their own these conversations are never
        one of another channel, where whoever answers has proved who they are. A sender that holds
        a telephone number or the like is known by a keyed hash of it, always the same.
        """
        return f"{self.name()}-{known_as(sender)}"


def known_as(sender: str) -> str:
    """By what a sender of this channel is stored."""
    plain = normalise(sender)
    return keyed_hash(sender, "rest") if mask(plain) != plain else sender


def _has_model(request: Request) -> bool:
    """Whether Rasa has loaded its model: it starts without one and then answers nothing."""
    agent = getattr(request.app.ctx, "agent", None)
    return agent is not None and bool(agent.is_ready())


def _sender(body: dict[str, Any]) -> str | None:
    """Who sends it, where a usable name is given."""
    sender = body.get("sender")
    if isinstance(sender, str) and 0 < len(sender) <= _LONGEST_SENDER and sender.isprintable():
        return sender
    return None


def _body(request: Request) -> dict[str, Any]:
    """The request's object; empty for what is none, so that the person gets a turn all the same."""
    try:
        body = request.json
    except SanicException:
        return {}
    return body if isinstance(body, dict) else {}
