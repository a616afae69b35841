"""Changes: rules as forms, one pathway at a time, and what sample citizens are to hear."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.channels.policy_desk.drafts.asking import Drafts
from bot.channels.policy_desk.drafts.changing import EDITABLE, UNSIGNED, Work, require_state
from bot.channels.policy_desk.drafts.forms import pathway_form, texts
from bot.channels.policy_desk.guard import Member
from bot.channels.policy_desk.reading import optional
from bot.records.policy_desk.drafts import Draft, DraftError, Edit

JSON = dict[str, Any]

MOST_SCENARIOS = 60
VERDICTS = ("eligible", "ineligible", "undetermined")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_LONGEST_SCENARIO = 100
_MOST_FACTS = 60


def proposing(drafts: Drafts) -> Work:
    """Has rules proposed for a document that has been confirmed, once."""

    async def propose(draft: Draft, member: Member, _body: JSON) -> Edit:
        require_state(draft, *EDITABLE)
        if not draft.content["confirmed"] or draft.content["rules"]:
            raise DraftError("state")
        rules = await drafts.proposed(draft)
        values = {**UNSIGNED, "content": {**draft.content, "rules": rules}}
        after = {"pathways": list(rules["pathways"])}
        return Edit("draft.propose", member.name, values, after=after, edits=True)

    return propose


async def rule(draft: Draft, member: Member, body: JSON) -> Edit:
    """What somebody says of one pathway; none of it stands in the document where it is null.

    Raises:
        DraftError: it is no pathway, or not of the form.
    """
    require_state(draft, *EDITABLE)
    name, before = pathway_name(body), _rules(draft)["pathways"]
    now = typed_rules(draft, body)
    values = {**UNSIGNED, "content": {**draft.content, "rules": now}}
    shown = [{name: some[name]} if name in some else None for some in (before, now["pathways"])]
    return Edit("draft.rule", member.name, values, shown[0], shown[1], edits=True)


def typed_rules(draft: Draft, body: JSON) -> JSON:
    """A draft's rules with what is sent of one pathway in place of what is stored of it.

    Raises:
        DraftError: it is no pathway, or not of the form.
    """
    rules = _rules(draft)
    if "pathway" not in body:
        return rules
    name = pathway_name(body)
    if body.get("form") is None:
        left = {other: one for other, one in rules["pathways"].items() if other != name}
        return {**rules, "pathways": left}
    absent = {other: one for other, one in rules["absent"].items() if other != name}
    return {"pathways": {**rules["pathways"], name: pathway_form(body["form"])}, "absent": absent}


async def leave_out(draft: Draft, member: Member, body: JSON) -> Edit:
    """Which pathways the document does not open, each with what it says instead.

    Raises:
        DraftError: it is not of the form.
    """
    require_state(draft, *EDITABLE)
    rules, given = _rules(draft), body.get("absent")
    if not isinstance(given, dict) or not all(_NAME.fullmatch(name) for name in given):
        raise DraftError("rules")
    notes = texts(given, given)
    if not all(notes.values()):
        raise DraftError("rules")
    absent = {name: {"note": note} for name, note in notes.items()}
    values = {**UNSIGNED, "content": {**draft.content, "rules": {**rules, "absent": absent}}}
    return Edit("draft.absent", member.name, values, rules["absent"], absent, edits=True)


async def give_scenarios(draft: Draft, member: Member, body: JSON) -> Edit:
    """Sample citizens, each with what is to come out.

    Raises:
        DraftError: one is not of the form.
    """
    require_state(draft, *EDITABLE)
    if "scenarios" not in body:
        raise DraftError("scenarios")
    before = draft.content["scenarios"]
    scenarios = [_signed(one, before, member) for one in typed_scenarios(draft, body)]
    values = {**UNSIGNED, "content": {**draft.content, "scenarios": scenarios}}
    told = [{"scenarios": [one["name"] for one in some]} for some in (before, scenarios)]
    return Edit("draft.scenarios", member.name, values, told[0], told[1])


def typed_scenarios(draft: Draft, body: JSON) -> list[JSON]:
    """The sample citizens that are sent; those that are stored where none are.

    Raises:
        DraftError: one is not of the form.
    """
    given = body.get("scenarios", draft.content["scenarios"])
    if not isinstance(given, list) or len(given) > MOST_SCENARIOS:
        raise DraftError("scenarios")
    return [scenario_of(one) for one in given]


def scenario_of(given: object) -> JSON:
    """A sample citizen.

    Raises:
        DraftError: it is not of the form.
    """
    if not isinstance(given, dict) or not isinstance(given.get("facts"), dict):
        raise DraftError("scenarios")
    facts = given["facts"]
    if len(facts) > _MOST_FACTS or not all(map(_is_fact, facts, facts.values())):
        raise DraftError("scenarios")
    name = optional(given, "name", _LONGEST_SCENARIO)
    verdict = optional(given, "verdict", 16)
    if not name or verdict not in VERDICTS:
        raise DraftError("scenarios")
    return {"name": name, "pathway": pathway_name(given), "facts": facts, "verdict": verdict}


def pathway_name(body: Mapping[str, Any]) -> str:
    """The id of a pathway.

    Raises:
        DraftError: it is none.
    """
    name = body.get("pathway")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise DraftError("rules")
    return name


def _rules(draft: Draft) -> JSON:
    """A draft's rules, of which there may be none yet."""
    return draft.content["rules"] or {"pathways": {}, "absent": {}}


def _signed(one: JSON, before: list[JSON], member: Member) -> JSON:
    """A scenario with who wrote it as it is."""
    same = next((old for old in before if {**old, "by": ""} == {**one, "by": ""}), None)
    return same or {**one, "by": member.name}


def _is_fact(name: object, value: object) -> bool:
    plain = value is None or isinstance(value, (bool, int)) or _is_choice(value)
    return isinstance(name, str) and bool(_NAME.fullmatch(name)) and plain


def _is_choice(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_SCENARIO
