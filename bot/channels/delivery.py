"""One message from a channel to Rasa and its turn back, whatever happens on the way."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

import bot.patches  # noqa: F401 - channels are the first of our modules that Rasa imports
from bot.acts import Act, is_act
from bot.apology import degraded_turn
from bot.channels.dictation import Dictation
from bot.channels.draining import draining
from bot.intake import take_in
from bot.metrics import OVERTAKEN, TURNS, WHOLE, stage
from bot.places import region_ref
from bot.records.conversations import OvertakenError
from bot.records.recording import recorder
from bot.records.turns import turn_record
from luohu.failing import kind_and_place

logger = logging.getLogger(__name__)

Item = dict[str, Any]
OnNewMessage = Callable[[UserMessage], Awaitable[Any]]


TAKE_UP = Act("take_up")
# What is sent where there is no text to understand, by the kind of what came in.
_UNREADABLE = {"empty": Act("nothing_said"), "too_long": Act("too_long")}
_dictation = Dictation()


async def deliver(
    on_new_message: OnNewMessage,
    message: object,
    sender: str,
    channel: str,
    message_id: str | None = None,
) -> list[dict[str, Any]]:
    """Hand a message to Rasa and collect what the bot says.

    Args:
        on_new_message: Rasa's entry for messages.
        message: what the person sent, of whatever type the request held, or an ``Act``.
        sender: the conversation's id.
        channel: name of the channel.
        message_id: kept with the message in the conversation; without one it gets its own.

    Returns:
        Rasa's items: the turn's text in ``text`` items, the turn in one ``custom`` item. Never
        empty: where Rasa or the action server fails the turn says so. A turn that was made but
        could not be stored counts as failed: the next one would not know of it.
    """
    text, masked = await _text(message, sender)

    async def turn() -> list[Item]:
        collector = CollectingOutputChannel()
        metadata = {"masked": True} if masked else None
        await on_new_message(
            UserMessage(
                text,
                collector,
                sender,
                input_channel=channel,
                message_id=message_id,
                metadata=metadata,
            )
        )
        return list(collector.messages)

    try:
        with draining().turn(), stage(WHOLE, channel=channel):
            items = await _unless_overtaken(turn)
    except Exception as error:  # a person is waiting, whatever broke
        logger.error("turn failed: %s", kind_and_place(error))
        items = []
    if not any("custom" in item for item in items):
        items = _degraded(sender)
    _record(channel, items, "" if is_act(text) else text)
    return items


async def _unless_overtaken(turn: Callable[[], Awaitable[list[Item]]]) -> list[Item]:
    """A turn, made anew once where another server has gone on with the conversation meanwhile."""
    try:
        return await turn()
    except OvertakenError:
        OVERTAKEN.inc()
        return await turn()


def _record(channel: str, items: list[dict[str, Any]], question: str) -> None:
    try:
        for item in items:
            if "custom" in item:
                _count(channel, item["custom"])
                recorder().record(turn_record(channel, item["custom"], question))
    except Exception as error:  # statistics are worth no turn
        logger.error("turn not recorded: %s", type(error).__name__)


def _count(channel: str, turn: Mapping[str, Any]) -> None:
    kind = "degraded" if is_degraded(turn) else turn["kind"]
    # Of places only the covered ones: whoever asks of others would make a row for each.
    covered = region_ref((turn["region"] or {}).get("code"))
    TURNS.labels(kind, covered["code"] if covered else "", channel).inc()


async def forget_dictated(sender: str) -> None:
    """Forget how the last messages of a conversation ended."""
    await _dictation.forget(sender)


def is_degraded(turn: Mapping[str, Any]) -> bool:
    """Whether a turn says that the message was not answered."""
    return any(notice["kind"] == "degraded" for notice in turn.get("notices", ()))


async def _text(message: object, sender: str) -> tuple[str, bool]:
    """What Rasa gets for a message, and whether something personal was masked in it."""
    if isinstance(message, Act):
        return message.text, False
    intake = take_in(message)
    if intake.kind != "text":
        return _UNREADABLE[intake.kind].text, intake.masked
    text = await _dictation.without_piece(sender, intake.text)
    return text, intake.masked or text != intake.text


def _degraded(sender: str) -> list[dict[str, Any]]:
    turn = degraded_turn()
    return [
        {"recipient_id": sender, "text": turn["text"]},
        {"recipient_id": sender, "custom": turn},
    ]
