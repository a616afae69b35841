"""Routes: what many questions come to, and what about the documents has to be seen to."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.action_server import JSON, ActionServer, AwayError
from bot.channels.policy_desk.guard import Member, desk_only
from bot.channels.policy_desk.reading import optional
from bot.channels.policy_desk.understanding import understood
from bot.channels.refusals import RefusedError
from bot.channels.talk.model import agent_of
from bot.channels.web import answer, guarded, json_body
from bot.intake import take_in
from bot.places import region_ref

# The page sends the rest as soon as these are answered: it shows how far it is, and no server is
# held up.
_AT_ONCE = 25
_LONGEST = 200
_LARGEST_BODY = 64 * 1024


def add_trials(routes: Blueprint, server: ActionServer) -> None:
    """Add the routes.

    Args:
        routes: the channel's.
        server: the action server's desk.
    """

    @routes.post("/api/desk/trial", name="desk_trial", stream=True)
    @desk_only("trial")
    async def post_trial(request: Request, _member: Member) -> HTTPResponse:
        body = await json_body(request, _LARGEST_BODY)
        asked = body.get("questions")
        if not isinstance(asked, list) or not 0 < len(asked) <= _AT_ONCE:
            raise RefusedError(400, "bad_trial")
        read = [_question(one) for one in asked]
        agent, other = agent_of(request), optional(body, "other", 64) or None
        tries = [await understood(agent, text, region) for text, region in read]
        status, rows = await _read(server.post("trial", {"tries": tries, "other": other}))
        # What it refuses, for instance the id of a publication, it explains in words for people.
        return answer(rows, status)

    @routes.get("/api/desk/deadlines", name="desk_deadlines")
    @desk_only("look")
    async def get_deadlines(_request: Request, member: Member) -> HTTPResponse:
        found = await _asked(server.get("deadlines", {}))
        items = [one for one in found["items"] if member.may("look", one["region"])]
        return answer({**found, "items": items})

    # For other systems: what stands here is said of public documents.
    @routes.get("/api/deadlines.json", name="deadlines_feed")
    @guarded
    async def get_feed(_request: Request) -> HTTPResponse:
        return answer(await _asked(server.get("deadlines", {})))

    @routes.listener("after_server_stop")
    async def close(*_: object) -> None:
        await server.close()


def _question(given: object) -> tuple[str, str | None]:
    """A question, cleaned as if a resident had sent it, and the place that it is about."""
    if not isinstance(given, Mapping):
        raise RefusedError(400, "bad_trial")
    text, region = given.get("text"), given.get("region") or None
    if not isinstance(text, str) or not 0 < len(text) <= _LONGEST:
        raise RefusedError(400, "bad_trial")
    if region is not None and (not isinstance(region, str) or region_ref(region) is None):
        raise RefusedError(400, "bad_trial")
    return take_in(text).text, region


async def _asked(asking: Awaitable[tuple[int, JSON]]) -> JSON:
    status, body = await _read(asking)
    if status != 200:
        raise RefusedError(503, "library_away", wait=60)
    return body


async def _read(asking: Awaitable[tuple[int, JSON]]) -> tuple[int, JSON]:
    try:
        return await asking
    except AwayError:
        raise RefusedError(503, "library_away", wait=60) from None
