"""The action server's routes for documents that are not published yet: the desk's drafts."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.failures import answer, answered
from actions.publishing.drafts.book import book_of
from actions.publishing.drafts.checking import checked, proposals
from actions.publishing.drafts.issuing import go_back, publications, publish_draft
from actions.publishing.drafts.received import receive
from actions.publishing.drafts.staging import documents_at_hand
from actions.publishing.limits import limits
from actions.publishing.reading.drawing import draw_page
from luohu.clock import today
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


@draft_routes.post("/page")
async def post_page(request: Request) -> HTTPResponse:
    """Page ``page`` of the file ``received`` as a picture, with the places of ``words`` on it."""
    body = json.loads(request.body)
    received = base64.b64decode(body["received"])
    return await answered(lambda: draw_page(received, body["page"], body["words"]))


@draft_routes.get("/book")
async def get_book(_request: Request) -> HTTPResponse:
    """The facts, pathways, facets and relations that rules are made of."""
    return await answered(lambda: book_of(settings().corpus_dir))


@draft_routes.post("/propose")
async def post_propose(request: Request) -> HTTPResponse:
    """The rules that the document of ``draft`` may have, none of them confirmed."""
    body = json.loads(request.body)
    return await answered(lambda: {"rules": proposals(settings(), body["draft"])})


@draft_routes.post("/check")
async def post_check(request: Request) -> HTTPResponse:
    """What ``rules`` of ``draft`` lack, and what they come to for each of ``citizens``."""
    body = json.loads(request.body)

    def work() -> JSON:
        return checked(settings(), body["draft"], body["rules"], body["citizens"], today())

    return await answered(work)


@draft_routes.post("/publish")
async def post_publish(request: Request) -> HTTPResponse:
    """Publish ``draft`` with what is confirmed of ``rules``; ``received`` is its file in Base64."""
    body = json.loads(request.body)

    def work() -> JSON:
        received = base64.b64decode(body["received"])
        return asdict(publish_draft(settings(), body["draft"], body["rules"], received))

    return await answered(work)


@draft_routes.get("/publications")
async def get_publications(_request: Request) -> HTTPResponse:
    """What was answered from, and what each publication changed."""
    return await answered(lambda: publications(settings()))


@draft_routes.post("/back")
async def post_back(request: Request) -> HTTPResponse:
    """Answer from ``publication`` again."""
    body = json.loads(request.body)
    return await answered(lambda: asdict(go_back(settings(), body["publication"])))
