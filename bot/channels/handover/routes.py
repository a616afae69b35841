"""Routes of the talk API by which a resident asks for a person, waits, and writes."""

from __future__ import annotations

from datetime import datetime

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.handover.queue import about, erase, hotline_of, join, leave
from bot.channels.handover.service import service
from bot.channels.handover.state import state_of
from bot.channels.handover.writing import write
from bot.channels.refusals import RefusedError
from bot.channels.shared_limits import SharedLimiter
from bot.channels.staff import with_records
from bot.channels.talk import Talk
from bot.channels.talk.api import API, renewing
from bot.channels.talk.bearer import Person, begun, person_of
from bot.channels.web import guarded, json_body
from bot.records.database import database
from bot.records.handovers import add_refused
from luohu.clock import CHINA


def add_handover(routes: Blueprint, talk: Talk) -> None:
    """Add the routes below ``/api/handover``.

    What was said to operators is erased with the conversation.
    """
    asked = SharedLimiter("handovers_of_a_conversation")
    talk.before_end.append(_erase_with_conversation)

    @routes.get(f"{API}/handover")
    @guarded
    @with_records
    async def get_handover(request: Request) -> HTTPResponse:
        return await _shown(request, await person_of(request, talk))

    @routes.post(f"{API}/handover", stream=True)
    @guarded
    @with_records
    async def post_handover(request: Request) -> HTTPResponse:
        person = await person_of(request, talk)
        await json_body(request)
        await asked.take(person.sender)
        await _ask(request, person, talk.channel)
        return await _shown(request, person)

    @routes.post(f"{API}/handover/messages", stream=True)
    @guarded
    @with_records
    async def post_written(request: Request) -> HTTPResponse:
        person = await person_of(request, talk)
        body, hotline = await json_body(request), hotline_of(request)
        await talk.floods.messages.take(person.sender)
        if hotline is None:
            raise RefusedError(409, "no_handover")
        await write(hotline, person.agent, person.sender, body)
        return await _shown(request, person)

    @routes.post(f"{API}/handover/end", stream=True)
    @guarded
    @with_records
    async def post_left(request: Request) -> HTTPResponse:
        person = await person_of(request, talk)
        await json_body(request)
        await leave(hotline_of(request), person.sender)
        return await _shown(request, person)


async def _ask(request: Request, person: Person, channel: str) -> None:
    hotline, promised = hotline_of(request), service()
    await begun(person)
    if hotline is not None and promised.is_open(datetime.now(CHINA)):
        await join(hotline, person.agent, promised, person.sender, channel)
        return
    # Counted, so that reports show how many would have needed somebody.
    wanted = await about(None, person.agent, person.sender, channel, last_words=0)
    await database().run(add_refused, wanted)


async def _shown(request: Request, person: Person) -> HTTPResponse:
    return renewing(person, await state_of(hotline_of(request), service(), person.sender))


async def _erase_with_conversation(request: Request, person: Person) -> None:
    await erase(hotline_of(request), person.agent, person.sender)
