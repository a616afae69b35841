"""What every change of a draft goes through: who, of which place, and as it was last seen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timezone
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.policy_desk.drafts.shown import draft_dict
from bot.channels.policy_desk.guard import Action, Member, desk_only
from bot.channels.refusals import RefusedError
from bot.channels.web import answer, json_body
from bot.records.database import database
from bot.records.policy_desk.drafts import (
    Draft,
    DraftError,
    Edit,
    StaleDraftError,
    edit,
    find_draft,
)
from luohu.clock import CHINA

JSON = dict[str, Any]
Work = Callable[[Draft, Member, JSON], Awaitable[Edit]]

LARGEST_CHANGE = 512 * 1024
EDITABLE = ("open", "signed")
# The signature is that of a draft as it was.
UNSIGNED = {"state": "open", "signed_by": ""}
_REFUSALS = {
    "form": (400, "bad_draft"),
    "warning": (400, "bad_draft"),
    "rules": (400, "bad_rules"),
    "scenarios": (400, "bad_scenarios"),
    "same_person": (409, "same_signer"),
    "own_signature": (409, "own_signature"),
    "past": (400, "bad_moment"),
}


def now() -> datetime:
    """The moment."""
    return datetime.now(timezone.utc)


async def draft_of(member: Member, draft_id: str, action: Action) -> Draft:
    """A draft of a place for which somebody may do something.

    Raises:
        RefusedError: there is none, or it is another place's.
    """
    draft = await database().read(find_draft, draft_id)
    if draft is None or draft.state == "discarded" or not member.may("look", draft.region):
        raise RefusedError(404, "no_draft")
    member.require(action, draft.region)
    return draft


def add_change(
    routes: Blueprint,
    path: str,
    action: Action,
    work: Work,
    then: Callable[[Draft], None] | None = None,
) -> None:
    """Add a route that changes a draft as it was last seen.

    Args:
        routes: the channel's.
        path: behind the draft's own address.
        action: what is needed for it.
        work: makes the change of what was sent.
        then: is told of the draft as it is afterwards.
    """

    @routes.post(f"/api/desk/drafts/<draft_id:str>/{path}", name=f"desk_draft_{path}", stream=True)
    @desk_only(action)
    async def post(request: Request, member: Member, draft_id: str) -> HTTPResponse:
        body = await json_body(request, LARGEST_CHANGE)
        draft = await draft_of(member, draft_id, action)
        now_changed = await changed(draft, member, body, work)
        if then:
            then(now_changed)
        return answer({"draft": draft_dict(now_changed)})


async def changed(draft: Draft, member: Member, body: JSON, work: Work) -> Draft:
    """A draft after a change.

    Raises:
        RefusedError: it was changed since it was seen, or cannot be changed so.
    """
    seen = body.get("version")
    if not isinstance(seen, int) or isinstance(seen, bool):
        raise RefusedError(400, "bad_request")
    try:
        # Before the change is looked at: what it says of is not there any more.
        if seen != draft.version:
            raise StaleDraftError(draft.changed_by, draft.changed_at)
        return await database().run(edit, draft, seen, await work(draft, member, body), now())
    except StaleDraftError as error:
        at = datetime.fromtimestamp(error.at, CHINA).strftime("%H:%M:%S")
        raise RefusedError(409, "stale_draft", by=error.by, at=at) from None
    except DraftError as error:
        raise RefusedError(*_REFUSALS.get(str(error), (409, "draft_state"))) from None


def require_state(draft: Draft, *states: str) -> None:
    """See that a draft is where something can be done with it.

    Raises:
        DraftError: it is not.
    """
    if draft.state not in states:
        raise DraftError("state")
