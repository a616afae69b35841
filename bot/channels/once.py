"""One answer for one message, however often and in whatever order a channel gets it.

What was answered stands in the conversation itself (``answered.py``). In memory there are only
the messages under way.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent

from bot.apology import degraded_turn
from bot.channels.answered import Answer, answers_after, find_answer
from bot.channels.delivery import OnNewMessage, deliver, is_degraded

__all__ = ["Answer", "Incoming", "answer_once", "answers_after", "ending", "find_answer"]

logger = logging.getLogger(__name__)

# As long as Rasa's own lock holds: a turn that hangs must not hold up the next one for ever.
_LONGEST_WAIT = 60.0


@dataclass(frozen=True)
class Incoming:
    """A message as a channel received it.

    Attributes:
        text: what the person sent, of whatever type, or an ``Act`` of the channel itself.
        sender: the conversation's id, which the channel has authenticated.
        channel: name of the channel.
        message_id: the same for each repetition of the message, and for no other of the sender.
    """

    text: object
    sender: str
    channel: str
    message_id: str


# Messages under way, the last one of each conversation, and conversations that are being deleted.
# They belong to the one event loop of the server and are empty when nothing is under way.
_under_way: dict[tuple[str, str], asyncio.Task[Answer]] = {}
_last: dict[str, asyncio.Task[Answer]] = {}
_ending: set[str] = set()


async def answer_once(
    on_new_message: OnNewMessage, agent: Agent | None, incoming: Incoming, resent: bool = False
) -> Answer:
    """Answer a message, or give the answer that it got before.

    Messages of one conversation are answered one after the other as they came. The answer is
    made and stored even if whoever waits for it goes away.

    Args:
        on_new_message: Rasa's entry for messages.
        agent: Rasa's agent, whose tracker store knows what was answered; without one only
            repetitions of a message under way are recognised.
        incoming: the message.
        resent: the sender may have sent it long ago: look for it in all sessions of the
            conversation, not only in the latest.
    """
    key = (incoming.sender, incoming.message_id)
    task = _under_way.get(key)
    if task is None:
        before = _last.get(incoming.sender)
        task = asyncio.create_task(_in_turn(before, on_new_message, agent, incoming, resent))
        _under_way[key] = _last[incoming.sender] = task
        task.add_done_callback(lambda done: _forget(key, done))
    return await asyncio.shield(task)


@asynccontextmanager
async def ending(sender: str) -> AsyncIterator[None]:
    """While a conversation is deleted: messages that wait for their turn are not answered.

    Otherwise one of them would bring the conversation back.
    """
    _ending.add(sender)
    try:
        yield
        while last := _last.get(sender):
            await asyncio.wait({last})
    finally:
        _ending.discard(sender)


async def _in_turn(
    before: asyncio.Task[Answer] | None,
    on_new_message: OnNewMessage,
    agent: Agent | None,
    incoming: Incoming,
    resent: bool,
) -> Answer:
    if before is not None:
        await asyncio.wait({before}, timeout=_LONGEST_WAIT)
    if incoming.sender in _ending:
        return _failed(incoming.message_id, degraded_turn())
    try:
        answered = await find_answer(agent, incoming.sender, incoming.message_id, resent)
    except Exception as error:  # a person is waiting, whatever broke
        logger.error("conversation not read: %s", type(error).__name__)
        return _failed(incoming.message_id, degraded_turn())
    if answered is not None:
        return answered
    # Anew: reading takes its time.
    if incoming.sender in _ending:
        return _failed(incoming.message_id, degraded_turn())
    return await _answer(on_new_message, agent, incoming)


async def _answer(on_new_message: OnNewMessage, agent: Agent | None, incoming: Incoming) -> Answer:
    items = await deliver(
        on_new_message, incoming.text, incoming.sender, incoming.channel, incoming.message_id
    )
    turn = next(item["custom"] for item in reversed(items) if "custom" in item)
    failed = is_degraded(turn)
    try:
        # After a failure, too: another server may have got the message again and answered it.
        stored = await find_answer(agent, incoming.sender, incoming.message_id)
    except Exception as error:  # the turn is there, only its place is not known
        logger.error("conversation not read: %s", type(error).__name__)
        stored = None
    return stored or Answer(incoming.message_id, "", turn, failed=failed)


def _failed(message_id: str, turn: dict[str, Any]) -> Answer:
    return Answer(message_id, "", turn, failed=True)


def _forget(key: tuple[str, str], task: asyncio.Task[Answer]) -> None:
    _under_way.pop(key, None)
    if _last.get(key[0]) is task:
        del _last[key[0]]
