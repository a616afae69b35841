"""Routes: drafts are handed in, listed, looked at, read again and put away."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.action_server import JSON
from bot.channels.policy_desk.drafts.asking import Drafts
from bot.channels.policy_desk.drafts.changing import (
    LARGEST_CHANGE,
    add_change,
    changed,
    draft_of,
    now,
    require_state,
)
from bot.channels.policy_desk.drafts.confirming import confirm, settle
from bot.channels.policy_desk.drafts.issuing import (
    add_publications,
    issue,
    publish,
    recall,
    reopen,
)
from bot.channels.policy_desk.drafts.jobs import Jobs
from bot.channels.policy_desk.drafts.receiving import read_in
from bot.channels.policy_desk.drafts.ruling import (
    give_scenarios,
    leave_out,
    proposing,
    rule,
    typed_rules,
    typed_scenarios,
)
from bot.channels.policy_desk.drafts.shown import draft_dict, line_dict, reading_dict, words_on
from bot.channels.policy_desk.drafts.signing import give_back, signing
from bot.channels.policy_desk.guard import Member, desk_only
from bot.channels.policy_desk.reading import reason_of
from bot.channels.refusals import RefusedError
from bot.channels.staff import BYTES_TYPE
from bot.channels.web import answer, body_of, json_body
from bot.records.database import database
from bot.records.policy_desk.drafts import (
    LONGEST_NAME,
    Draft,
    DraftError,
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
    drafts, jobs = Drafts(), Jobs()
    _add_handing_in(routes, drafts, jobs)
    _add_looking(routes)
    _add_pictures(routes, drafts)
    _add_checking(routes, drafts)
    add_publications(routes, drafts)
    add_change(routes, "confirm", "draft", confirm)
    add_change(routes, "settle", "draft", settle)
    add_change(routes, "discard", "draft", _discard)
    add_change(routes, "propose", "draft", proposing(drafts))
    add_change(routes, "rule", "draft", rule)
    add_change(routes, "absent", "draft", leave_out)
    add_change(routes, "scenarios", "scenarios", give_scenarios)
    add_change(routes, "sign", "sign", signing(drafts))
    add_change(routes, "give-back", "sign", give_back)
    add_change(routes, "publish", "publish", issue, _publishing(drafts, jobs))
    add_change(routes, "recall", "publish", recall)
    add_change(routes, "reopen", "draft", reopen)

    @routes.listener("before_server_stop")
    async def stop(*_: object) -> None:
        await jobs.stop()
        await drafts.close()


def _publishing(drafts: Drafts, jobs: Jobs) -> Callable[[Draft], None]:
    def begin(draft: Draft) -> None:
        if draft.state == "publishing":
            jobs.start(publish(drafts, draft))

    return begin


def _add_handing_in(routes: Blueprint, drafts: Drafts, jobs: Jobs) -> None:
    @routes.post("/api/desk/drafts", name="desk_hand_in", stream=True)
    @desk_only("draft", sent=BYTES_TYPE)
    async def post_draft(request: Request, member: Member) -> HTTPResponse:
        name, region = _name(request.args.get("name")), request.args.get("region") or ""
        if not _REGION.fullmatch(region):
            raise RefusedError(404, "no_region")
        member.require("draft", region)
        most = int((await drafts.limits())["megabytes"])
        received = await body_of(request, most << 20)
        if received is None:
            raise RefusedError(413, "large_file", most=most)
        draft = await database().run(add_draft, region, name, received, member.name, now())
        jobs.start(read_in(drafts.server, draft))
        return answer({"draft": draft_dict(draft)})

    # What was refused, and what a server that ended in between has left unread.
    @routes.post("/api/desk/drafts/<draft_id:str>/read", name="desk_draft_read", stream=True)
    @desk_only("draft")
    async def post_read(request: Request, member: Member, draft_id: str) -> HTTPResponse:
        body = await json_body(request)
        draft = await draft_of(member, draft_id, "draft")
        seconds = int((await drafts.limits())["seconds"]) + _SLACK_SECONDS

        async def again(draft: Draft, member: Member, _body: JSON) -> Edit:
            left = draft.begun_at + seconds < now().timestamp()
            require_state(draft, "refused", *(["reading"] if left else []))
            values = {"state": "reading", "told": "", "begun_at": int(now().timestamp())}
            return Edit("draft.again", member.name, values)

        draft = await changed(draft, member, body, again)
        jobs.start(read_in(drafts.server, draft))
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


def _add_pictures(routes: Blueprint, drafts: Drafts) -> None:
    @routes.get("/api/desk/drafts/<draft_id:str>/page/<page:int>", name="desk_draft_page")
    @desk_only("look")
    async def get_page(request: Request, member: Member, draft_id: str, page: int) -> HTTPResponse:
        draft = await draft_of(member, draft_id, "look")
        reading = await database().read(reading_of, draft)
        if reading is None or page < 1:
            raise RefusedError(404, "no_draft")
        words = words_on(reading, page, request.args.get("clause") or "")
        return answer(await drafts.drawn(draft, page, words))


def _add_checking(routes: Blueprint, drafts: Drafts) -> None:
    @routes.get("/api/desk/draft-book", name="desk_draft_book")
    @desk_only("look")
    async def get_book(_request: Request, _member: Member) -> HTTPResponse:
        return answer(await drafts.book())

    # What is being typed is checked too, so that it need not be stored first.
    @routes.post("/api/desk/drafts/<draft_id:str>/check", name="desk_draft_check", stream=True)
    @desk_only("look")
    async def post_check(request: Request, member: Member, draft_id: str) -> HTTPResponse:
        body = await json_body(request, LARGEST_CHANGE)
        draft = await draft_of(member, draft_id, "look")
        try:
            rules, citizens = typed_rules(draft, body), typed_scenarios(draft, body)
            return answer(await drafts.checked(draft, rules, citizens))
        except DraftError:
            raise RefusedError(400, "bad_rules") from None


async def _discard(draft: Draft, member: Member, body: JSON) -> Edit:
    require_state(draft, "reading", "refused", "open", "signed")
    return Edit("draft.discard", member.name, {"state": "discarded"}, why=reason_of(body))


def _name(given: str | None) -> str:
    """The name of a file, without folders that a browser may put before it."""
    name = re.split(r"[\\/]", given or "")[-1].strip()
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable() or name.startswith("."):
        raise RefusedError(400, "bad_request")
    return name
