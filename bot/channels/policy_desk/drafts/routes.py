"""Routes: drafts are handed in, listed, looked at, read again and put away."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.action_server import JSON, ActionServer, AwayError
from bot.channels.policy_desk.drafts.changing import (
    add_change,
    changed,
    draft_of,
    now,
    require_state,
)
from bot.channels.policy_desk.drafts.confirming import confirm, settle
from bot.channels.policy_desk.drafts.jobs import Jobs
from bot.channels.policy_desk.drafts.receiving import read_in
from bot.channels.policy_desk.drafts.shown import draft_dict, line_dict, reading_dict
from bot.channels.policy_desk.guard import Member, desk_only
from bot.channels.policy_desk.reading import reason_of
from bot.channels.refusals import RefusedError
from bot.channels.staff import BYTES_TYPE
from bot.channels.web import answer, body_of, json_body
from bot.records.database import database
from bot.records.policy_desk.drafts import (
    LONGEST_NAME,
    Draft,
    Edit,
    add_draft,
    drafts_of,
    reading_of,
)

_REGION = re.compile(r"[0-9]{6}")
# Beyond what reading may take: the answer has to come back, too.
_SLACK_SECONDS = 60


def add_drafts(routes: Blueprint) -> None:
    """Add the routes."""
    server, jobs = ActionServer("drafts", seconds=1800), Jobs()
    _add_handing_in(routes, server, jobs)
    _add_looking(routes)
    add_change(routes, "confirm", "draft", confirm)
    add_change(routes, "settle", "draft", settle)
    add_change(routes, "discard", "draft", _discard)

    @routes.listener("before_server_stop")
    async def stop(*_: object) -> None:
        await jobs.stop()
        await server.close()


def _add_handing_in(routes: Blueprint, server: ActionServer, jobs: Jobs) -> None:
    @routes.post("/api/desk/drafts", name="desk_hand_in", stream=True)
    @desk_only("draft", sent=BYTES_TYPE)
    async def post_draft(request: Request, member: Member) -> HTTPResponse:
        name, region = _name(request.args.get("name")), request.args.get("region") or ""
        if not _REGION.fullmatch(region):
            raise RefusedError(404, "no_region")
        member.require("draft", region)
        most = int((await _limits(server))["megabytes"])
        received = await body_of(request, most << 20)
        if received is None:
            raise RefusedError(413, "large_file", most=most)
        draft = await database().run(add_draft, region, name, received, member.name, now())
        jobs.start(read_in(server, draft))
        return answer({"draft": draft_dict(draft)})

    # What was refused, and what a server that ended in between has left unread.
    @routes.post("/api/desk/drafts/<draft_id:str>/read", name="desk_draft_read", stream=True)
    @desk_only("draft")
    async def post_read(request: Request, member: Member, draft_id: str) -> HTTPResponse:
        body = await json_body(request)
        draft = await draft_of(member, draft_id, "draft")
        seconds = int((await _limits(server))["seconds"]) + _SLACK_SECONDS

        async def again(draft: Draft, member: Member, _body: JSON) -> Edit:
            left = draft.begun_at + seconds < now().timestamp()
            require_state(draft, "refused", *(["reading"] if left else []))
            values = {"state": "reading", "told": "", "begun_at": int(now().timestamp())}
            return Edit("draft.again", member.name, values)

        draft = await changed(draft, member, body, again)
        jobs.start(read_in(server, draft))
        return answer({"draft": draft_dict(draft)})


def _add_looking(routes: Blueprint) -> None:
    @routes.get("/api/desk/drafts", name="desk_drafts")
    @desk_only("look")
    async def get_drafts(_request: Request, member: Member) -> HTTPResponse:
        found = await database().read(drafts_of)
        seen = [line_dict(one) for one in found if member.may("look", one.region)]
        return answer({"drafts": seen})

    @routes.get("/api/desk/drafts/<draft_id:str>", name="desk_draft")
    @desk_only("look")
    async def get_draft(_request: Request, member: Member, draft_id: str) -> HTTPResponse:
        return answer({"draft": draft_dict(await draft_of(member, draft_id, "look"))})

    @routes.get("/api/desk/drafts/<draft_id:str>/reading", name="desk_draft_reading")
    @desk_only("look")
    async def get_reading(_request: Request, member: Member, draft_id: str) -> HTTPResponse:
        reading = await database().read(reading_of, await draft_of(member, draft_id, "look"))
        if reading is None:
            raise RefusedError(404, "no_draft")
        # In a thread: a long document has many thousand blocks.
        return answer(await asyncio.to_thread(reading_dict, reading))


async def _discard(draft: Draft, member: Member, body: JSON) -> Edit:
    require_state(draft, "reading", "refused", "open", "signed")
    return Edit("draft.discard", member.name, {"state": "discarded"}, why=reason_of(body))


async def _limits(server: ActionServer) -> dict[str, Any]:
    try:
        _status, body = await server.get("limits", {})
    except AwayError:
        raise RefusedError(503, "library_away", wait=60) from None
    return body


def _name(given: str | None) -> str:
    """The name of a file, without folders that a browser may put before it."""
    name = re.split(r"[\\/]", given or "")[-1].strip()
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable() or name.startswith("."):
        raise RefusedError(400, "bad_request")
    return name
