"""What a resident writes to the operator who took them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from rasa.core.agent import Agent

from bot.channels.hotline.clock import now
from bot.channels.hotline.hearing import Heard, answer_segments, hear
from bot.channels.hotline.model import Hotline
from bot.channels.refusals import RefusedError
from bot.intake import LONGEST
from bot.masking.hiding import without_numbers
from bot.records.calls import Call, find_call
from bot.records.database import Connection, database
from bot.records.handovers import conversation_key, last_handover
from bot.records.segments import Segment

_HIGHEST = 2**53


async def write(hotline: Hotline, agent: Agent, sender: str, body: Mapping[str, Any]) -> None:
    """Take ``{sequence, text}`` of a resident: kept once, shown at the console, answered there.

    Args:
        hotline: the console.
        agent: Rasa's agent, which suggests an answer to the operator.
        sender: the resident's conversation.
        body: ``sequence`` grows with each message and is the same for each repetition of one.

    Raises:
        RefusedError: nobody has taken them, or the message has another shape.
    """
    sequence, text = body.get("sequence"), body.get("text")
    if type(sequence) is not int or not 0 < sequence < _HIGHEST or not isinstance(text, str):
        raise RefusedError(400, "bad_request")
    if not text.strip() or len(text) > LONGEST:
        raise RefusedError(
            413 if text.strip() else 400, "too_large" if text.strip() else "bad_request"
        )
    call = await database().read(_call_of, conversation_key(sender))
    if call is None:
        raise RefusedError(409, "no_handover")
    said = Segment("line", sequence, "caller", without_numbers(text), now())
    if waiting := await hear(hotline, call, Heard([said], [])):
        hotline.joiner.add(call.id, waiting, partial(answer_segments, hotline, agent, call))


def _call_of(connection: Connection, conversation: str) -> Call | None:
    one = last_handover(connection, conversation)
    call = find_call(connection, one.call) if one and one.call and not one.ended_at else None
    return call if call and call.ended_at is None else None
