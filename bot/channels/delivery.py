"""One message from a channel to Rasa and its turn back, whatever happens on the way."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

import bot.patches  # noqa: F401 - channels are the first of our modules that Rasa imports
from bot.apology import degraded_turn
from bot.intake import take_in

logger = logging.getLogger(__name__)

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]

_LONGEST_SENDER = 128
# What the bot itself sends to Rasa where there is no text to understand.
_PAYLOADS = {"empty": "/nothing_said", "too_long": "/too_long"}


async def deliver(
    on_new_message: OnNewMessage, message: object, sender: object, channel: str
) -> list[dict[str, Any]]:
    """Hand a message to Rasa and collect what the bot says.

    Args:
        on_new_message: Rasa's entry for messages.
        message: what the person sent, of whatever type the request held.
        sender: the conversation's id; a request without a usable one gets its own conversation.
        channel: name of the channel.

    Returns:
        Rasa's items: the turn's text in ``text`` items, the turn in one ``custom`` item. Never
        empty: where Rasa or the action server fails the turn says so. A turn that was made but
        could not be stored counts as failed: the next one would not know of it.
    """
    intake = take_in(message)
    text = intake.text if intake.kind == "text" else _PAYLOADS[intake.kind]
    conversation = _conversation(sender)
    collector = CollectingOutputChannel()
    try:
        await on_new_message(
            UserMessage(
                text,
                collector,
                conversation,
                input_channel=channel,
                metadata={"masked": True} if intake.masked else None,
            )
        )
    except Exception as error:  # a person is waiting, whatever broke
        logger.error("turn failed: %s", type(error).__name__)
        return _degraded(conversation)
    if not any("custom" in item for item in collector.messages):
        return _degraded(conversation)
    return list(collector.messages)


def _degraded(conversation: str) -> list[dict[str, Any]]:
    turn = degraded_turn()
    return [
        {"recipient_id": conversation, "text": turn["text"]},
        {"recipient_id": conversation, "custom": turn},
    ]


def _conversation(sender: object) -> str:
    if isinstance(sender, str) and 0 < len(sender) <= _LONGEST_SENDER and sender.isprintable():
        return sender
    return uuid.uuid4().hex
