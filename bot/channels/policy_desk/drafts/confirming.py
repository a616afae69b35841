"""Changes: what a document is, and what is to be looked at, settled by a person."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from bot.channels.policy_desk.drafts.changing import EDITABLE, UNSIGNED, now, require_state
from bot.channels.policy_desk.drafts.shown import moment
from bot.channels.policy_desk.guard import Member
from bot.channels.policy_desk.reading import optional
from bot.records.database import database
from bot.records.policy_desk.drafts import Draft, DraftError, Edit, reading_of

JSON = dict[str, Any]

LONGEST = {"title": 200, "issuer": 100, "number": 60, "issued": 10, "effective": 10, "expires": 10}
_NEEDED = ("title", "issuer")
_DAYS = ("issued", "effective", "expires")
_LONGEST_FOLDER = 128
_LONGEST_REMARK = 200
_REGION = re.compile(r"[0-9]{6}")


async def confirm(draft: Draft, member: Member, body: JSON) -> Edit:
    """What a document is, as somebody has compared it with the original.

    Raises:
        DraftError: a field is missing or wrong.
        RefusedError: the place is none of theirs.
    """
    require_state(draft, *EDITABLE)
    before = draft.content["form"]
    form: JSON = {name: optional(body, name, most) for name, most in LONGEST.items()}
    form["region"] = optional(body, "region", 6)
    if not all(form[name] for name in _NEEDED) or not _REGION.fullmatch(form["region"]):
        raise DraftError("form")
    if not all(_is_day(form[name]) for name in _DAYS if form[name]):
        raise DraftError("form")
    member.require("draft", form["region"])
    form["proof_read"] = body.get("proof_read") is True
    form["relations"] = _relations(before["relations"], body.get("relations"))
    content = {**draft.content, "form": form, "confirmed": _signature(member)}
    values = {**UNSIGNED, "content": content, "region": form["region"]}
    return Edit("draft.confirm", member.name, values, before, form, edits=True)


async def settle(draft: Draft, member: Member, body: JSON) -> Edit:
    """What somebody says to a warning.

    Raises:
        DraftError: there is no such warning, or nothing is said.
    """
    require_state(draft, *EDITABLE)
    reading = await database().read(reading_of, draft)
    warnings = reading["shown"]["warnings"] if reading else []
    number, remark = body.get("number"), optional(body, "remark", _LONGEST_REMARK)
    if not isinstance(number, int) or not 0 <= number < len(warnings) or not remark:
        raise DraftError("warning")
    said = {**_signature(member), "remark": remark}
    settled = {**draft.content["settled"], str(number): said}
    values = {**UNSIGNED, "content": {**draft.content, "settled": settled}}
    after = {"warning": warnings[number]["text"], "remark": remark}
    return Edit("draft.settle", member.name, values, after=after, edits=True)


def _relations(recognised: list[JSON], sent: object) -> list[JSON]:
    """The recognised relations, of which a person says only that they hold and of what."""
    if not isinstance(sent, list) or len(sent) != len(recognised):
        raise DraftError("form")
    return [_relation(one, said) for one, said in zip(recognised, sent, strict=True)]


def _relation(one: JSON, said: object) -> JSON:
    if not isinstance(said, dict):
        raise DraftError("form")
    document = optional(said, "document", _LONGEST_FOLDER) or None
    confirmed = said.get("confirmed") is True
    if confirmed and not document:
        raise DraftError("form")
    return {**one, "document": document, "confirmed": confirmed}


def _signature(member: Member) -> JSON:
    return {"by": member.name, "at": moment(int(now().timestamp()))}


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
