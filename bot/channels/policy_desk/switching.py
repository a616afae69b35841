"""Routes: what the bot hands over to people for a while, and banners for the hall."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.policy_desk.guard import Action, Member, desk_only
from bot.channels.policy_desk.reading import moment_of, optional, place_of, reason_of
from bot.channels.refusals import RefusedError
from bot.channels.standing import refresh
from bot.channels.web import answer, json_body
from bot.records.database import database
from bot.records.policy_desk.rights import EVERYWHERE
from bot.records.policy_desk.switches import (
    LONGEST_REASON,
    SCOPES,
    Aim,
    Scope,
    Switch,
    SwitchError,
    find_switch,
    switch_off,
    switch_on,
    switches_before,
    switches_on,
)
from luohu.clock import CHINA

_LONGEST_TARGET = 128
_SHOWN_BEFORE = 50


def add_switches(routes: Blueprint) -> None:
    """Add the routes."""

    @routes.get("/api/desk/switches", name="desk_switches")
    @desk_only("look")
    async def get_switches(_request: Request, member: Member) -> HTTPResponse:
        now = datetime.now(timezone.utc)
        on = await database().read(switches_on, now)
        before = await database().read(switches_before, now, _SHOWN_BEFORE)
        return answer(
            {
                "on": [_shown(one) for one in on if _sees(member, one)],
                "before": [_shown(one) for one in before if _sees(member, one)],
            }
        )

    @routes.post("/api/desk/switches", name="desk_switch_on", stream=True)
    @desk_only("banner")
    async def post_switch(request: Request, member: Member) -> HTTPResponse:
        body = await json_body(request)
        scope = _scope(optional(body, "scope", 16))
        region = EVERYWHERE if scope == "all" else place_of(body, everywhere=scope == "banner")
        member.require(_action(scope), region)
        until, now = moment_of(body, "until"), datetime.now(timezone.utc)
        names = (optional(body, name, _LONGEST_TARGET) for name in ("document", "target"))
        try:
            aim, reason = Aim(scope, region, *names), optional(body, "reason", LONGEST_REASON)
            on = await database().run(switch_on, aim, reason, until, member.name, now)
        except SwitchError:
            raise RefusedError(400, "bad_switch") from None
        await refresh()
        return answer({"switch": _shown(on)})

    @routes.post("/api/desk/switches/<switch_id:str>/end", name="desk_switch_off", stream=True)
    @desk_only("banner")
    async def post_end(request: Request, member: Member, switch_id: str) -> HTTPResponse:
        body = await json_body(request)
        found = await database().read(find_switch, switch_id)
        if found is None or not _sees(member, found):
            raise RefusedError(404, "no_switch")
        member.require(_action(found.aim.scope), found.aim.region)
        why, now = reason_of(body), datetime.now(timezone.utc)
        await database().run(switch_off, found, why, member.name, now)
        await refresh()
        return answer({"ok": True})


def _scope(given: str) -> Scope:
    for scope in SCOPES:
        if scope == given:
            return scope
    raise RefusedError(400, "bad_switch")


def _action(scope: Scope) -> Action:
    return "banner" if scope == "banner" else "switch"


def _sees(member: Member, switch: Switch) -> bool:
    """Whoever works for a place sees what is switched there, and what is switched everywhere."""
    return switch.aim.region == EVERYWHERE or member.may("look", switch.aim.region)


def _shown(switch: Switch) -> dict[str, Any]:
    return {
        "id": switch.id,
        **vars(switch.aim),
        "reason": switch.reason,
        "until": _moment(switch.until),
        "set_by": switch.set_by,
        "set_at": _moment(switch.set_at),
        "ended_by": switch.ended_by,
        "ended_at": _moment(switch.ended_at) if switch.ended_at else None,
    }


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, CHINA).isoformat(timespec="minutes")
