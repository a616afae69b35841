"""A received file on its way through the action server, which reads it."""

from __future__ import annotations

import json
from typing import Any

from bot.channels.action_server import ActionServer, AwayError
from bot.channels.policy_desk.drafts.changing import now
from bot.records.database import database
from bot.records.policy_desk.drafts import (
    Draft,
    Edit,
    StaleDraftError,
    add_part,
    edit,
    received_of,
)
from bot.words import words_beside

JSON = dict[str, Any]

# As the audit names who did it.
BOT = "bot"


async def read_in(server: ActionServer, draft: Draft) -> None:
    """Let a draft be read, and keep what comes of it."""
    data = await database().read(received_of, draft)
    try:
        query = {"name": draft.name, "region": draft.region}
        status, body = await server.send("read", data, query)
    except AwayError:
        return await _refused(draft, words_beside(__file__)["away"])
    if status != 200:
        return await _refused(draft, str(body["error"]["message"]))
    first, *further = body["documents"]
    values = {"state": "open", "reading": _reading(first), "content": _content(first), "told": ""}
    counted = {"clauses": len(first["shown"]["clauses"]), "documents": len(body["documents"])}
    if await _keep(draft, Edit("draft.read", BOT, values, after=counted)):
        for part, one in enumerate(further, 1):
            await database().run(add_part, draft, part, _reading(one), _content(one), now())


async def _refused(draft: Draft, why: str) -> None:
    values = {"state": "refused", "told": why}
    await _keep(draft, Edit("draft.refuse", BOT, values, after={"why": why}))


async def _keep(draft: Draft, change: Edit) -> bool:
    try:
        await database().run(edit, draft, draft.version, change, now())
    except StaleDraftError:  # discarded, or read again, meanwhile
        return False
    return True


def _reading(one: JSON) -> str:
    return json.dumps({"kept": one["kept"], "shown": one["shown"]}, ensure_ascii=False)


def _content(one: JSON) -> JSON:
    return {"form": one["form"], "confirmed": None, "settled": {}, "rules": None, "scenarios": []}
