"""Erases what has been kept long enough, conversations and records, by the one policy."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import datetime, timezone

from rasa.core.agent import Agent

from bot.channels.hotline.model import CHANNEL as HOTLINE
from bot.channels.seeding import delete_conversation, store_of
from bot.records.database import Database
from bot.records.handovers import purge_handovers
from bot.records.purge import empty_log
from bot.records.retention import OTHERS, purge, retention
from luohu.settings import settings

logger = logging.getLogger(__name__)


async def expire(agent: Agent, records: Database) -> dict[str, int]:
    """Erase what is too old, from memory, from the files and from the logs beside them.

    Returns:
        How many of each kind were erased.

    Raises:
        Exception: the tracker store's or the database's own, where they cannot be read or written.
    """
    old = await _old_conversations(agent)
    for sender in old:
        await delete_conversation(agent, sender)
    if old:
        await store_of(agent).empty_log()
    now = datetime.now(timezone.utc)
    handovers = await records.run(purge_handovers, now, retention().seconds)
    for one in handovers:
        if one.call:
            await delete_conversation(agent, f"{HOTLINE}-{one.call}")
    erased = await records.run(purge, retention().records, now)
    if handovers or any(erased.values()):
        await asyncio.to_thread(empty_log, settings().records_url)
    return {"conversations": len(old), **erased, "hand-overs": len(handovers)}


async def keep_expiring(agent: Agent, records: Database) -> None:
    """Erase what is too old now and from time to time, until cancelled."""
    while True:
        try:
            erased = await expire(agent, records)
            if any(erased.values()):
                told = ", ".join(f"{count} {kind}" for kind, count in erased.items() if count)
                logger.warning("erased, as kept long enough: %s", told)
        except Exception as error:  # it is tried again, and nobody waits for it
            logger.error("what is too old was not erased: %s", type(error).__name__)
        await asyncio.sleep(retention().every)


async def _old_conversations(agent: Agent) -> list[str]:
    store, policy, now = store_of(agent), retention(), time.time()
    found: list[str] = []
    for channel, seconds in policy.conversations.items():
        named = None if channel == OTHERS else channel
        silent = await store.silent_since(now - seconds, named)
        found += [sender for sender in silent if policy.seconds(sender) == seconds]
    return list(dict.fromkeys(found))
