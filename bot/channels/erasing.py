"""Erases one person for good: conversations, records, memory and the logs beside the files."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa.core.agent import Agent
from rasa.shared.core.events import UserUttered

from bot.channels import tokens
from bot.channels.handover.queue import erase as erase_handovers
from bot.channels.hotline.calls import external_key
from bot.channels.hotline.model import CHANNEL as HOTLINE
from bot.channels.refusals import RefusedError
from bot.channels.rest import RestChannel, known_as
from bot.channels.seeding import delete_conversation, store_of
from bot.records.database import Database
from bot.records.erasing import calls_under, erase_call, erase_said, erase_waiting
from bot.records.purge import empty_log
from luohu.settings import settings

KINDS = ("rest", "wechat", "call", "conversation")
AUDIENCE = "upkeep"
ADDRESS = "/upkeep/erase"


async def erase(agent: Agent, records: Database, kind: str, name: str) -> dict[str, int]:
    """Erase all that is kept of a person, also from memory and from the logs beside the files.

    Args:
        agent: Rasa's agent, or what has its tracker store and its locks.
        records: the records.
        kind: what ``name`` is, of ``KINDS``.
        name: the person, the call, or the conversation.

    Returns:
        How many of each kind were erased.

    Raises:
        Exception: the tracker store's or the database's own; what was not erased stays.
    """
    kinds = ("conversations", "calls", "feedback", "questions", "messages", "hand-overs")
    total = dict.fromkeys(kinds, 0)
    calls = await records.run(calls_under, external_key(name)) if kind == "call" else []
    for sender in [f"{HOTLINE}-{call}" for call in calls] or _senders(kind, name):
        said = await _said(agent, sender)
        total["conversations"] += bool(await store_of(agent).exists(sender))
        total["hand-overs"] += await erase_handovers(None, agent, sender)
        await delete_conversation(agent, sender)
        for what, count in (await records.run(erase_said, sender, said)).items():
            total[what] += count
        if sender.startswith(f"{HOTLINE}-"):
            total["calls"] += await records.run(erase_call, sender.split("-", 1)[1])
    if kind == "wechat":
        total["messages"] = await records.run(erase_waiting, name)
    await store_of(agent).empty_log()
    await asyncio.to_thread(empty_log, settings().records_url)
    return total


def kind_and_name(body: dict[str, Any]) -> tuple[str, str]:
    """Whom a request ``{kind, name}`` wants erased.

    Raises:
        RefusedError: it has another shape.
    """
    kind, name = body.get("kind"), body.get("name")
    if kind not in KINDS or not isinstance(name, str) or not name:
        raise RefusedError(400, "bad_request")
    return str(kind), name


def _senders(kind: str, name: str) -> list[str]:
    """The conversations of a person."""
    if kind == "rest":
        return [f"{RestChannel.name()}-{known_as(name)}"]
    if kind == "wechat":
        app = settings().miniprogram.app_id
        person = tokens.keyed_hash(f"{app}\0{name}", "miniprogram")
        channels = ("wechat_official", "wechat_miniprogram")
        others = [f"{channel}-{tokens.keyed_hash(name, channel)}" for channel in channels]
        return [f"miniprogram-{person}", *others]
    return [name] if kind == "conversation" else []


async def _said(agent: Agent, sender: str) -> list[tuple[str | None, str]]:
    tracker = await store_of(agent).retrieve_full_tracker(sender)
    events = tracker.events if tracker else ()
    return [(one.message_id, one.text or "") for one in events if isinstance(one, UserUttered)]
