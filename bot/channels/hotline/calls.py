"""Routes: open, list, read and end calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rasa.core.agent import Agent
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.delivery import TAKE_UP
from bot.channels.hotline.asking import ask_act
from bot.channels.hotline.cases import case_under
from bot.channels.hotline.clock import now
from bot.channels.hotline.model import Hotline, sender_of
from bot.channels.hotline.rights import own_call, seen_call
from bot.channels.hotline.shown import (
    call_dict,
    note_dict,
    segment_dict,
    suggestion_dict,
    transcript,
)
from bot.channels.refusals import RefusedError
from bot.channels.seeding import begin
from bot.channels.staff import staff_only
from bot.channels.talk.model import agent_of
from bot.channels.tokens import keyed_hash
from bot.channels.web import answer, json_body, text_of
from bot.masking import mask
from bot.places import region_ref
from bot.records.accounts import Account
from bot.records.calls import LONGEST_ID, Call, end_call, list_calls, open_call, touch_call
from bot.records.database import Connection, database
from bot.records.segments import Segment, segments_of
from bot.records.suggestions import suggestions_of


def add_calls(routes: Blueprint, hotline: Hotline) -> None:
    """Add the routes of calls."""

    @routes.post("/api/calls", stream=True)
    @staff_only("operator")
    async def post_call(request: Request, account: Account) -> HTTPResponse:
        body = await json_body(request)
        return answer(call_dict(await _open(hotline, agent_of(request), account, body)))

    @routes.get("/api/calls")
    @staff_only("operator", "supervisor")
    async def get_calls(_request: Request, account: Account) -> HTTPResponse:
        whose = None if "supervisor" in account.roles else account.name
        calls = await database().read(list_calls, whose)
        return answer({"calls": [call_dict(call) for call in calls]})

    @routes.get("/api/calls/<call_id:str>")
    @staff_only("operator", "supervisor")
    async def get_call(_request: Request, account: Account, call_id: str) -> HTTPResponse:
        call = await seen_call(account, call_id)
        whole = await database().read(_whole, call, hotline.being_said.get(call.id, {}))
        notes = [note_dict(note) for note in hotline.notes.get(call.id, [])]
        return answer({**whole, "notes": notes})

    @routes.post("/api/calls/<call_id:str>/end", stream=True)
    @staff_only("operator")
    async def post_end(request: Request, account: Account, call_id: str) -> HTTPResponse:
        await json_body(request)
        call = await own_call(account, call_id, ended=True)
        if call.ended_at is None:
            at = now()
            await database().run(end_call, call.id, at)
            hotline.being_said.pop(call.id, None)
            hotline.notes.pop(call.id, None)
            call = replace(call, ended_at=at)
            push_call(hotline, call)
        return answer(call_dict(call))


async def opened(
    hotline: Hotline, agent: Agent, operator: str, external_id: str | None
) -> tuple[Call, bool]:
    """The operator's open call of a telephone id, opened where there is none.

    Returns:
        The call, and whether it is new.

    Raises:
        RefusedError: the operator opens too many.
    """
    if wait := await hotline.opened.wait(operator):
        raise RefusedError(429, "too_many_calls", wait=wait)
    external = (external_key(external_id), mask(external_id)) if external_id else None
    call, new = await database().run(open_call, operator, external, now())
    if new:
        await hotline.opened.take(operator, "too_many_calls")
        await begin(agent, sender_of(call), {"region": None})
        push_call(hotline, call)
    return call, new


def external_key(external_id: str) -> str:
    """By what the call of a telephone id is found."""
    return keyed_hash(external_id, "call")


def push_call(hotline: Hotline, call: Call) -> None:
    """Show a call, as it is now, on all pages that show it."""
    hotline.hub.push(call.operator, {"type": "call", "call": call_dict(call)})


async def _open(hotline: Hotline, agent: Agent, account: Account, body: Mapping[str, Any]) -> Call:
    """Open a call ``{region?, external_id?, case?}``."""
    external_id = text_of(body, "external_id", LONGEST_ID) if body.get("external_id") else None
    region = region_ref(text_of(body, "region", 6)) if body.get("region") else None
    if body.get("region") and region is None:
        raise RefusedError(404, "no_region")
    case = await case_under(hotline, account, body["case"]) if body.get("case") else None
    call, _new = await opened(hotline, agent, account.name, external_id)
    async with hotline.lock(call.id):
        sender = sender_of(call)
        if case:
            await begin(agent, sender, case.as_session(), anew=True)
        if region:
            await begin(agent, sender, {"region": region["code"], "outside": None})
        code = region["code"] if region else case.region if case else None
        if code:
            call = replace(call, region=code)
            await database().run(touch_call, call.id, now(), code)
            push_call(hotline, call)
        if case:
            await ask_act(hotline, agent, call, TAKE_UP)
    return call


def _whole(connection: Connection, call: Call, being_said: Mapping[str, Segment]) -> dict[str, Any]:
    suggestions = suggestions_of(connection, call.id)
    segments = [segment_dict(one) for one in transcript(segments_of(connection, call.id))]
    return {
        "call": call_dict(call),
        "segments": segments + [segment_dict(one, final=False) for one in being_said.values()],
        "suggestions": [suggestion_dict(one) for one in suggestions],
        "facts": suggestions[-1].shown["facts"] if suggestions else [],
    }
