"""Routes: who one is at the desk, and who may do what there."""

from __future__ import annotations

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.policy_desk.guard import Member, desk_only, member_of, roles_for
from bot.channels.policy_desk.reading import optional
from bot.channels.refusals import RefusedError
from bot.channels.staff import staff_only
from bot.channels.web import answer, json_body, text_of
from bot.records.accounts import Account, AccountError, list_accounts
from bot.records.accounts.store import LONGEST_NAME
from bot.records.database import database
from bot.records.policy_desk.rights import DESK_ROLES, Right, all_rights, grant, revoke


def add_people(routes: Blueprint) -> None:
    """Add the routes."""

    @routes.get("/api/desk/me", name="desk_me")
    @staff_only()
    async def get_me(_request: Request, account: Account) -> HTTPResponse:
        member = await member_of(account)
        may = {action: places for action in roles_for() if (places := member.places(action))}
        return answer({"rights": [_shown(right) for right in member.rights], "may": may})

    @routes.get("/api/desk/people", name="desk_people")
    @desk_only("people")
    async def get_people(_request: Request, member: Member) -> HTTPResponse:
        rights = await database().read(all_rights)
        accounts = await database().read(list_accounts)
        seen = [(name, right) for name, right in rights if member.may("people", right.region)]
        people = [
            {
                "name": one.name,
                "display_name": one.display_name,
                "rights": [_shown(right) for name, right in seen if name == one.name],
            }
            for one in accounts
        ]
        return answer({"people": people, "roles": list(DESK_ROLES)})

    @routes.post("/api/desk/rights", name="desk_rights", stream=True)
    @desk_only("people")
    async def post_right(request: Request, member: Member) -> HTTPResponse:
        body = await json_body(request)
        name, role = text_of(body, "name", LONGEST_NAME), optional(body, "role", 16)
        region = text_of(body, "region", 6)
        member.require("people", region)
        if not isinstance(body.get("gives"), bool):
            raise RefusedError(400, "bad_request")
        try:
            change = grant if body["gives"] else revoke
            await database().run(change, name, role, region, member.name)
        except AccountError:
            raise RefusedError(400, "bad_right") from None
        return answer({"ok": True})


def _shown(right: Right) -> dict[str, str]:
    return {"role": right.role, "region": right.region}
