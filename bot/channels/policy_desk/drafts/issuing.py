"""Changes: a signed draft published by somebody else, now or at a time; and going back."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.action_server import AwayError
from bot.channels.policy_desk.drafts.asking import Drafts
from bot.channels.policy_desk.drafts.changing import now, require_state
from bot.channels.policy_desk.drafts.receiving import BOT
from bot.channels.policy_desk.guard import Member, desk_only
from bot.channels.policy_desk.reading import moment_of, optional, reason_of
from bot.channels.refusals import RefusedError
from bot.channels.web import answer, json_body
from bot.records.audit import Change, append
from bot.records.database import database
from bot.records.policy_desk.drafts import (
    Draft,
    DraftError,
    Edit,
    StaleDraftError,
    due_drafts,
    edit,
)
from bot.words import words_beside

logger = logging.getLogger(__name__)

JSON = dict[str, Any]

_SECONDS = 5.0
_OK = 200
# Longer than a publication takes: whoever published has ended without a word.
_LOST_SECONDS = 2000
_LONGEST_ID = 64


async def issue(draft: Draft, member: Member, body: JSON) -> Edit:
    """Have a draft published now, or at ``at``.

    Raises:
        DraftError: it is not signed, by the same person, or the time is past.
    """
    lost = draft.state == "publishing" and draft.begun_at + _LOST_SECONDS < now().timestamp()
    require_state(draft, "signed", *(["publishing"] if lost else []))
    if draft.signed_by == member.name:
        raise DraftError("own_signature")
    if not body.get("at"):
        values = {"state": "publishing", "begun_at": int(now().timestamp()), "told": ""}
        values["publish_by"] = member.name
        return Edit("draft.publish", member.name, values, after={"signed_by": draft.signed_by})
    at = moment_of(body, "at")
    if at <= now():
        raise DraftError("past")
    values = {"state": "scheduled", "publish_at": int(at.timestamp()), "told": ""}
    values["publish_by"] = member.name
    after = {"at": at.isoformat(), "signed_by": draft.signed_by}
    return Edit("draft.schedule", member.name, values, after=after)


async def recall(draft: Draft, member: Member, body: JSON) -> Edit:
    """Take a draft back that waits for its time."""
    require_state(draft, "scheduled")
    values = {"state": "signed", "publish_at": None, "publish_by": ""}
    return Edit("draft.recall", member.name, values, why=reason_of(body))


async def reopen(draft: Draft, member: Member, body: JSON) -> Edit:
    """Work on a published document again; what is published stays until it is published anew."""
    require_state(draft, "published")
    values = {"state": "open", "signed_by": "", "publish_by": "", "publish_at": None}
    return Edit("draft.reopen", member.name, values, why=reason_of(body), edits=True)


async def publish(drafts: Drafts, draft: Draft) -> None:
    """Publish a draft that was handed over to be, and keep what came of it."""
    try:
        status, body = await drafts.published(draft)
    except AwayError:
        return await _failed(draft, words_beside(__file__)["away"])
    if status != _OK:
        return await _failed(draft, str(body["error"]["message"]))
    if not body["done"]:
        return await _failed(draft, str(body["told"]))
    values = {
        "state": "published",
        "publication": body["publication"],
        "folder": body["folder"],
        "publish_at": None,
        "told": body["told"],
    }
    after = {"publication": body["publication"], "folder": body["folder"]}
    await _keep(draft, Edit("draft.published", BOT, values, after=after))


async def keep_publishing(drafts: Drafts, seconds: float = _SECONDS) -> None:
    """Publish drafts as their time comes, until cancelled."""
    while True:
        try:
            for draft in await database().read(due_drafts, now()):
                values = {"state": "publishing", "begun_at": int(now().timestamp())}
                begun = await _keep(draft, Edit("draft.due", BOT, values))
                if begun:
                    await publish(drafts, begun)
        except Exception as error:  # the next look may do
            logger.error("drafts not published: %s", type(error).__name__)
        await asyncio.sleep(seconds)


def add_publications(routes: Blueprint, drafts: Drafts) -> None:
    """Add the routes of what was answered from."""
    one_at_a_time = asyncio.Lock()

    @routes.get("/api/desk/publications", name="desk_publications")
    @desk_only("look")
    async def get_publications(_request: Request, _member: Member) -> HTTPResponse:
        return answer(await drafts.publications())

    @routes.post("/api/desk/publications/back", name="desk_back", stream=True)
    @desk_only("publish")
    async def post_back(request: Request, member: Member) -> HTTPResponse:
        body = await json_body(request)
        wanted, why = optional(body, "publication", _LONGEST_ID), reason_of(body)
        async with one_at_a_time:
            found = await drafts.publications()
            events = [one for one in found["events"] if one["publication"] == wanted]
            if not events:
                raise RefusedError(404, "no_publication")
            if found["current"] != optional(body, "current", _LONGEST_ID):
                raise RefusedError(409, "stale_publication")
            for place in events[0]["places"]:
                member.require("publish", place)
            came = await drafts.back(wanted)
        if not came["done"]:
            raise RefusedError(409, "desk_refused", reason=str(came["told"]))
        before, after = {"publication": found["current"]}, {"publication": came["publication"]}
        # Whoever sees to one of the places finds it in the audit.
        for place in events[0]["places"]:
            change = Change(member.name, "publication.back", wanted, place, before, after, why)
            await database().run(append, change)
        return answer({**await drafts.publications(), "told": came["told"]})


async def _failed(draft: Draft, why: str) -> None:
    values = {"state": "signed", "publish_at": None, "told": why}
    await _keep(draft, Edit("draft.unpublished", BOT, values, after={"why": why}))


async def _keep(draft: Draft, change: Edit) -> Draft | None:
    try:
        return await database().run(edit, draft, draft.version, change, now())
    except StaleDraftError:  # another server was faster
        return None
