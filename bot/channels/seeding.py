"""What a conversation knows, put in, read out and deleted from outside of a turn."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import Any, cast

from rasa.core.agent import Agent
from rasa.shared.core.events import SlotSet

from bot.channels.delivery import forget_dictated
from bot.channels.once import ending
from bot.limits import limits
from luohu.names import SESSION_SLOT
from luohu.session import SessionState

# Rasa looks once a second whether the lock is free; a person waits for these.
_LOOK_EVERY = 0.05


# Conversations that were deleted of late: their tokens are void, though they may not have run out.
_ended: OrderedDict[str, None] = OrderedDict()


class GoneError(LookupError):
    """The conversation was deleted meanwhile."""


async def read_session(agent: Agent, sender: str) -> SessionState:
    """The session of a conversation as the action server left it; empty for a new one.

    What an earlier release left in it and this one does not know is left out.

    Raises:
        Exception: the tracker store's own, where it cannot be read.
    """
    tracker = await agent.tracker_store.retrieve(sender)
    value = (tracker.get_slot(SESSION_SLOT) if tracker else None) or {}
    known = {name: value[name] for name in SessionState.__annotations__ if name in value}
    return cast(SessionState, known)


async def begin(agent: Agent, sender: str, session: SessionState, anew: bool = False) -> None:
    """Begin a conversation with what is known, or go on with the one that there is.

    Args:
        agent: Rasa's agent, with its model loaded.
        sender: the conversation's id.
        session: fields of the session and their values.
        anew: whether all other fields are forgotten.

    Raises:
        Exception: the tracker store's own, where the conversation cannot be read or written.
    """
    async with agent.lock_store.lock(sender, wait_time_in_seconds=_LOOK_EVERY):
        _ended.pop(sender, None)
        await store_of(agent).begin_anew(sender)
        await _put(agent, sender, session, anew)


async def begin_once(agent: Agent, sender: str, session: SessionState) -> None:
    """Begin a conversation that was promised by its token; nothing where it has begun.

    Raises:
        GoneError: it was deleted.
        Exception: the tracker store's own, where the conversation cannot be read or written.
    """
    async with agent.lock_store.lock(sender, wait_time_in_seconds=_LOOK_EVERY):
        if await has_ended(agent, sender):
            raise GoneError(sender)
        if not await exists(agent, sender):
            await _put(agent, sender, session, anew=False)


async def seed(agent: Agent, sender: str, changes: SessionState, anew: bool = False) -> None:
    """Change what a conversation knows; what it knows already leaves no trace.

    Waits for the turn that is under way. Where the last session has run out a new one begins.

    Args:
        agent: Rasa's agent, with its model loaded.
        sender: the conversation's id.
        changes: fields of the session and their values.
        anew: whether all other fields are forgotten.

    Raises:
        GoneError: there is no such conversation.
        Exception: the tracker store's own, where the conversation cannot be read or written.
    """
    async with agent.lock_store.lock(sender, wait_time_in_seconds=_LOOK_EVERY):
        if not await exists(agent, sender):
            raise GoneError(sender)
        await _put(agent, sender, changes, anew)


async def exists(agent: Agent, sender: str) -> bool:
    """Whether there is such a conversation.

    Raises:
        Exception: the tracker store's own, where it cannot be read.
    """
    return bool(await store_of(agent).exists(sender))


async def has_ended(agent: Agent, sender: str) -> bool:
    """Whether a conversation was deleted of late, as far as this server and its store remember.

    Raises:
        Exception: the tracker store's own, where it cannot be read.
    """
    return sender in _ended or bool(await store_of(agent).has_ended(sender))


async def delete_conversation(agent: Agent, sender: str) -> None:
    """Delete a conversation for good, from memory and from the file.

    Waits for the turn that is under way; messages behind it are not answered.

    Raises:
        Exception: the tracker store's own, where the conversation cannot be deleted.
    """
    lock = agent.lock_store.lock(sender, wait_time_in_seconds=_LOOK_EVERY)
    async with ending(sender), lock:
        await store_of(agent).delete(sender)
        await forget_dictated(sender)
        _ended[sender] = None
        while len(_ended) > limits().keys:
            _ended.popitem(last=False)


async def delete_abandoned(agent: Agent, channel: str, seconds: float) -> None:
    """Delete the conversations of a channel that nobody has gone on with for so long.

    Raises:
        Exception: the tracker store's own, where they cannot be read or deleted.
    """
    for sender in await store_of(agent).silent_since(time.time() - seconds, channel):
        await delete_conversation(agent, sender)


async def _put(agent: Agent, sender: str, changes: SessionState, anew: bool) -> None:
    tracker = await agent.processor.fetch_tracker_and_update_session(sender)
    before = tracker.get_slot(SESSION_SLOT)
    after = {**({} if anew else before or {}), **changes}
    if after != before:
        tracker.update(SlotSet(SESSION_SLOT, after), agent.domain)
    await agent.tracker_store.save(tracker)


def store_of(agent: Agent) -> Any:  # noqa: ANN401 - Rasa's stores know no ``delete``
    """The tracker store itself, behind the one that Rasa wraps around it."""
    return getattr(agent.tracker_store, "_tracker_store", agent.tracker_store)
