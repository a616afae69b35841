"""Who waits for a person: joined, looked at, left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from rasa.core.agent import Agent
from sanic.request import Request

from bot.channels.handover.service import Service
from bot.channels.hotline.clock import now
from bot.channels.hotline.desk import DeskAwayError
from bot.channels.hotline.handovers import announce_end
from bot.channels.hotline.model import CHANNEL, Hotline
from bot.channels.hotline.shown import handover_dict
from bot.channels.once import answers_after
from bot.channels.refusals import RefusedError
from bot.channels.seeding import delete_conversation, read_session
from bot.limits import limits
from bot.masking.dictated import without_dictated_numbers
from bot.records.cases import Case
from bot.records.database import database
from bot.records.handovers import (
    Content,
    Handover,
    add_handover,
    conversation_key,
    end_handover,
    erase_handovers,
    new_handover,
    waiting_handovers,
)
from luohu.session import SessionState


def hotline_of(request: Request) -> Hotline | None:
    """The console of the operators on this server; None where the installation has none."""
    found: Hotline | None = getattr(request.app.ctx, "hotline", None)
    return found


async def join(
    hotline: Hotline, agent: Agent, service: Service, sender: str, channel: str
) -> Handover:
    """Let somebody wait for a person, and show them at the console.

    Args:
        hotline: the console.
        agent: Rasa's agent, which keeps their conversation.
        service: what is promised.
        sender: the conversation's id.
        channel: name of the channel.

    Raises:
        RefusedError: too many wait already.
    """
    if len(await database().read(waiting_handovers)) >= limits().handovers_waiting:
        raise RefusedError(429, "handover_full", wait=service.overdue)
    new = await about(hotline, agent, sender, channel, service.last_words)
    joined, is_new = await database().run(add_handover, new)
    if is_new:
        hotline.hub.push_to_all({"type": "handover", "handover": handover_dict(joined)})
    return joined


async def about(
    hotline: Hotline | None, agent: Agent, sender: str, channel: str, last_words: int
) -> Handover:
    """A hand-over with what an operator has to know: place, what was told, last words."""
    session: SessionState = await read_session(agent, sender)
    answers = await answers_after(agent, sender, None)
    said = without_dictated_numbers([one.said for one in answers if one.said][-last_words:])
    turn = answers[-1].turn if answers else None
    content = Content(
        told=tuple(await _told(hotline, turn, session)),
        said=tuple(said),
        case=asdict(Case.of_session(session)),
    )
    region, topic = session.get("region"), session.get("topic")
    return new_handover(sender, channel, region, topic, content, now())


async def leave(hotline: Hotline | None, sender: str) -> None:
    """Let somebody who waits, or who writes with an operator, end it."""
    ended = await database().run(end_handover, conversation_key(sender), now())
    if ended:
        announce_end(hotline, ended, erased=False)


async def erase(hotline: Hotline | None, agent: Agent, sender: str) -> int:
    """Erase all that somebody said to operators, and take it off their pages.

    Returns:
        How many hand-overs held something.
    """
    erased = await database().run(erase_handovers, conversation_key(sender), now())
    for one in erased:
        announce_end(hotline, one, erased=True)
        if one.call:
            await delete_conversation(agent, f"{CHANNEL}-{one.call}")
    return len(erased)


async def _told(
    hotline: Hotline | None, turn: Mapping[str, Any] | None, session: SessionState
) -> list[tuple[str, str]]:
    """What was told, in words; nothing where the desk is away: the case still holds it."""
    if hotline is None or turn is None or not session.get("facts"):
        return []
    try:
        shown = await hotline.desk.suggestion("", turn, session)
    except DeskAwayError:
        return []
    return [(fact["label"], fact["shown"]) for fact in shown["facts"]]
