"""A made-up channel, as somebody may add one: a module, and a line in ``credentials.yml``."""

from __future__ import annotations

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.delivery import OnNewMessage, deliver
from bot.channels.web import answer

SENDER = "counter-7-a-secret-that-its-clerk-has-proved"


class CounterChannel(InputChannel):
    """One conversation at a counter."""

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return "counter"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The channel's one route."""
        routes = Blueprint("counter_channel")

        @routes.post("/say")
        async def say(request: Request) -> HTTPResponse:
            return answer({"said": await deliver(on_new_message, request.json, SENDER, "counter")})

        return routes
