"""Routes: what is said in a call, from the operator's page and from the telephone line."""

from __future__ import annotations

import hmac
from functools import partial

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.hotline.calls import external_key, opened
from bot.channels.hotline.clock import now
from bot.channels.hotline.hearing import answer_segments, answers_to, hear, read_segments
from bot.channels.hotline.model import Hotline
from bot.channels.hotline.rights import own_call
from bot.channels.hotline.shown import suggestion_dict
from bot.channels.refusals import RefusedError
from bot.channels.staff import require_json, staff_only, with_records
from bot.channels.talk.model import agent_of
from bot.channels.web import answer, guarded, json_body, text_of
from bot.records.accounts import Account, find_account
from bot.records.accounts.store import LONGEST_NAME
from bot.records.calls import LONGEST_ID, current_call
from bot.records.database import database
from bot.records.handovers import note_reply
from luohu.settings import settings

# A hundred segments of 2,000 characters, however they are written.
_LARGEST = 1024 * 1024
# What was recognised late belongs to the call that has just ended, not to a new one.
_LATE = 10 * 60 * 1000
_SCHEME = "bearer "


def add_speech(routes: Blueprint, hotline: Hotline) -> None:
    """Add the routes of what is said."""

    @routes.post("/api/calls/<call_id:str>/segments", stream=True)
    @staff_only("operator")
    async def post_segments(request: Request, account: Account, call_id: str) -> HTTPResponse:
        agent = agent_of(request)
        heard = read_segments(await json_body(request, _LARGEST), "page")
        call = await own_call(account, call_id)
        if any(one.speaker == "operator" for one in heard.final):
            await database().run(note_reply, call.id, now())
        # What is typed or pasted is complete: nobody waits for more of it.
        await answer_segments(hotline, agent, call, await hear(hotline, call, heard))
        suggestions = await answers_to(hotline, call, heard)
        return answer({"suggestions": [suggestion_dict(one) for one in suggestions]})

    @routes.post("/api/transcripts", stream=True)
    @guarded
    @with_records
    async def post_transcripts(request: Request) -> HTTPResponse:
        _check_key(request)
        await hotline.transcripts.take("")
        return await _take_transcript(hotline, request)


async def _take_transcript(hotline: Hotline, request: Request) -> HTTPResponse:
    """Take ``{operator, call, segments}`` and answer it when the caller pauses."""
    require_json(request)
    agent = agent_of(request)
    body = await json_body(request, _LARGEST)
    heard = read_segments(body, "line")
    external_id = text_of(body, "call", LONGEST_ID)
    name = text_of(body, "operator", LONGEST_NAME)
    account = await database().read(find_account, name)
    if account is None or "operator" not in account.roles:
        raise RefusedError(422, "no_operator")
    late = (account.name, external_key(external_id), now() - _LATE)
    call = await database().read(current_call, *late)
    if call is None:
        call, _new = await opened(hotline, agent, account.name, external_id)
    waiting = await hear(hotline, call, heard)
    if waiting:
        hotline.joiner.add(call.id, waiting, partial(answer_segments, hotline, agent, call))
    return answer({"accepted": len(heard.final) + len(heard.partial)})


def _check_key(request: Request) -> None:
    """See that the telephone system sends a request.

    Raises:
        RefusedError: it does not prove that, or there is none.
    """
    key = settings().asr_key
    if not key:
        raise RefusedError(503, "asr_not_configured", setting="LUOHU_ASR_KEY")
    header = request.headers.get("authorization", "")
    given = header[len(_SCHEME) :] if header[: len(_SCHEME)].lower() == _SCHEME else ""
    if not hmac.compare_digest(given.encode("utf-8", "replace"), key.encode("utf-8")):
        raise RefusedError(401, "asr_key")
