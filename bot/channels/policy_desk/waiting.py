"""Routes: the queue of what was asked in vain."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import Any

import yaml
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.policy_desk.grouping import Encode, place_questions
from bot.channels.policy_desk.guard import Action, Member, desk_only
from bot.channels.policy_desk.reading import LONGEST_WHY, optional, reason_of
from bot.channels.refusals import RefusedError
from bot.channels.web import SECURITY_HEADERS, answer, json_body
from bot.encoding import encoder
from bot.records.accounts import find_account
from bot.records.accounts.store import LONGEST_NAME
from bot.records.database import Connection, database
from bot.records.policy_desk.queue import (
    LONGEST_COMMENT,
    LONGEST_KNOWN,
    Group,
    QueueError,
    Settlement,
    assign,
    comment,
    comments_of,
    file_questions,
    find_group,
    groups_of,
    members_of,
    reopen,
    review,
    settle,
    unfiled,
    words_of,
)
from bot.records.policy_desk.queue import Member as Question
from luohu.clock import CHINA

# How many questions are put into groups before the page is answered, and for how long back they
# are counted: as long as their words are kept.
_AT_ONCE = 300
_BACK = timedelta(days=180)
_WEEK = timedelta(days=7)
_EXAMPLES = 5
_LONGEST_TARGET = 128
_REFUSALS = {
    "settlement": (400, "bad_settlement"),
    "comment": (400, "bad_comment"),
    "same_person": (409, "same_person"),
}


def add_queue(routes: Blueprint, encode: Encode | None = None) -> None:
    """Add the routes.

    Args:
        routes: the channel's.
        encode: the vector of a text; by the encoder of this server where it is left out.
    """
    # Two who look at once would found the same groups twice.
    one_at_a_time = asyncio.Lock()

    @routes.get("/api/desk/queue", name="desk_queue")
    @desk_only("look")
    async def get_queue(_request: Request, member: Member) -> HTTPResponse:
        async with one_at_a_time:
            await _gather(encode or encoder().encode_query)
        return answer({"groups": await database().read(_shown, member, _today())})

    @routes.get("/api/desk/queue/<group_id:str>", name="desk_group")
    @desk_only("look")
    async def get_group(_request: Request, member: Member, group_id: str) -> HTTPResponse:
        group = await _group(member, group_id, "look")
        return answer(await database().read(_in_full, group, _today()))

    def change(path: str, action: Action, work: Callable[..., Any]) -> None:
        @routes.post(f"/api/desk/queue/<group_id:str>/{path}", name=f"desk_{path}", stream=True)
        @desk_only(action)
        async def post(request: Request, member: Member, group_id: str) -> HTTPResponse:
            body = await json_body(request)
            group = await _group(member, group_id, action)
            try:
                await work(group, member, body)
            except QueueError as error:
                raise RefusedError(*_REFUSALS.get(str(error), (409, "group_changed"))) from None
            changed = await _group(member, group_id, "look")
            return answer(await database().read(_in_full, changed, _today()))

    change("assign", "queue", _assign)
    change("comment", "queue", _comment)
    change("settle", "queue", _settle)
    change("review", "review", _review)
    change("reopen", "queue", _reopen)

    @routes.get("/api/desk/known.yml", name="desk_known")
    @desk_only("look")
    async def get_known(_request: Request, member: Member) -> HTTPResponse:
        groups = await database().read(groups_of, ["settled"])
        mine = [one for one in groups if one.clause and member.may("look", one.region)]
        return response.raw(
            yaml.safe_dump(_known(mine), allow_unicode=True, sort_keys=True).encode(),
            content_type="application/yaml; charset=utf-8",
            headers={
                **SECURITY_HEADERS,
                "Content-Disposition": 'attachment; filename="known.yml"',
                "Cache-Control": "no-store",
            },
        )


async def _gather(encode: Encode) -> None:
    """Put what was asked since the last look into groups."""
    asked = await database().read(unfiled, _AT_ONCE)
    if not asked:
        return
    groups = await database().read(groups_of)
    # In a thread: conversations go on meanwhile.
    made, filed = await asyncio.to_thread(place_questions, asked, groups, encode)
    await database().run(file_questions, made, filed)


async def _group(member: Member, group_id: str, action: Action) -> Group:
    group = await database().read(find_group, group_id)
    if group is None or not member.may("look", group.region):
        raise RefusedError(404, "no_group")
    member.require(action, group.region)
    return group


async def _assign(group: Group, member: Member, body: dict[str, Any]) -> None:
    to = optional(body, "to", LONGEST_NAME)
    if to and await database().read(find_account, to) is None:
        raise RefusedError(400, "bad_right")
    await database().run(assign, group, to, member.name)


async def _comment(group: Group, member: Member, body: dict[str, Any]) -> None:
    text = optional(body, "text", LONGEST_COMMENT)
    await database().run(comment, group, text, member.name, int(_now().timestamp()))


async def _settle(group: Group, member: Member, body: dict[str, Any]) -> None:
    how = Settlement(
        optional(body, "settled_as", 16),  # type: ignore[arg-type] # it refuses what there is not
        optional(body, "document", _LONGEST_TARGET),
        optional(body, "clause", _LONGEST_TARGET),
        optional(body, "question", LONGEST_KNOWN),
    )
    await database().run(settle, group, how, member.name, optional(body, "why", LONGEST_WHY))


async def _review(group: Group, member: Member, body: dict[str, Any]) -> None:
    if not isinstance(body.get("agrees"), bool):
        raise RefusedError(400, "bad_request")
    why = optional(body, "why", LONGEST_WHY) if body["agrees"] else reason_of(body)
    await database().run(review, group, body["agrees"], member.name, why)


async def _reopen(group: Group, member: Member, body: dict[str, Any]) -> None:
    await database().run(reopen, group, member.name, reason_of(body))


def _shown(connection: Connection, member: Member, today: date) -> list[dict[str, Any]]:
    """The groups of one's places, those that come up most often of late first."""
    groups = [one for one in groups_of(connection) if member.may("look", one.region)]
    questions: dict[str, list[Question]] = {group.id: [] for group in groups}
    for one in members_of(connection, list(questions), today - _BACK):
        questions[one.group].append(one)
    shown = [_group_dict(connection, group, questions[group.id], today) for group in groups]
    return sorted(shown, key=lambda one: (-one["week"], -one["count"], one["id"]))


def _in_full(connection: Connection, group: Group, today: date) -> dict[str, Any]:
    questions = members_of(connection, [group.id], today - _BACK)
    said = [
        {"at": datetime.fromtimestamp(one.at, CHINA).isoformat(), "by": one.by, "text": one.text}
        for one in comments_of(connection, group.id)
    ]
    return {"group": _group_dict(connection, group, questions, today), "comments": said}


def _group_dict(
    connection: Connection, group: Group, questions: Sequence[Question], today: date
) -> dict[str, Any]:
    """A group as the page shows it: how often, since when, where, and in which words."""
    this_week = [one for one in questions if one.day > today - _WEEK]
    before = [one for one in questions if today - 2 * _WEEK < one.day <= today - _WEEK]
    told = {name: value for name, value in vars(group).items() if name != "centre"}
    return {
        **told,
        "count": len(questions),
        "week": len(this_week),
        "week_before": len(before),
        "channels": dict(Counter(one.channel for one in questions)),
        "last_on": questions[0].day.isoformat() if questions else None,
        "examples": _examples(connection, questions),
    }


def _examples(connection: Connection, questions: Iterable[Question]) -> list[str]:
    """The latest questions, each wording once."""
    latest = list(questions)[: _EXAMPLES * 4]
    words = words_of(connection, latest)
    found = (words.get((one.kind, one.key)) for one in latest)
    return list(dict.fromkeys(one for one in found if one))[:_EXAMPLES]


def _known(groups: Iterable[Group]) -> dict[str, dict[str, list[str]]]:
    """Known questions by folder and clause, to be taken over into ``questions.yml``."""
    found: dict[str, dict[str, list[str]]] = {}
    for group in groups:
        found.setdefault(group.document, {}).setdefault(group.clause, []).append(group.question)
    return found


def _now() -> datetime:
    return datetime.now(timezone.utc)


def _today() -> date:
    return _now().astimezone(CHINA).date()
