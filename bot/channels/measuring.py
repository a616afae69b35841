"""What this server counts, at ``/metrics``, for Prometheus and not for people."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, raw

from bot.channels.delivery import OnNewMessage
from bot.channels.draining import draining
from bot.channels.web import answer
from bot.metrics import RECORDS_WAITING, REDIS_AWAY, SOCKETS, TURNS_UNDER_WAY
from bot.records.recording import recorder
from bot.redis import shared_redis


class MetricsChannel(InputChannel):
    """No channel for people: whoever comes through the proxy finds nothing here."""

    @classmethod
    def name(cls) -> str:
        """The name in addresses."""
        return "metrics"

    def url_prefix(self) -> str:
        """Where Rasa mounts it."""
        return "/metrics"

    def blueprint(self, _on_new_message: OnNewMessage) -> Blueprint:
        """The one route."""
        routes = Blueprint("metrics_channel")
        TURNS_UNDER_WAY.set_function(lambda: draining().turns)
        SOCKETS.set_function(lambda: draining().sockets)
        RECORDS_WAITING.set_function(lambda: recorder().waiting)
        REDIS_AWAY.set_function(_redis_away)

        @routes.get("/")
        async def metrics(request: Request) -> HTTPResponse:
            if "x-forwarded-for" in request.headers:
                return answer({"error": "not found"}, 404)
            return raw(generate_latest(), content_type=CONTENT_TYPE_LATEST)

        return routes


def _redis_away() -> float:
    redis = shared_redis()
    return float(redis is not None and not redis.is_worth_asking())
