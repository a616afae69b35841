"""No log holds what a person said, whatever fails."""

from __future__ import annotations

import logging

import pytest
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.request import Request

from bot.channels.delivery import OnNewMessage
from tests.bot.channels.serving import serving
from tests.bot.conftest import StandIn


class Failing(InputChannel):
    """A channel one route of which has a fault."""

    @classmethod
    def name(cls) -> str:
        return "failing"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        routes = Blueprint("failing_channel")

        @routes.get("/search")
        async def search(request: Request) -> None:
            raise KeyError(request.args.get("q"))

        return routes


def test_a_request_that_fails_leaves_no_words_in_the_log(
    rasa: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO), serving("failing", rasa, [Failing()]) as served:
        reply = served.ask("GET", "/webhooks/failing/search?q=zhangsan-xingfulu-5")
    assert reply.status == 500
    assert "failed: KeyError, tests/bot/channels/test_logs.py" in caplog.text
    assert "zhangsan" not in caplog.text + reply.body.decode()
