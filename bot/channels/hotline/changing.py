"""Routes: what the operator changes, compares and decides in a call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rasa.core.agent import Agent
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.delivery import TAKE_UP
from bot.channels.hotline.asking import ask_act, push_suggestion
from bot.channels.hotline.calls import push_call
from bot.channels.hotline.clock import now
from bot.channels.hotline.desk import DeskAwayError
from bot.channels.hotline.model import Hotline, sender_of
from bot.channels.hotline.rights import own_call, own_suggestion
from bot.channels.hotline.shown import suggestion_dict
from bot.channels.refusals import RefusedError
from bot.channels.seeding import begin, read_session
from bot.channels.staff import staff_only
from bot.channels.talk.model import agent_of
from bot.channels.web import answer, json_body, text_of
from bot.masking.dictated import without_dictated_numbers
from bot.masking.hiding import without_numbers
from bot.places import region_ref
from bot.records.accounts import Account
from bot.records.calls import Call, touch_call
from bot.records.database import database
from bot.records.suggestions import CHOICES, Decision, Suggestion, decide
from luohu.session import SessionState

_MOST_FACTS = 100
_LONGEST_VALUE = 40
_MOST_REGIONS = 5
_LONGEST_REASON = 500
_LONGEST_TEXT = 4000


def add_changes(routes: Blueprint, hotline: Hotline) -> None:
    """Add the routes of changes, comparisons and decisions."""

    @routes.put("/api/calls/<call_id:str>/facts", stream=True)
    @staff_only("operator")
    async def put_facts(request: Request, account: Account, call_id: str) -> HTTPResponse:
        agent, facts = agent_of(request), _facts(await json_body(request))
        call = await own_call(account, call_id)
        suggestion = await _change_facts(hotline, agent, call, facts)
        return answer({"suggestion": suggestion_dict(suggestion)})

    @routes.put("/api/calls/<call_id:str>/region", stream=True)
    @staff_only("operator")
    async def put_region(request: Request, account: Account, call_id: str) -> HTTPResponse:
        agent, body = agent_of(request), await json_body(request)
        call = await own_call(account, call_id)
        suggestion = await _change_region(hotline, agent, call, body)
        return answer({"suggestion": suggestion_dict(suggestion) if suggestion else None})

    @routes.post("/api/calls/<call_id:str>/compare", stream=True)
    @staff_only("operator")
    async def post_compare(request: Request, account: Account, call_id: str) -> HTTPResponse:
        agent, regions = agent_of(request), _regions(await json_body(request))
        call = await own_call(account, call_id, ended=True)
        session = await read_session(agent, sender_of(call))
        try:
            return answer({"turns": await hotline.desk.compare(session, regions)})
        except DeskAwayError:
            raise RefusedError(503, "desk_away", wait=60) from None

    @routes.post("/api/suggestions/<suggestion_id:str>/decision", stream=True)
    @staff_only("operator")
    async def post_decision(request: Request, account: Account, suggestion_id: str) -> HTTPResponse:
        decision = _decision(await json_body(request))
        call, suggestion = await own_suggestion(account, suggestion_id)
        await database().run(decide, suggestion.id, decision, now())
        push_suggestion(hotline, call, replace(suggestion, decision=decision))
        return answer({"ok": True})


async def _change_facts(
    hotline: Hotline, agent: Agent, call: Call, facts: Mapping[str, Any]
) -> Suggestion:
    async with hotline.lock(call.id):
        session = await read_session(agent, sender_of(call))
        try:
            changed = await hotline.desk.facts(session, facts)
        except DeskAwayError:
            raise RefusedError(503, "desk_away", wait=60) from None
        known = SessionState(facts=changed["facts"], unknown=changed["unknown"])
        await begin(agent, sender_of(call), known)
        return await ask_act(hotline, agent, call, TAKE_UP)


async def _change_region(
    hotline: Hotline, agent: Agent, call: Call, body: Mapping[str, Any]
) -> Suggestion | None:
    """Let the call be about ``{region}``; None where nothing was asked yet."""
    region = region_ref(text_of(body, "region", 6))
    if region is None:
        raise RefusedError(404, "no_region")
    async with hotline.lock(call.id):
        session = await read_session(agent, sender_of(call))
        await begin(agent, sender_of(call), {"region": region["code"], "outside": None})
        call = replace(call, region=region["code"])
        await database().run(touch_call, call.id, now(), call.region)
        push_call(hotline, call)
        if session.get("waiting"):
            return await ask_act(hotline, agent, call, region["name"])
        if _is_going_on(session):
            return await ask_act(hotline, agent, call, TAKE_UP)
    return None


def _is_going_on(session: SessionState) -> bool:
    """Whether something is being spoken of."""
    fields = ("topic", "judged", "checking", "question")
    return any(session.get(name) for name in fields)


def _facts(body: Mapping[str, Any]) -> dict[str, Any]:
    facts = body.get("facts")
    if not isinstance(facts, dict) or not 0 < len(facts) <= _MOST_FACTS:
        raise RefusedError(400, "bad_request")
    for value in facts.values():
        if value is not None and type(value) not in (bool, int, str):
            raise RefusedError(400, "bad_request")
        if isinstance(value, str) and len(value) > _LONGEST_VALUE:
            raise RefusedError(400, "bad_request")
    return facts


def _regions(body: Mapping[str, Any]) -> list[str]:
    regions = body.get("regions")
    if not isinstance(regions, list) or not 0 < len(regions) <= _MOST_REGIONS:
        raise RefusedError(400, "bad_request")
    if not all(isinstance(code, str) and region_ref(code) for code in regions):
        raise RefusedError(404, "no_region")
    return regions


def _decision(body: Mapping[str, Any]) -> Decision:
    choice = body.get("decision")
    if choice not in CHOICES:
        raise RefusedError(400, "bad_request")
    reason, text = _words(body, "reason", _LONGEST_REASON), _words(body, "text", _LONGEST_TEXT)
    if choice == "reject" and not reason:
        raise RefusedError(422, "no_reason")
    if choice == "edit" and not text:
        raise RefusedError(422, "no_edited_text")
    return Decision(choice, reason, text if choice == "edit" else None)


def _words(body: Mapping[str, Any], name: str, longest: int) -> str | None:
    """What the operator wrote, line by line, without personal numbers."""
    given = body.get(name)
    if given is None:
        return None
    if not isinstance(given, str):
        raise RefusedError(400, "bad_request")
    if len(given) > longest:
        raise RefusedError(413, "too_large")
    # Line by line, and then what goes over several lines.
    lines = without_dictated_numbers([without_numbers(line) for line in given.splitlines()])
    return "\n".join(lines).strip() or None
