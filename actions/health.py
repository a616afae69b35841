"""Whether the action server lives and answers, what it counts, and its end in good order."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any, get_args

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, raw

from actions.converse import services, serving
from actions.corpus import Status
from actions.failures import answer
from actions.metrics import DOCUMENTS, INDEX_AGE, QUOTES_REFUSED, SERVER
from luohu.clock import today
from luohu.tracing import go_on, leave_off

watching = Blueprint("watching")


@watching.get("/health/live")
async def live(_request: Request) -> HTTPResponse:
    """Whether it lives."""
    return answer({"status": "ok"})


@watching.get("/health/ready")
async def ready(request: Request) -> HTTPResponse:
    """Whether it answers: everything is loaded before it listens, so until it is told to end."""
    ends = getattr(request.app.ctx, "ends", False)
    return answer({"status": "ending" if ends else "ok"}, 503 if ends else 200)


@watching.get("/metrics")
async def metrics(request: Request) -> HTTPResponse:
    """What it counts; nothing for whoever comes through the proxy."""
    if "x-forwarded-for" in request.headers:
        return answer({"error": {"code": "not_found"}}, 404)
    stands = Counter(one.status(today()) for one in services().corpus.documents.values())
    for status in get_args(Status):
        DOCUMENTS.labels(status).set(stands[status])
    for document in services().corpus.documents:
        # At 0 from the first look on: Prometheus sees no rise in what appears at 1.
        QUOTES_REFUSED.labels(document)
    INDEX_AGE.set(_oldest_index())
    return raw(generate_latest(), content_type=CONTENT_TYPE_LATEST)


@watching.before_server_stop
async def stop(app: Sanic[Any, Any], _loop: object) -> None:
    """Be not ready any more; Sanic finishes what is under way."""
    app.ctx.ends = True


def follow_traces(app: Sanic[Any, Any]) -> None:
    """Make what is done for a request a part of the trace that it names."""

    @app.on_request
    async def begin(request: Request) -> None:
        request.ctx.trace = go_on(SERVER, request.headers)

    @app.on_response
    async def end(request: Request, _response: HTTPResponse) -> None:
        leave_off(getattr(request.ctx, "trace", None))


def _oldest_index() -> float:
    """Age of the oldest index in seconds."""
    folders = (serving().index_dir / name for name in services().corpus.documents)
    built = [file.stat().st_mtime for folder in folders for file in folder.glob("*")]
    return max(0.0, time.time() - min(built)) if built else 0.0
