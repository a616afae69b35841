"""Routes: keep a result for a phone, and the page that the phone opens."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.answered import find_answer
from bot.channels.refusals import RefusedError
from bot.channels.results.page import page_of_nothing, result_of, result_page
from bot.channels.staff import with_records
from bot.channels.talk import Person, Talk
from bot.channels.talk.api import API, renewing
from bot.channels.talk.bearer import person_of
from bot.channels.tokens import keyed_hash
from bot.channels.web import SECURITY_HEADERS, guarded, json_body, message_id_of
from bot.records.cases import read_code
from bot.records.database import database
from bot.records.results import find_result, keep_result
from bot.words import words_beside
from luohu.clock import CHINA
from luohu.settings import settings

_PURPOSE = "result"
_LONGEST_KEY = 64


def add_results(routes: Blueprint, talk: Talk) -> None:
    """Add the route ``/api/results`` and, below ``/result``, the pages.

    A page needs no account and holds nothing that the person wrote: whoever has its address reads
    it until its time is over.
    """

    @routes.post(f"{API}/results", stream=True)
    @guarded
    @with_records
    async def post_result(request: Request) -> HTTPResponse:
        person = await person_of(request, talk)
        return renewing(person, await _keep(talk, person, await json_body(request)))

    @routes.get("/result/<key:str>")
    @guarded
    @with_records
    async def get_result(_request: Request, key: str) -> HTTPResponse:
        return await _page(key)


async def _keep(talk: Talk, person: Person, body: Mapping[str, Any]) -> dict[str, Any]:
    """Keep what the message ``{id, code?}`` came to.

    Raises:
        RefusedError: no phone reaches this server, there is no such answer, or too many are kept.
    """
    answered = await find_answer(person.agent, person.sender, message_id_of(body), everywhere=True)
    if answered is None or not settings().result_link:
        raise RefusedError(404, "no_answer")
    code = body.get("code")
    known = read_code(code) if isinstance(code, str) else None
    await talk.floods.codes.take(person.sender)
    key, now = secrets.token_urlsafe(16), datetime.now(CHINA)
    until = now + timedelta(minutes=_words()["lasts"])
    content = {"until": until.isoformat(), **result_of(answered.turn, known or "")}
    await database().run(keep_result, keyed_hash(key, _PURPOSE), content, now, until)
    return {"link": f"{settings().result_link}{key}", "expires_at": until.isoformat()}


async def _page(key: str) -> HTTPResponse:
    found = None
    if len(key) <= _LONGEST_KEY:
        hashed = keyed_hash(key, _PURPOSE)
        found = await database().read(find_result, hashed, datetime.now(CHINA))
    headers = {**SECURITY_HEADERS, "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
    if found is None:
        return response.html(page_of_nothing(), 404, headers=headers)
    until = datetime.fromisoformat(found["until"])
    return response.html(result_page(found, until), headers=headers)


def _words() -> dict[str, Any]:
    return words_beside(str(Path(__file__).with_name("page.py")))
