"""The action server's own routes beside Rasa's: the library and the operator's desk."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.conversation.message import Message
from actions.conversation.session import Session
from actions.conversation.standing import Standing
from actions.converse import services, serving
from actions.desk.bodies import compare_body, facts_body, suggestion_body, trial_body
from actions.desk.compare import compared
from actions.desk.deadlines import deadlines
from actions.desk.facts import changed
from actions.desk.suggestion import suggestion
from actions.desk.trial import Try, compared_with, tried
from actions.failures import answer, answered
from actions.library.documents import document
from actions.library.facts import facts
from actions.library.regions import regions
from actions.library.searching import USUAL, search
from luohu.clock import today

JSON = dict[str, Any]

routes = Blueprint("routes")


@routes.get("/publication")
async def get_publication(_request: Request) -> HTTPResponse:
    """The publication that is answered from, and the one that was refused, if any."""
    now = serving()
    return answer(
        {"publication": now.publication, "refused": asdict(now.refused) if now.refused else None}
    )


@routes.get("/library/regions")
async def get_regions(_request: Request) -> HTTPResponse:
    """Every covered region with its pathways, subjects and documents."""
    return await answered(lambda: regions(services(), today()))


@routes.get("/library/documents/<folder:str>")
async def get_document(_request: Request, folder: str) -> HTTPResponse:
    """A document with its clauses."""
    return await answered(lambda: document(services().corpus, folder, today()))


@routes.get("/library/search")
async def get_search(request: Request) -> HTTPResponse:
    """The clauses nearest to ``q``, of ``region`` or of all of them."""
    question = request.args.get("q") or ""
    region = request.args.get("region")
    limit = request.args.get("limit") or str(USUAL)
    # Python refuses to read very long numbers.
    most = int(limit) if limit.isascii() and limit.isdigit() and len(limit) < 4 else 0
    return await answered(lambda: search(services(), question, today(), region, most))


@routes.get("/library/facts")
async def get_facts(request: Request) -> HTTPResponse:
    """The facts that the pathways of ``region`` need."""
    return await answered(lambda: facts(services(), request.args.get("region") or ""))


@routes.post("/desk/suggestion")
async def post_suggestion(request: Request) -> HTTPResponse:
    """What an operator is shown beside ``turn``, the answer to ``text`` in ``session``."""

    def work() -> JSON:
        body = suggestion_body(request.body)
        session = Session.from_dict(body["session"])
        return suggestion(services(), body["text"], body["turn"], session, today())

    return await answered(work)


@routes.post("/desk/compare")
async def post_compare(request: Request) -> HTTPResponse:
    """The case of ``session`` in each of ``regions``, with what the policy desk has set."""

    def work() -> JSON:
        body = compare_body(request.body)
        session = Session.from_dict(body["session"])
        standing = Standing.from_dict(body.get("standing"))
        turns = compared(services(), session, body["regions"], today(), standing)
        return {"turns": [turn.as_dict() for turn in turns]}

    return await answered(work)


@routes.post("/desk/facts")
async def post_facts(request: Request) -> HTTPResponse:
    """The session with ``facts`` set, or cleared where they are null."""

    def work() -> JSON:
        body = facts_body(request.body)
        session = Session.from_dict(body["session"])
        return {"session": changed(services(), session, body["facts"], today()).as_dict()}

    return await answered(work)


@routes.post("/desk/trial")
async def post_trial(request: Request) -> HTTPResponse:
    """What each of ``tries`` comes to, and what of it the publication ``other`` would change."""

    def work() -> JSON:
        body = trial_body(request.body)
        tries = [
            Try(
                Message(one["text"], one["intent"], one["confidence"], one["ranking"]),
                one["region"],
            )
            for one in body["tries"]
        ]
        other = compared_with(serving(), body["other"])
        return {"rows": tried(services(), tries, today(), other)}

    return await answered(work)


@routes.get("/desk/deadlines")
async def get_deadlines(_request: Request) -> HTTPResponse:
    """What about the documents of the publication has to be seen to."""
    now = {"publication": serving().publication}
    return await answered(lambda: {**now, **deadlines(services(), today())})
