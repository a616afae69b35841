"""Changes: a draft signed by somebody who has not worked on it, or given back."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from bot.channels.policy_desk.drafts.asking import Drafts
from bot.channels.policy_desk.drafts.changing import UNSIGNED, Work, require_state
from bot.channels.policy_desk.guard import Member
from bot.channels.policy_desk.reading import reason_of
from bot.channels.refusals import RefusedError
from bot.records.database import database
from bot.records.policy_desk.drafts import Draft, DraftError, Edit, reading_of
from bot.words import words_beside

JSON = dict[str, Any]


def signing(drafts: Drafts) -> Work:
    """Has a draft signed that is complete, and in which the rules say what the scenarios do."""

    async def sign(draft: Draft, member: Member, _body: JSON) -> Edit:
        require_state(draft, "open")
        if member.name in draft.editors:
            raise DraftError("same_person")
        lacking = await lacking_of(drafts, draft)
        if lacking:
            words = words_beside(__file__)
            reason = words["lacking"].format(what=words["between"].join(lacking))
            raise RefusedError(409, "desk_refused", reason=reason)
        values = {"state": "signed", "signed_by": member.name, "told": ""}
        after = {"content": digest_of(draft), "scenarios": len(draft.content["scenarios"])}
        return Edit("draft.sign", member.name, values, after=after)

    return sign


async def give_back(draft: Draft, member: Member, body: JSON) -> Edit:
    """Say what is wrong with a draft, and open it again."""
    require_state(draft, "open", "signed")
    why = reason_of(body)
    return Edit("draft.give_back", member.name, {**UNSIGNED, "told": why}, why=why)


async def lacking_of(drafts: Drafts, draft: Draft) -> list[str]:
    """What a draft lacks before it can be signed, a sentence each."""
    words, content = words_beside(__file__), draft.content
    reading = await database().read(reading_of, draft)
    shown = reading["shown"] if reading else {"warnings": []}
    lacking = []
    if not content["confirmed"]:
        lacking.append(words["not_confirmed"])
    elif not shown.get("proof_read", True) and not content["form"]["proof_read"]:
        lacking.append(words["not_proof_read"])
    left = len(shown["warnings"]) - len(content["settled"])
    if left > 0:
        lacking.append(words["unsettled"].format(count=left))
    if content["rules"]:
        lacking += await _of_rules(drafts, draft)
    return lacking


async def _of_rules(drafts: Drafts, draft: Draft) -> list[str]:
    words = words_beside(__file__)
    rules, scenarios = draft.content["rules"], draft.content["scenarios"]
    found = await drafts.checked(draft, rules, scenarios)
    lacking = [str(one["text"]) for one in found["findings"]]
    for one, judged in zip(scenarios, found["verdicts"], strict=True):
        if not judged or judged["verdict"] != one["verdict"]:
            lacking.append(words["other_verdict"].format(name=one["name"]))
    tried = {one["pathway"] for one in scenarios}
    lacking += [
        words["no_scenario"].format(title=one["title"])
        for name, one in rules["pathways"].items()
        if one["state"] == "confirmed" and name not in tried
    ]
    return lacking


def digest_of(draft: Draft) -> str:
    """The hash of what people said of a draft: what a signature is of."""
    text = json.dumps(draft.content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
