"""The action server's routes for documents that are not published yet: the desk's drafts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.failures import answer, answered
from actions.publishing.drafts.received import receive
from actions.publishing.drafts.staging import documents_at_hand
from actions.publishing.limits import limits
from luohu.settings import settings

JSON = dict[str, Any]

draft_routes = Blueprint("draft_routes", url_prefix="/drafts")


@draft_routes.get("/limits")
async def get_limits(_request: Request) -> HTTPResponse:
    """How large a received file may be, in megabytes, and how long reading one may take."""
    most = limits()
    return answer({"megabytes": most.file_megabytes, "seconds": most.recognising_seconds})


@draft_routes.post("/read")
async def post_read(request: Request) -> HTTPResponse:
    """Each document in the file that is the body; ``name`` is the file's, ``region`` its place."""
    name, region = request.args.get("name") or "", request.args.get("region") or ""
    data = bytes(request.body)

    def work() -> JSON:
        found = receive(data, name, region, documents_at_hand(settings()))
        return {"documents": [asdict(one) for one in found]}

    return await answered(work)
