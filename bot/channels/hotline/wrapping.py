"""Routes: what remains of a call: its summary, and its case for another channel."""

from __future__ import annotations

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.hotline.cases import hand_out
from bot.channels.hotline.model import Hotline
from bot.channels.hotline.rights import own_call, seen_call
from bot.channels.hotline.summary import summary
from bot.channels.hotline.work_order import work_order
from bot.channels.staff import staff_only
from bot.channels.talk.model import agent_of
from bot.channels.web import answer, json_body
from bot.records.accounts import Account, find_account
from bot.records.database import database
from bot.records.handovers import handover_of
from bot.records.suggestions import suggestions_of


def add_wrapping(routes: Blueprint, hotline: Hotline) -> None:
    """Add the routes of summary, case and look-ups."""

    @routes.get("/api/calls/<call_id:str>/summary")
    @staff_only("operator", "supervisor")
    async def get_summary(_request: Request, account: Account, call_id: str) -> HTTPResponse:
        call = await seen_call(account, call_id)
        suggestions = await database().read(suggestions_of, call.id)
        operator = await database().read(find_account, call.operator)
        name = operator.display_name if operator else call.operator
        return answer({"text": summary(call, name, suggestions)})

    @routes.get("/api/calls/<call_id:str>/work-order")
    @staff_only("operator", "supervisor")
    async def get_work_order(_request: Request, account: Account, call_id: str) -> HTTPResponse:
        call = await seen_call(account, call_id)
        suggestions = await database().read(suggestions_of, call.id)
        operator = await database().read(find_account, call.operator)
        handover = await database().read(handover_of, call.id)
        name = operator.display_name if operator else call.operator
        return answer(work_order(call, name, suggestions, handover))

    @routes.post("/api/calls/<call_id:str>/case", stream=True)
    @staff_only("operator")
    async def post_case(request: Request, account: Account, call_id: str) -> HTTPResponse:
        await json_body(request)
        call = await own_call(account, call_id, ended=True)
        return answer(await hand_out(agent_of(request), call))

    @routes.get("/api/regions")
    @staff_only()
    async def get_regions(_request: Request, _account: Account) -> HTTPResponse:
        return await hotline.library.regions()

    @routes.get("/api/documents/<folder:str>")
    @staff_only()
    async def get_document(_request: Request, _account: Account, folder: str) -> HTTPResponse:
        return await hotline.library.document(folder)

    @routes.get("/api/search")
    @staff_only()
    async def get_search(request: Request, _account: Account) -> HTTPResponse:
        return await hotline.library.search(request)

    @routes.get("/api/facts")
    @staff_only()
    async def get_facts(request: Request, _account: Account) -> HTTPResponse:
        return await hotline.library.facts(request)
