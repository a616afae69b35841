"""The routes of the talk API."""

from __future__ import annotations

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels import tokens
from bot.channels.addresses import limit_addresses
from bot.channels.library import add_library
from bot.channels.once import answers_after
from bot.channels.opinions import keep_opinion
from bot.channels.seeding import delete_conversation
from bot.channels.talk.bearer import RENEWED, Person, person_of
from bot.channels.talk.cases import choose_region, forget, hand_out, take_up
from bot.channels.talk.live import live
from bot.channels.talk.messages import answer_dict, say
from bot.channels.talk.model import Talk
from bot.channels.web import answer, guarded, json_body

API = "/api"


def add_talk(routes: Blueprint, talk: Talk) -> None:
    """Add the talk API below ``/api`` of a channel's routes.

    The channel itself adds the route that gives a conversation its token. Each answer to a token
    that has lived half its life carries a new one in the header ``X-Renewed-Token``, over a
    WebSocket in a frame ``{type: "token", token, expires_in}``.
    """
    tokens.require_secret()
    limit_addresses(routes)
    _add_messages(routes, talk)
    _add_cases(routes, talk)
    _add_lookups(routes, talk)

    @routes.websocket(f"{API}/socket")
    async def socket(request: Request, connection: object) -> None:
        await live(talk, request, connection)


def _add_messages(routes: Blueprint, talk: Talk) -> None:
    @routes.post(f"{API}/messages", stream=True)
    @guarded
    async def post_message(request: Request) -> HTTPResponse:
        person = await person_of(request, talk)
        return renewing(person, answer_dict(await say(talk, person, await json_body(request))))

    @routes.get(f"{API}/messages")
    @guarded
    async def get_messages(request: Request) -> HTTPResponse:
        person = await person_of(request, talk)
        answers = await answers_after(person.agent, person.sender, request.args.get("after"))
        return renewing(person, {"answers": [answer_dict(answer) for answer in answers]})

    @routes.post(f"{API}/feedback", stream=True)
    @guarded
    async def post_feedback(request: Request) -> HTTPResponse:
        person = await person_of(request, talk)
        body = await json_body(request)
        await keep_opinion(person.agent, person.sender, talk.channel, body)
        return renewing(person, {"ok": True})

    @routes.post(f"{API}/end", stream=True)
    @guarded
    async def post_end(request: Request) -> HTTPResponse:
        person = await person_of(request, talk)
        await json_body(request)
        try:
            for work in talk.before_end:
                await work(request, person)
        finally:
            await delete_conversation(person.agent, person.sender)
        return answer({"ok": True})


def _add_cases(routes: Blueprint, talk: Talk) -> None:
    @routes.post(f"{API}/region", stream=True)
    @guarded
    async def post_region(request: Request) -> HTTPResponse:
        person = await person_of(request, talk)
        return renewing(person, await choose_region(person, await json_body(request)))

    @routes.post(f"{API}/cases", stream=True)
    @guarded
    async def post_case(request: Request) -> HTTPResponse:
        person = await person_of(request, talk)
        await json_body(request)
        return renewing(person, await hand_out(talk, person))

    @routes.post(f"{API}/cases/<code:str>", stream=True)
    @guarded
    async def post_taken_case(request: Request, code: str) -> HTTPResponse:
        person = await person_of(request, talk)
        body = await json_body(request)
        return renewing(person, answer_dict(await take_up(talk, person, code, body)))

    @routes.post(f"{API}/facts/forget", stream=True)
    @guarded
    async def post_forgotten(request: Request) -> HTTPResponse:
        person = await person_of(request, talk)
        body = await json_body(request)
        return renewing(person, answer_dict(await forget(talk, person, body)))


def _add_lookups(routes: Blueprint, talk: Talk) -> None:
    add_library(routes, talk.library)

    @routes.get(f"{API}/regions")
    @guarded
    async def get_regions(request: Request) -> HTTPResponse:
        await person_of(request, talk)
        return await talk.library.regions()

    @routes.get(f"{API}/documents/<folder:str>")
    @guarded
    async def get_document(request: Request, folder: str) -> HTTPResponse:
        await person_of(request, talk)
        return await talk.library.document(folder)

    @routes.get(f"{API}/facts")
    @guarded
    async def get_facts(request: Request) -> HTTPResponse:
        await person_of(request, talk)
        return await talk.library.facts(request)

    @routes.get(f"{API}/search")
    @guarded
    async def get_search(request: Request) -> HTTPResponse:
        await person_of(request, talk)
        return await talk.library.search(request)


def renewing(person: Person, body: dict[str, object]) -> HTTPResponse:
    """An answer to a person, with a new token once theirs has lived half its life."""
    reply = answer(body)
    token = tokens.renewed(person.claims)
    if token is not None:
        reply.headers[RENEWED] = token
    return reply
