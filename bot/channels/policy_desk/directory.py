"""Routes: the directory of offices."""

from __future__ import annotations

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.policy_desk.guard import Member, desk_only
from bot.channels.policy_desk.reading import optional, place_of, reason_of
from bot.channels.refusals import RefusedError
from bot.channels.standing import refresh
from bot.channels.web import answer, json_body
from bot.records.database import database
from bot.records.policy_desk.offices import (
    LONGEST,
    Office,
    OfficeError,
    find_office,
    keep_office,
    office_of,
    offices_of,
    remove_office,
)
from bot.words import words_beside
from luohu.clock import today


def add_directory(routes: Blueprint) -> None:
    """Add the routes."""

    @routes.get("/api/desk/offices", name="desk_offices")
    @desk_only("look")
    async def get_offices(_request: Request, member: Member) -> HTTPResponse:
        found = await database().read(offices_of)
        return answer(
            {"offices": [office_dict(one) for one in found if member.may("look", one.region)]}
        )

    @routes.post("/api/desk/offices", name="desk_keep_office", stream=True)
    @desk_only("offices")
    async def post_office(request: Request, member: Member) -> HTTPResponse:
        body = await json_body(request)
        region = place_of(body)
        member.require("offices", region)
        office_id = optional(body, "id", 32)
        if office_id:
            member.require("offices", (await _office(member, office_id)).region)
        given = {name: optional(body, name, most) for name, most in LONGEST.items()}
        given["checked_on"] = optional(body, "checked_on", 10)
        try:
            office = office_of(given, region, today(), office_id)
        except OfficeError as error:
            field = words_beside(__file__)[str(error)]
            raise RefusedError(400, "bad_office", field=field) from None
        kept = await database().run(keep_office, office, member.name, optional(body, "why", 200))
        await refresh()
        return answer({"office": office_dict(kept)})

    @routes.post("/api/desk/offices/<office_id:str>/remove", name="desk_drop_office", stream=True)
    @desk_only("offices")
    async def post_remove(request: Request, member: Member, office_id: str) -> HTTPResponse:
        body = await json_body(request)
        office = await _office(member, office_id)
        member.require("offices", office.region)
        await database().run(remove_office, office, member.name, reason_of(body))
        await refresh()
        return answer({"ok": True})


async def _office(member: Member, office_id: str) -> Office:
    office = await database().read(find_office, office_id)
    if office is None or not member.may("look", office.region):
        raise RefusedError(404, "no_office")
    return office


def office_dict(office: Office) -> dict[str, str]:
    """An office as programs read it."""
    return {**vars(office), "checked_on": office.checked_on.isoformat()}
