"""Tries settled questions again whenever another publication answers; what fails comes up again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import date
from typing import Any

from rasa.core.agent import Agent

from bot.channels.action_server import JSON, ActionServer
from bot.channels.policy_desk.understanding import understood
from bot.records.database import Connection, database
from bot.records.policy_desk.queue import (
    Group,
    QueueError,
    groups_of,
    members_of,
    reopen,
    words_of,
)
from bot.words import words_beside

logger = logging.getLogger(__name__)

_SECONDS = 60.0
# As the audit names who reopened it.
_BY = "bot"
_AT_ONCE = 25
# Turns in which a clause is given as the answer.
_ANSWERS = ("answer", "eligibility")


async def keep_retrying(agent: Agent, server: ActionServer, seconds: float = _SECONDS) -> None:
    """Try settled questions at the start and at each change of publication, until cancelled.

    Args:
        agent: Rasa's agent, which understands the questions.
        server: the action server's desk.
        seconds: between two looks for another publication.
    """
    tried: object = keep_retrying  # no publication is called so
    while True:
        try:
            now = await _publication(server)
            if now != tried:
                await retry(agent, server)
                tried = now
        except Exception as error:  # the next look may do
            logger.error("settled questions not tried: %s", type(error).__name__)
        await asyncio.sleep(seconds)


async def retry(agent: Agent, server: ActionServer) -> int:
    """Try what is settled as answered by a clause, or as silent; returns how many come up again.

    Raises:
        AwayError: the action server does not answer.
        RecordsError: the records cannot be opened.
    """
    asked = await database().read(_questions)
    failed = 0
    for first in range(0, len(asked), _AT_ONCE):
        part = asked[first : first + _AT_ONCE]
        tries = [await understood(agent, text, group.region or None) for group, text in part]
        _status, body = await server.post("trial", {"tries": tries, "other": None})
        for (group, _text), row in zip(part, body["rows"], strict=True):
            if why := _fault(group, row):
                failed += await _open(group, why)
    return failed


def _questions(connection: Connection) -> list[tuple[Group, str]]:
    """Each settled group with the question that stands for it, where one is still kept."""
    groups = [one for one in groups_of(connection, ["settled"]) if one.settled_as != "document"]
    found = ((group, group.question or _latest(connection, group)) for group in groups)
    return [(group, text) for group, text in found if text]


def _latest(connection: Connection, group: Group) -> str:
    words = words_of(connection, members_of(connection, [group.id], date.min)[:1])
    return next(iter(words.values()), "")


def _fault(group: Group, row: Mapping[str, Any]) -> str:
    """Why a settled group is not settled any more; empty where it is."""
    words: Mapping[str, str] = words_beside(__file__)
    clause = {"document": group.document, "clause": group.clause}
    if group.settled_as == "clause" and row["clause"] != clause:
        return words["not_from_clause"]
    if group.settled_as == "silent" and row["kind"] in _ANSWERS:
        return words["answered_now"]
    return ""


async def _open(group: Group, why: str) -> int:
    try:
        await database().run(reopen, group, _BY, why)
    except QueueError:  # another server, or somebody, was faster
        return 0
    return 1


async def _publication(server: ActionServer) -> object:
    _status, body = await server.get("deadlines", {})
    read: JSON = body
    return read["publication"]
