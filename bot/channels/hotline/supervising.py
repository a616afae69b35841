"""Routes: a supervisor joins a call with a note, or takes it over."""

from __future__ import annotations

import secrets
from dataclasses import replace

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.exc import IntegrityError  # type: ignore[import-untyped]

from bot.channels.hotline.calls import push_call
from bot.channels.hotline.clock import iso, now
from bot.channels.hotline.model import Hotline, Note
from bot.channels.hotline.rights import seen_call
from bot.channels.hotline.shown import call_dict, handover_dict, note_dict
from bot.channels.refusals import RefusedError
from bot.channels.staff import staff_only
from bot.channels.web import answer, json_body, text_of
from bot.masking import mask
from bot.records.accounts import Account
from bot.records.calls import Call, reassign_call
from bot.records.database import Connection, database
from bot.records.handovers import Handover, reassign_handover

_LONGEST_NOTE = 500


def add_supervising(routes: Blueprint, hotline: Hotline) -> None:
    """Add the routes of supervisors."""

    @routes.post("/api/calls/<call_id:str>/notes", stream=True)
    @staff_only("supervisor")
    async def post_note(request: Request, account: Account, call_id: str) -> HTTPResponse:
        text = text_of(await json_body(request), "text", _LONGEST_NOTE)
        call = await _open_call(account, call_id)
        note = Note(secrets.token_hex(8), account.display_name, mask(text), iso(now()))
        hotline.note(call.id, note)
        frame = {"type": "note", "call": call.id, "note": note_dict(note)}
        hotline.hub.push(call.operator, frame)
        return answer(note_dict(note))

    @routes.post("/api/calls/<call_id:str>/take-over", stream=True)
    @staff_only("supervisor")
    async def post_take_over(request: Request, account: Account, call_id: str) -> HTTPResponse:
        await json_body(request)
        if "operator" not in account.roles:
            raise RefusedError(403, "not_allowed")
        return answer(call_dict(await _take_over(hotline, account, call_id)))


async def _open_call(account: Account, call_id: str) -> Call:
    call = await seen_call(account, call_id)
    if call.ended_at is not None:
        raise RefusedError(409, "call_ended")
    return call


async def _take_over(hotline: Hotline, account: Account, call_id: str) -> Call:
    """Let a supervisor answer a call in its operator's place.

    Raises:
        RefusedError: it has ended, or the supervisor has a call of the same telephone id.
    """
    before = await _open_call(account, call_id)
    async with hotline.lock(before.id):
        try:
            handover = await database().run(_moved, before.id, account.name)
        except IntegrityError as error:
            raise RefusedError(409, "call_there") from error
    call = replace(before, operator=account.name)
    # Who had it hears that it is gone, too.
    hotline.hub.push(before.operator, {"type": "call", "call": call_dict(call)})
    push_call(hotline, call)
    if handover is not None:
        frame = {"type": "handover", "handover": handover_dict(handover)}
        hotline.hub.push(call.operator, frame)
    return call


def _moved(connection: Connection, call: str, operator: str) -> Handover | None:
    reassign_call(connection, call, operator)
    return reassign_handover(connection, call, operator)
