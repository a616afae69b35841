"""Routes: the audit, as a page and as a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.policy_desk.guard import Member, desk_only
from bot.channels.web import SECURITY_HEADERS, answer
from bot.records.audit import Entry, entries, exported, faults
from bot.records.database import Connection, database
from bot.records.policy_desk.rights import EVERYWHERE, covers
from luohu.clock import CHINA

_SHOWN = 500


def add_audit(routes: Blueprint) -> None:
    """Add the routes."""

    @routes.get("/api/desk/audit", name="desk_audit")
    @desk_only("audit")
    async def get_audit(_request: Request, member: Member) -> HTTPResponse:
        found = await database().read(_of_places, member.places("audit"))
        broken = await database().read(faults)
        return answer(
            {
                "entries": [_shown(one) for one in found],
                "faults": [asdict(one) for one in broken],
            }
        )

    # Seals are over all of it, so that only the whole of it can be checked.
    @routes.get("/api/desk/audit.jsonl", name="desk_audit_file")
    @desk_only("audit")
    async def get_file(_request: Request, member: Member) -> HTTPResponse:
        member.require("audit", EVERYWHERE)
        lines = await database().read(lambda connection: list(exported(connection)))
        today = datetime.now(CHINA).date().isoformat()
        return response.raw(
            "\n".join([*lines, ""]).encode(),
            content_type="application/x-ndjson; charset=utf-8",
            headers={
                **SECURITY_HEADERS,
                "Content-Disposition": f'attachment; filename="audit_{today}.jsonl"',
                "Cache-Control": "no-store",
            },
        )


def _of_places(connection: Connection, places: Sequence[str]) -> list[Entry]:
    """The latest changes that are about places or places below them."""
    found = entries(connection, most=None if EVERYWHERE not in places else _SHOWN)
    return [one for one in found if any(covers(place, one.region) for place in places)][:_SHOWN]


def _shown(entry: Entry) -> dict[str, Any]:
    at = datetime.fromtimestamp(entry.at / 1000, CHINA).isoformat(timespec="seconds")
    before, after = (json.loads(one) if one else None for one in (entry.before, entry.after))
    hidden = ("previous", "seal")
    told = {name: value for name, value in asdict(entry).items() if name not in hidden}
    return {**told, "at": at, "before": before, "after": after}
